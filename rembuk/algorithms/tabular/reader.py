"""Reading a table without being told what it is: the first bytes decide, never the name.

A wrong kind of file is answered with a sentence that says what to do, because the sender is a person.
"""

import gzip
import io
import zlib
from collections.abc import Collection
from typing import BinaryIO, cast

from rembuk.algorithms.tabular.csv_reader import csv_records
from rembuk.algorithms.tabular.table import Limits, Table, TabularError, table_of
from rembuk.algorithms.tabular.xlsx_reader import xlsx_records

_GZIP = b"\x1f\x8b"
_ZIP = b"PK\x03\x04"
_HEAD = 512
_SAVE_AS = ("Simpan sebagai “CSV UTF-8” atau XLSX.", "Save it as “CSV UTF-8” or XLSX.")
_FOREIGN: tuple[tuple[bytes, str, str], ...] = (
    (
        b"\xd0\xcf\x11\xe0",
        "ini berkas Excel lama (.xls) atau berkata sandi.",
        "this is an old (.xls) or locked Excel file.",
    ),
    (b"\xff\xfe", "hurufnya UTF-16, bukan UTF-8.", "the text is UTF-16, not UTF-8."),
    (b"\xfe\xff", "hurufnya UTF-16, bukan UTF-8.", "the text is UTF-16, not UTF-8."),
    (b"<", "ini halaman web, bukan tabel.", "this is a web page, not a table."),
    (b"%PDF", "ini PDF, bukan tabel.", "this is a PDF, not a table."),
    (b"PK\x05\x06", "ini berkas ZIP, bukan tabel.", "this is a ZIP file, not a table."),
)


def read_table(
    stream: BinaryIO, name: str = "", *, limits: Limits | None = None, required: Collection[str] = ()
) -> Table:
    """The table in a CSV (`.gz` too) or a seekable XLSX; rows are read as they are walked."""
    bounds = limits or Limits()
    head = stream.read(_HEAD)
    if head.startswith(_ZIP):
        stream.seek(-len(head), io.SEEK_CUR)
        return table_of(name, "xlsx", xlsx_records(stream, bounds), limits=bounds, required=required)
    text = _buffered(head, stream, bounds)
    if head.startswith(_GZIP):
        text = _buffered(b"", cast(BinaryIO, gzip.GzipFile(fileobj=_buffered(head, stream, bounds))), bounds)
        head = text.peek(_HEAD)
    _refuse_foreign(head)
    return table_of(name, "csv", csv_records(text), limits=bounds, required=required)


def _refuse_foreign(head: bytes) -> None:
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    for magic, text_id, text_en in _FOREIGN:
        if start.startswith(magic):
            raise TabularError(0, None, f"{text_id} {_SAVE_AS[0]}", f"{text_en} {_SAVE_AS[1]}")


def _buffered(head: bytes, stream: BinaryIO, limits: Limits) -> io.BufferedReader:
    return io.BufferedReader(_Bounded(head, stream, limits.unpacked), 1 << 16)


class _Bounded(io.RawIOBase):
    """A stream with its first bytes put back, which ends in an error when it gives more than it may."""

    def __init__(self, head: bytes, stream: BinaryIO, most: int) -> None:
        self._head = head
        self._stream = stream
        self._left = most

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "bytearray | memoryview") -> int:  # type: ignore[override]
        wanted = len(buffer)
        piece, self._head = self._head[:wanted], self._head[wanted:]
        try:
            piece = piece or self._stream.read(wanted)
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            raise TabularError(0, None, "berkas .gz ini rusak.", "this .gz file is broken.") from error
        self._left -= len(piece)
        if self._left < 0:
            raise TabularError(0, None, "isi berkas ini terlalu besar.", "this file is too large.")
        buffer[: len(piece)] = piece
        return len(piece)
