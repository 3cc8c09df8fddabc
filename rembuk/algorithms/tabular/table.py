"""What a reader gives: a header matched loosely and rows of text; and what it says when a file is wrong.

CSV and XLSX meet here, so that an import is written once and knows nothing of file formats.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import NoReturn

_NOT_WORD = re.compile(r"[\W_]+")


class TabularError(ValueError):
    """Why a file cannot be read: line (0 is the whole file), column, and a sentence in both languages."""

    def __init__(self, line: int, column: str | None, text_id: str, text_en: str) -> None:
        super().__init__(line, column, text_id, text_en)
        self.line = line
        self.column = column
        self.text_id = text_id
        self.text_en = text_en

    def __str__(self) -> str:
        return self.text("en")

    def text(self, lang: str = "id") -> str:
        """Place and sentence, as a person reads them."""
        line, column, sentence = (
            ("baris", "kolom", self.text_id) if lang == "id" else ("line", "column", self.text_en)
        )
        places = [f"{line} {self.line}"] if self.line else []
        places += [f"{column} {self.column}"] if self.column else []
        return f"{', '.join(places).capitalize()}: {sentence}" if places else sentence


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a file may hold before it is refused."""

    rows: int = 1_000_000
    columns: int = 100
    cell: int = 32_767
    unpacked: int = 512 << 20


@dataclass(frozen=True, slots=True)
class Row:
    """One row with its line in the file; every column is present, an empty cell is empty text."""

    number: int
    cells: dict[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """A file being read: `header` has the loose names, `titles` the written ones; `rows` are walked once."""

    name: str
    kind: str
    header: tuple[str, ...]
    titles: tuple[str, ...]
    rows: Iterator[Row]


def loose_name(title: str) -> str:
    """The name of a column whatever its case, spaces and underscores: `ID  Asal` is `id_asal`."""
    return _NOT_WORD.sub("_", title.casefold()).strip("_")


def table_of(
    name: str,
    kind: str,
    records: Iterator[tuple[int, list[str]]],
    *,
    limits: Limits,
    required: Collection[str],
) -> Table:
    """The table in these records of cells: the first that is not blank is the header."""
    for line, record in records:
        titles = _titles(record)
        if titles:
            header = _header(line, titles, limits, required)
            return Table(name, kind, header, titles, _rows(records, header, titles, limits))
    return _refuse(0, None, "berkas ini kosong.", "this file is empty.")


def _titles(record: list[str]) -> tuple[str, ...]:
    titles = [cell.strip() for cell in record]
    while titles and not titles[-1]:
        titles.pop()
    return tuple(titles)


def _header(line: int, titles: tuple[str, ...], limits: Limits, required: Collection[str]) -> tuple[str, ...]:
    if len(titles) > limits.columns:
        _refuse(line, None, f"paling banyak {limits.columns} kolom.", f"at most {limits.columns} columns.")
    names = tuple(loose_name(title) for title in titles)
    for place, name in enumerate(names):
        if not name:
            _refuse(line, str(place + 1), "kolom ini tidak berjudul.", "this column has no title.")
        if name in names[:place]:
            _refuse(line, titles[place], "judul ini muncul dua kali.", "this title occurs twice.")
    missing = ", ".join(wanted for wanted in required if loose_name(wanted) not in names)
    if missing:
        _refuse(line, None, f"kolom yang kurang: {missing}.", f"missing columns: {missing}.")
    return names


def _rows(
    records: Iterator[tuple[int, list[str]]], header: tuple[str, ...], titles: tuple[str, ...], limits: Limits
) -> Iterator[Row]:
    width, blank = len(header), [""] * len(header)
    count = 0
    for line, record in records:
        cells = [cell.strip() for cell in record]
        if not any(cells):
            continue
        count += 1
        if count > limits.rows:
            _refuse(line, None, f"paling banyak {limits.rows} baris.", f"at most {limits.rows} rows.")
        if any(cells[width:]):
            _refuse(
                line,
                None,
                "ada isi di luar kolom yang berjudul.",
                "there is text outside the titled columns.",
            )
        if max(map(len, cells)) > limits.cell:
            place = next(i for i, cell in enumerate(cells) if len(cell) > limits.cell)
            _refuse(
                line,
                titles[place],
                f"isi sel paling panjang {limits.cell} huruf.",
                f"a cell holds at most {limits.cell} characters.",
            )
        yield Row(line, dict(zip(header, cells + blank[len(cells) :], strict=False)))


def _refuse(line: int, column: str | None, text_id: str, text_en: str) -> NoReturn:
    raise TabularError(line, column, text_id, text_en)
