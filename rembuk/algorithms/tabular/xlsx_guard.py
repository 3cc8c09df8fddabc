"""Looking through an XLSX before openpyxl opens it, so that no small file can eat the memory of the server.

The list of the ZIP tells of plain bombs; but a list can lie, and a legal one can hold a row of ten million
cells, so every part is also read once, in constant memory, and measured. Document types, and with them all
entities, are refused.
"""

import zipfile
from contextlib import suppress
from typing import NoReturn
from xml.parsers import expat

from rembuk.algorithms.tabular.table import Limits, TabularError

MOST_PARTS = 2_000
STEEPEST = 300
SMALL = 1 << 20
MOST_ELEMENTS = 100_000
LARGEST_UNIT = 8 << 20
DEEPEST = 64
_UNITS = frozenset({"row", "si"})
_PIECE = 65_536
_BEFORE_XML = b" \t\r\n\0\xef\xbb\xbf\xff\xfe"  # white space and byte order marks, also of UTF-16


def guard_archive(archive: zipfile.ZipFile, limits: Limits) -> None:
    """Refuse an archive that is no workbook, or one that would unpack to more than is reasonable."""
    parts = archive.infolist()
    if "[Content_Types].xml" not in archive.namelist():
        _refuse("berkas ini bukan XLSX.", "this file is not an XLSX.")
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > limits.unpacked:
        _refuse_bomb()
    for part in parts:
        if part.flag_bits & 1:
            _refuse("berkas ini berkata sandi.", "this file has a password.")
        if part.file_size > SMALL and part.file_size > STEEPEST * part.compress_size:
            _refuse_bomb()
    for part in parts:
        _read_through(archive, part)


def _read_through(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """Measure what begins like XML, under any name; where it is broken, openpyxl stops at the same fault."""
    gauge = _Gauge()
    with archive.open(part) as stream, suppress(expat.ExpatError):
        piece = stream.read(_PIECE)
        if not piece.lstrip(_BEFORE_XML).startswith(b"<") and piece.strip(_BEFORE_XML):
            return
        while piece:
            gauge.feed(piece)
            piece = stream.read(_PIECE)


class _Gauge:
    """Counts what lies between two rows (or shared strings): that much openpyxl holds in memory at once."""

    def __init__(self) -> None:
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._elements = 0
        self._depth = 0
        self._fed = 0
        self._unit_began = 0

    def feed(self, piece: bytes) -> None:
        self._parser.Parse(piece, False)
        self._fed += len(piece)
        if self._fed - self._unit_began > LARGEST_UNIT:
            _refuse_bomb()

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._elements += 1
        self._depth += 1
        if self._elements > MOST_ELEMENTS or self._depth > DEEPEST:
            _refuse_bomb()

    def _end(self, name: str) -> None:
        self._depth -= 1
        if name.rpartition(" ")[2] in _UNITS:
            self._elements = 0
            self._unit_began = self._fed

    def _doctype(self, *declaration: object) -> None:
        _refuse("berkas ini memuat DOCTYPE, yang dilarang.", "this file holds a DOCTYPE, which is forbidden.")


def _refuse_bomb() -> NoReturn:
    _refuse("isi berkas ini terlalu besar bila dibuka.", "this file unpacks to more than is accepted.")


def _refuse(text_id: str, text_en: str) -> NoReturn:
    raise TabularError(0, None, text_id, text_en)
