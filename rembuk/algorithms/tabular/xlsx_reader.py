"""The first visible sheet of an XLSX, row by row, with every cell as the text a person sees.

openpyxl reads it after the guard has looked through it; whatever openpyxl stumbles over is one error to us.
"""

import math
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, BinaryIO

import openpyxl

from rembuk.algorithms.tabular.formulas import unguarded
from rembuk.algorithms.tabular.table import Limits, TabularError
from rembuk.algorithms.tabular.xlsx_guard import guard_archive
from rembuk.algorithms.tabular.xml_text import plain_text

LAST_ROW = 1_048_576
LONGEST_GAP = 100_000  # a few bytes can claim a million rows, and each costs time

if not openpyxl.DEFUSEDXML:
    raise ImportError("openpyxl reads foreign files only with defusedxml installed")


def xlsx_records(stream: BinaryIO, limits: Limits) -> Iterator[tuple[int, list[str]]]:
    """Each row of the sheet with its number."""
    try:
        yield from _records(stream, limits)
    except TabularError:
        raise
    except Exception as error:  # a broken file makes openpyxl fail in a dozen ways
        raise TabularError(0, None, "berkas XLSX ini rusak.", "this XLSX file is broken.") from error


def _records(stream: BinaryIO, limits: Limits) -> Iterator[tuple[int, list[str]]]:
    start = stream.tell()
    with zipfile.ZipFile(stream) as archive:
        guard_archive(archive, limits)
    stream.seek(start)
    book = openpyxl.load_workbook(stream, read_only=True, data_only=True, keep_links=False)
    try:
        sheet = _first_visible(book)
        sheet.reset_dimensions()  # a file may claim any size; only its rows are believed
        rows = sheet.iter_rows(max_row=LAST_ROW, max_col=limits.columns + 1, values_only=True)
        blank = 0
        for number, row in enumerate(rows, start=1):
            blank = blank + 1 if row.count(None) == len(row) else 0
            if blank > LONGEST_GAP:
                raise TabularError(number, None, "terlalu banyak baris kosong.", "too many blank rows.")
            if not blank:
                yield number, [_text(value) for value in row]
    finally:
        book.close()


def _first_visible(book: Any) -> Any:
    for sheet in book.worksheets:
        if sheet.sheet_state == "visible":
            return sheet
    raise TabularError(0, None, "tidak ada lembar yang terlihat.", "there is no visible sheet.")


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return unguarded(plain_text(value))
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "seconds")
    return value.isoformat() if isinstance(value, date | time) else str(value)


def _number(value: float) -> str:
    """The number as a spreadsheet shows it, with 15 digits: 0.1 + 0.2 is 0.3."""
    return format(Decimal(f"{value:.15g}"), "f") if math.isfinite(value) else str(value)
