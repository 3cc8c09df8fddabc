"""Keeping text from becoming a formula in somebody's spreadsheet, and undoing it when it comes back.

A guarded text has one apostrophe more than before, so guarding and unguarding are exact opposites.
"""

import re
from functools import cache

FORMULA_STARTS = "=+-@\t＝＋－＠"
LINE_BREAKS = "\r\n"

# Only texts that start like this need a closer look; everything else passes untouched.
SUSPICIOUS = frozenset(FORMULA_STARTS + LINE_BREAKS + "'")


def guarded(text: str, breaks: str = "") -> str:
    """The text with an apostrophe where a formula would start: at the beginning and after any of `breaks`."""
    return _patterns(breaks)[0].sub("'", text)


def unguarded(text: str, breaks: str = "") -> str:
    """The text as it was before `guarded`."""
    return _patterns(breaks)[1].sub("", text) if "'" in text else text


def breaks_in_csv(delimiter: str) -> str:
    """Where a spreadsheet set to the other list separator (`;` in Indonesia) would start a cell inside ours.

    To it our quotation marks stand in the middle of a cell and protect nothing.
    """
    return (";" if delimiter == "," else ",") + LINE_BREAKS


@cache
def _patterns(breaks: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    start = f"(?:\\A|(?<=[{re.escape(breaks)}]))" if breaks else "\\A"
    formula, line = f"(?='*[{re.escape(FORMULA_STARTS)}])", f"(?='*[{LINE_BREAKS}])"
    return (
        re.compile(f"{start}{formula}|\\A{line}"),
        re.compile(f"{start}'{formula}|\\A'{line}"),
    )
