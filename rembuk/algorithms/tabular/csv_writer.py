"""CSV for spreadsheets and programs, streamed in chunks and with no cell that could run as a formula.

Only text is looked at: numbers stay numbers, so a negative amount is not a suspect.
"""

import csv
import io
import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import islice
from types import NoneType
from typing import BinaryIO

from rembuk.algorithms.tabular.formulas import SUSPICIOUS, breaks_in_csv, guarded

BATCH = 200
_AS_IT_IS = frozenset({int, NoneType, date})


def write_csv(
    stream: BinaryIO,
    header: Sequence[str],
    rows: Iterable[Iterable[object]],
    *,
    delimiter: str = ",",
    bom: bool = True,
) -> None:
    """Write the whole table; the mark at the start (BOM) tells Excel that the text is UTF-8."""
    for chunk in csv_chunks(header, rows, delimiter=delimiter, bom=bom):
        stream.write(chunk)


def csv_chunks(
    header: Sequence[str],
    rows: Iterable[Iterable[object]],
    chunk_bytes: int = 65_536,
    *,
    delimiter: str = ",",
    bom: bool = True,
) -> Iterator[bytes]:
    """The table as UTF-8 in pieces of about `chunk_bytes`, ready for a streamed answer."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=delimiter, lineterminator="\r\n")
    inert = _inert_row(delimiter)
    if bom:
        buffer.write("\ufeff")
    writer.writerow(inert(header))
    source = iter(rows)
    while batch := list(islice(source, BATCH)):
        writer.writerows(map(inert, batch))
        if buffer.tell() >= chunk_bytes:
            yield _taken(buffer)
    if buffer.tell():
        yield _taken(buffer)


def _taken(buffer: io.StringIO) -> bytes:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text.encode("utf-8", errors="replace")


def _inert_row(delimiter: str) -> Callable[[Iterable[object]], list[object]]:
    """One function for a whole row: a million rows of twenty cells leave no time for a call per cell."""
    breaks = breaks_in_csv(delimiter)
    other = breaks[0]

    def inert(row: Iterable[object]) -> list[object]:
        return [
            (
                guarded(cell, breaks)
                if cell[:1] in SUSPICIOUS or other in cell or "\n" in cell or "\r" in cell
                else cell
            )
            if cell.__class__ is str
            else (cell if cell.__class__ in _AS_IT_IS else _inert_value(cell, breaks))
            for cell in row
        ]

    return inert


def _inert_value(value: object, breaks: str) -> object:
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float | Decimal):
        return value if math.isfinite(value) else None
    return value if isinstance(value, int) else guarded(str(value), breaks)
