"""Text as it is kept: one spelling of every sign, and nothing that changes how the page around it is read."""

import re
import unicodedata

_LONGEST_RUN_OF_MARKS = 8  # no script needs more on one letter
# They turn the reading direction of what follows, also outside of this text.
_DIRECTION = {*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x061C, 0x200E, 0x200F}
_HIDDEN = {0x00AD, 0x200B, 0x2060}  # two texts that look alike must not differ by what nobody sees
_REMOVED = dict.fromkeys([*(set(range(32)) - {9, 10}), *range(127, 160), 0xFEFF, *_DIRECTION, *_HIDDEN])
_INVISIBLE = re.compile(
    r"[\s\u00ad\u034f\u115f\u1160\u180e\u200b-\u200d\u2060-\u2064\u2800\u3164\ufe0f\uffa0]*"
)


def is_storable(text: str) -> bool:
    """Half of a surrogate pair has no place in UTF-8: no database takes it."""
    return not any("\ud800" <= sign <= "\udfff" for sign in text)


def clean_text(text: str) -> str:
    """NFC, line breaks as one sign, no control characters, no endless runs of combining marks, trimmed."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n").translate(_REMOVED)
    plain = unicodedata.normalize("NFC", plain)
    if not plain.isascii():
        plain = _without_long_runs(plain)
    plain = plain.strip()
    return "" if _INVISIBLE.fullmatch(plain) else plain


def clean_line(text: str) -> str:
    """The same on one line."""
    return " ".join(clean_text(text).split())


def _without_long_runs(text: str) -> str:
    kept, marks = [], 0
    for sign in text:
        marks = marks + 1 if unicodedata.combining(sign) or unicodedata.category(sign) == "Me" else 0
        if marks <= _LONGEST_RUN_OF_MARKS:
            kept.append(sign)
    return "".join(kept)
