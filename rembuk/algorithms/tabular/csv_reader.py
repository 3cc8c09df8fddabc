"""CSV as people really send it: UTF-8 with or without BOM, commas or semicolons, line breaks inside quotes.

Lines are decoded one by one, so that a wrong byte is named with its line and no file is held in memory.
"""

import csv
from collections.abc import Iterator
from itertools import chain
from typing import BinaryIO

from rembuk.algorithms.tabular.formulas import breaks_in_csv, unguarded
from rembuk.algorithms.tabular.table import TabularError

LONGEST_LINE = 4 << 20
_BOM = "\ufeff"


def csv_records(stream: BinaryIO) -> Iterator[tuple[int, list[str]]]:
    """Each record with the line it starts on."""
    lines = _lines(stream)
    first = next(lines, "")
    delimiter = _delimiter(first)
    breaks = breaks_in_csv(delimiter)
    reader = csv.reader(chain([first], lines), delimiter=delimiter, strict=True)
    start = 1
    while True:
        try:
            record = next(reader, None)
        except csv.Error as error:
            raise TabularError(
                start,
                None,
                "tanda kutip atau akhir baris pada baris ini rusak.",
                "quotation marks or line ends are broken here.",
            ) from error
        if record is None:
            return
        yield start, [unguarded(cell, breaks) if "'" in cell else cell for cell in record]
        start = reader.line_num + 1


def _lines(stream: BinaryIO) -> Iterator[str]:
    number = 0
    while raw := stream.readline(LONGEST_LINE + 1):
        number += 1
        if len(raw) > LONGEST_LINE:
            raise TabularError(number, None, "barisnya terlalu panjang.", "the line is too long.")
        if b"\0" in raw:
            raise TabularError(
                number, None, "ada huruf NUL; ini bukan teks.", "there is a NUL; this is not text."
            )
        try:
            line = raw.decode("utf-8")
        except UnicodeDecodeError as error:
            raise TabularError(
                number,
                None,
                "hurufnya bukan UTF-8. Simpan berkas sebagai “CSV UTF-8”.",
                "the text is not UTF-8. Save the file as “CSV UTF-8”.",
            ) from error
        yield line.removeprefix(_BOM) if number == 1 else line


def _delimiter(line: str) -> str:
    """The separator of the header, counted outside quotation marks."""
    bare = "".join(line.split('"')[::2])
    return ";" if bare.count(";") > bare.count(",") else ","
