"""Columns of the sheets that offices fill in: heading, longest text, and what to write there.

Apart from the readers, because the template shows what each of them understands.
"""

import re
from dataclasses import dataclass
from datetime import date

from rembuk.apps.core.text import clean_line, clean_text, is_storable

from .report import Faults

NOTE = "#"  # a row whose first cell begins so is a note of the template
_DAY = re.compile(r"(\d{4})-(\d\d?)-(\d\d?)|(\d\d?)[/.-](\d\d?)[/.-](\d{4})", re.ASCII)
_PARAGRAPHS = 1_000  # from this length on, line breaks are kept


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a sheet."""

    name: str
    longest: int
    is_required: bool
    note: str

    def text(self, number: int, cell: str, faults: Faults) -> str:
        """The cell, cleaned; a fault of line `number` where it is missing, too long or cannot be stored."""
        if not is_storable(cell):
            faults.add(
                number,
                self.name,
                "Ada huruf yang tidak dapat disimpan.",
                "It holds characters that cannot be stored.",
            )
            return ""
        text = clean_text(cell) if self.longest >= _PARAGRAPHS else clean_line(cell)
        if self.is_required and not text:
            faults.add(number, self.name, "Kolom ini wajib diisi.", "This column is required.")
        if len(text) > self.longest:
            faults.add(
                number,
                self.name,
                f"Paling panjang {self.longest} huruf.",
                f"At most {self.longest} characters.",
            )
        return text


def headings(columns: tuple[Column, ...]) -> tuple[str, ...]:
    return tuple(column.name for column in columns)


def required(columns: tuple[Column, ...]) -> tuple[str, ...]:
    return tuple(column.name for column in columns if column.is_required)


def notes(columns: tuple[Column, ...]) -> tuple[str, ...]:
    """The row below the headings; an import passes over it."""
    return tuple(
        f"{NOTE} {column.note}" if number == 0 else column.note for number, column in enumerate(columns)
    )


def day_of(text: str) -> date | None:
    """A day as offices write it: 2027-03-09 or 9/3/2027; None for anything else, and outside this century."""
    found = _DAY.fullmatch(text)
    if not found:
        return None
    parts = found.group(1, 2, 3) if found[1] else found.group(6, 5, 4)
    try:
        day = date(*(int(part) for part in parts))
    except ValueError:
        return None
    return day if 2000 <= day.year <= 2100 else None
