"""XLSX written straight into a ZIP stream: numbers as numbers, text as text, never a formula.

It is written by hand because openpyxl takes 20 times as long and gives nothing before the whole is done.
"""

import io
import math
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from itertools import chain, islice
from typing import BinaryIO

from rembuk.algorithms.tabular import xlsx_parts as parts
from rembuk.algorithms.tabular.formulas import SUSPICIOUS, guarded
from rembuk.algorithms.tabular.xml_text import xml_text

ROWS_PER_SHEET = 1_048_575
LONGEST_CELL = 32_767
BATCH = 200
LOOKED_AT_FOR_WIDTHS = 50
NARROWEST, WIDEST = 8, 60

_EPOCH = date(1899, 12, 30).toordinal()
_FIRST_DAY = date(1900, 3, 1)
_EXACT_BELOW = 10**15


def write_xlsx(
    stream: BinaryIO,
    header: Sequence[str],
    rows: Iterable[Iterable[object]],
    column_widths: Sequence[float] | None = None,
    sheet_title: str = "Data",
) -> None:
    """Write one workbook with a frozen header; a table longer than a sheet goes on in the next sheet."""
    for chunk in xlsx_chunks(header, rows, column_widths, sheet_title):
        stream.write(chunk)


def xlsx_bytes(
    header: Sequence[str],
    rows: Iterable[Iterable[object]],
    column_widths: Sequence[float] | None = None,
    sheet_title: str = "Data",
) -> bytes:
    """The workbook in memory, for small lists."""
    return b"".join(xlsx_chunks(header, rows, column_widths, sheet_title))


def xlsx_chunks(
    header: Sequence[str],
    rows: Iterable[Iterable[object]],
    column_widths: Sequence[float] | None = None,
    sheet_title: str = "Data",
    chunk_bytes: int = 65_536,
) -> Iterator[bytes]:
    """The workbook in pieces of at least `chunk_bytes`, ready for a streamed answer."""
    sink = _Sink()
    source = iter(rows)
    letters = [parts.column_letters(place) for place in range(1, len(header) + 1)]
    sheets, ahead = 0, list(islice(source, 1))
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        while ahead or sheets == 0:
            sheets += 1
            with archive.open(parts.sheet_path(sheets), "w") as sheet:
                for piece in _sheet(header, chain(ahead, source), letters, column_widths):
                    sheet.write(piece)
                    if sink.size >= chunk_bytes:
                        yield sink.take()
            ahead = list(islice(source, 1))
        for path, content in parts.fixed_parts(sheets, sheet_title):
            archive.writestr(zipfile.ZipInfo(path), content)
    yield sink.take()


class _Sink(io.RawIOBase):
    """Where the ZIP is written to and the chunks are taken from; it cannot seek, so the ZIP streams."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []
        self.size = 0

    def writable(self) -> bool:
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override]
        self._pieces.append(bytes(data))
        self.size += len(data)
        return len(data)

    def take(self) -> bytes:
        taken = b"".join(self._pieces)
        self._pieces.clear()
        self.size = 0
        return taken


def _sheet(
    header: Sequence[str],
    source: Iterator[Iterable[object]],
    letters: list[str],
    column_widths: Sequence[float] | None,
) -> Iterator[bytes]:
    """One sheet, as many rows as fit on it."""
    first = [list(row) for row in islice(source, LOOKED_AT_FOR_WIDTHS)]
    widths = column_widths if column_widths is not None else _widths(header, first)
    yield parts.sheet_start(widths).encode()
    titles = "".join(
        f'<c r="{letter}1" s="{parts.BOLD}"{_TEXT_OPEN}{_text(title)}{_TEXT_CLOSE}'
        for letter, title in zip(letters, header, strict=True)
    )
    yield f'<row r="1">{titles}</row>'.encode()
    body = chain(first, islice(source, ROWS_PER_SHEET - len(first)))
    number = 2
    while batch := list(islice(body, BATCH)):
        yield "".join([_row(number + place, row, letters) for place, row in enumerate(batch)]).encode()
        number += len(batch)
    yield parts.SHEET_END.encode()


_TEXT_OPEN = ' t="inlineStr"><is><t xml:space="preserve">'
_TEXT_CLOSE = "</t></is></c>"


def _row(number: int, row: Iterable[object], letters: list[str]) -> str:
    cells = [
        f'<c r="{letter}{number}"{_TEXT_OPEN}{_text(value)}{_TEXT_CLOSE}'
        if value.__class__ is str
        else ("" if value is None else _other_cell(f"{letter}{number}", value))
        for letter, value in zip(letters, row, strict=True)
        if value != ""
    ]
    return f'<row r="{number}">{"".join(cells)}</row>'


def _other_cell(place: str, value: object) -> str:
    if isinstance(value, bool):
        return f'<c r="{place}" t="b"><v>{int(value)}</v></c>'
    if isinstance(value, int | float | Decimal):
        if not math.isfinite(value):
            return ""
        if -_EXACT_BELOW < value < _EXACT_BELOW:
            return f'<c r="{place}"><v>{value}</v></c>'
    if isinstance(value, date) and not isinstance(value, datetime) and value >= _FIRST_DAY:
        return f'<c r="{place}" s="{parts.DATE}"><v>{value.toordinal() - _EPOCH}</v></c>'
    return f'<c r="{place}"{_TEXT_OPEN}{_text(str(value))}{_TEXT_CLOSE}'


def _text(value: object) -> str:
    """The text of a cell: guarded, and cut to what a cell holds (counted as Excel counts, in UTF-16)."""
    text = str(value)
    if text[:1] in SUSPICIOUS:
        text = guarded(text)
    if len(text) > LONGEST_CELL // 2:
        text = text.encode("utf-16-le", "replace")[: LONGEST_CELL * 2].decode("utf-16-le", "ignore")
    return xml_text(text)


def _widths(header: Sequence[str], rows: list[list[object]]) -> list[float]:
    """As wide as the longest of the first cells, within reason."""
    columns = zip(header, *rows, strict=True)
    longest = (max(len(line) for cell in column for line in str(cell).split("\n")) for column in columns)
    return [min(max(length + 2, NARROWEST), WIDEST) for length in longest]
