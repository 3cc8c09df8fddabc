"""Files that nobody sends in good faith: pictures, archives, sheets and borders."""

import gzip
import io
import json
import struct
import zipfile
import zlib
from collections.abc import Callable

from PIL import Image

from rembuk.algorithms.tabular import xlsx_bytes
from rembuk.apps.exchange.importing.sheet import HEADINGS
from tests.factories.places import VILLAGE

_SCRIPT = "<script>alert(1)</script>"
_SHEET = "xl/worksheets/sheet1.xml"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def jpeg(**options: object) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (320, 240), (90, 120, 80)).save(out, "JPEG", **options)
    return out.getvalue()


def with_place() -> bytes:
    """A picture that tells where and with what it was taken."""
    exif = Image.Exif()
    exif[0x010F] = "Kamera Pak Budi"
    exif.get_ifd(0x8825).update({1: "S", 2: (6.0, 48.0, 53.0), 3: "E", 4: (107.0, 8.0, 33.0)})
    return jpeg(exif=exif)


def _png(*chunks: tuple[bytes, bytes]) -> bytes:
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in chunks
    )


def _wide_png() -> bytes:
    """30,000 x 30,000 points, small on the wire."""
    head = struct.pack(">IIBBBBB", 30_000, 30_000, 1, 0, 0, 0, 0)
    return _png((b"IHDR", head), (b"IDAT", zlib.compress(b"\0" * (3_751 * 30_000), 9)), (b"IEND", b""))


def _wordy_png() -> bytes:
    """Its comment unpacks to 200 MB."""
    head = struct.pack(">IIBBBBB", 4, 4, 8, 0, 0, 0, 0)
    text = b"Comment\0\0" + zlib.compress(b"x" * 200_000_000, 9)
    return _png((b"IHDR", head), (b"zTXt", text), (b"IDAT", zlib.compress(b"\0" * 20)), (b"IEND", b""))


def exif_bomb() -> bytes:
    """65,535 EXIF fields that say they hold four gigabytes each, in a directory that follows itself."""
    fields = struct.pack("<HHII", 0x010E, 2, 0xFFFFFFFF, 8) * 5_400
    tiff = b"II*\0" + struct.pack("<I", 8) + struct.pack("<H", 65_535) + fields + struct.pack("<I", 8)
    body = b"Exif\0\0" + tiff
    plain = jpeg()
    return plain[:2] + (b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body) + plain[2:]


def _archive(names: tuple[str, ...]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name in names:
            file.writestr(name, "x")
    return out.getvalue()


ZIP_SLIP = _archive(("../../secret-key", "/etc/passwd", "..\\..\\secret-key"))
NO_PHOTOGRAPHS: dict[str, tuple[str, bytes]] = {
    "svg": ("a.svg", f'<svg xmlns="http://www.w3.org/2000/svg">{_SCRIPT}</svg>'.encode()),
    "svg under another name": ("a.jpg", f"<?xml version='1.0'?><svg>{_SCRIPT}</svg>".encode()),
    "page": ("a.png", f"<!doctype html>{_SCRIPT}".encode()),
    "wide bomb": ("a.png", _wide_png()),
    "wordy bomb": ("a.png", _wordy_png()),
    "zip slip": ("a.webp", ZIP_SLIP),
    "half a picture": ("a.jpg", jpeg()[:400]),
    "empty": ("a.jpg", b""),
    "gif": ("a.gif", b"GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff!\xf9\x04\x01;"),
}


def workbook(changed: dict[str, str | bytes], *rows: list[object]) -> bytes:
    """A sound workbook with some parts replaced or added."""
    sound = xlsx_bytes(list(HEADINGS), list(rows))
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(sound)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            if name not in changed:
                new.writestr(name, old.read(name))
        for name, content in changed.items():
            new.writestr(name, content)
    return out.getvalue()


def _foreign_entity() -> bytes:
    """XXE: a cell that asks for a file of the server."""
    sheet = (
        '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY key SYSTEM "file:///etc/passwd">]>'
        f'<worksheet xmlns="{_MAIN}"><sheetData><row><c t="inlineStr"><is><t>&key;</t></is></c></row>'
        "</sheetData></worksheet>"
    )
    return workbook({_SHEET: sheet})


def borders(*coordinates: object, kind: str = "Polygon") -> bytes:
    """A file of borders of one village."""
    feature = {
        "type": "Feature",
        "properties": {"kode": VILLAGE},
        "geometry": {"type": kind, "coordinates": list(coordinates)},
    }
    return json.dumps({"type": "FeatureCollection", "features": [feature]}).encode()


def _million_corners() -> bytes:
    ring = ",".join(f"[107.{n % 9_000:04},-6.{n % 8_999:04}]" for n in range(1_000_001))
    head, _middle, tail = borders("RING").partition(b'"RING"')
    return gzip.compress(head + f"[{ring}]".encode() + tail, 1)


def table(*cells: str) -> bytes:
    return ("\n".join([",".join(HEADINGS), ",".join(cells)]) + "\n").encode("utf-8", "surrogatepass")


# What is refused: which import, under which name, and how the file is made.
NO_IMPORTS: dict[str, tuple[str, str, Callable[[], bytes]]] = {
    "xlsx bomb": ("proposals", "a.xlsx", lambda: workbook({"xl/media/big.bin": bytes(20 << 20)})),
    "foreign entity": ("proposals", "a.xlsx", _foreign_entity),
    "zip slip": ("proposals", "a.xlsx", lambda: ZIP_SLIP),
    "half a workbook": ("proposals", "a.xlsx", lambda: workbook({})[:900]),
    "nul in a table": ("proposals", "a.csv", lambda: table("A-1", "\x00" * 50)),
    "half a sign": ("proposals", "a.csv", lambda: table("A-1", "\ud800")),
    "no table": ("regions", "a.csv", lambda: b"\x7fELF" + bytes(range(256)) * 40),
    "a cell without end": ("nomenclature", "a.csv", lambda: b'kode,nama\n"' + b"x" * 3_000_000),
    "gzip bomb": ("boundaries", "a.geojson.gz", lambda: gzip.compress(b" " * (80 << 20))),
    "a million corners": ("boundaries", "a.geojson.gz", _million_corners),
    "no corners": ("boundaries", "a.geojson", lambda: borders()),
    "empty ring": ("boundaries", "a.geojson", lambda: borders([])),
    "no numbers": ("boundaries", "a.geojson", lambda: borders([["x", None], [{}, []], [1e999, 1], [1, 1]])),
    "nested without end": ("boundaries", "a.geojson", lambda: b'{"features":' + b"[" * 200_000),
}
CROSSING_BORDER = borders([[107.0, -6.0], [107.1, -6.1], [107.1, -6.0], [107.0, -6.1], [107.0, -6.0]])
SWAPPED_BORDER = borders([[-6.0, 107.0], [-6.0, 107.1], [-6.1, 107.1], [-6.0, 107.0]])
