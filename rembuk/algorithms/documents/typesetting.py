"""From data to a tagged PDF: the one place that calls the compiler.

Data goes in as JSON and is never part of a template, so nothing a person typed can become markup. The
document's date comes from the data, so the same data gives the same bytes.
"""

import json
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Literal, cast

import typst

from rembuk.algorithms.documents.printable import printable_data
from rembuk.algorithms.documents.qr import qr_svg

TEMPLATES = Path(__file__).with_name("templates")

Template = Literal["receipt", "trace", "minutes", "plan", "slips", "village_list", "explanation", "ceilings"]
Paper = Literal["a4", "f4"]  # F4 (folio, 215 x 330 mm) is what many offices have in the tray

# The compiler keeps what it worked out until this many compilations have passed without asking for it again.
# One plan of 1,500 lines is 130 MB of that, so ten plans in a row were more than a gigabyte.
_KEPT_FOR = 10
_one_at_a_time = Lock()


def typeset(
    template: Template,
    data: Mapping[str, object],
    *,
    made_on: date,
    url: str,
    paper: Paper = "a4",
    source: Mapping[str, object] | None = None,
) -> bytes:
    """One document as PDF/A-3a and PDF/UA-1; `source` is attached as the data it was made from."""
    shown = {
        **cast(dict[str, object], printable_data(data)),
        "date": {"year": made_on.year, "month": made_on.month, "day": made_on.day},
        "url": url,
        "paper": paper,
        "qr": qr_svg(url, quiet=1),  # paper is white around it
    }
    inputs = {"data": json.dumps(shown)}
    if source is not None:
        text = json.dumps(source, ensure_ascii=False, indent=1, default=date.isoformat)
        inputs["source"] = text.encode("utf-8", "replace").decode()  # half a surrogate pair is no text
    pdf = typst.compile(
        TEMPLATES / f"{template}.typ",
        root=TEMPLATES,
        sys_inputs=inputs,
        pdf_standards=["a-3a", "ua-1"],
        ignore_system_fonts=True,
    )
    assert isinstance(pdf, bytes)
    if source is not None:  # a long paper: a receipt is small, and the next one is helped by what is kept
        _forget()
    return pdf


def _forget() -> None:
    """Let the memory of a long paper grow old at once: 3 ms, and the process needs no more than for one."""
    with _one_at_a_time:
        for _ in range(_KEPT_FOR + 1):
            _nothing().compile(b"", format="pdf")


@cache
def _nothing() -> typst.Compiler:
    return typst.Compiler(b"", ignore_system_fonts=True)
