"""No XLSX, however made, can eat the server: it is refused with a sentence before it is unpacked."""

import io
import struct
import tracemalloc
import zipfile

import openpyxl
import pytest

from rembuk.algorithms.tabular import Limits, TabularError, read_table, xlsx_bytes, xlsx_guard

SHEET = "xl/worksheets/sheet1.xml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OPEN, CLOSE = f'<worksheet xmlns="{MAIN}"><sheetData>', "</sheetData></worksheet>"
SOUND = xlsx_bytes(["a", "b"], [[1, 2]])


def with_part(path: str, content: str | bytes) -> bytes:
    """The sound workbook with one part replaced or added."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(SOUND)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name != path:
                new.writestr(name, old.read(name))
        new.writestr(path, content)
    return stream.getvalue()


def sheet(body: str) -> bytes:
    return with_part(SHEET, OPEN + body + CLOSE)


def refusal(data: bytes, limits: Limits | None = None) -> str:
    with pytest.raises(TabularError) as caught:
        list(read_table(io.BytesIO(data), "jahat.xlsx", limits=limits).rows)
    return caught.value.text_id


def test_openpyxl_reads_with_defusedxml() -> None:
    assert openpyxl.DEFUSEDXML


def test_a_file_of_a_thousand_times_its_size_is_refused() -> None:
    bomb = with_part("xl/media/big.bin", bytes(20 << 20))

    assert len(bomb) < 30_000
    assert "terlalu besar" in refusal(bomb)


def test_more_in_all_than_allowed_is_refused() -> None:
    assert "terlalu besar" in refusal(SOUND, Limits(unpacked=500))


def test_too_many_parts_are_refused() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for number in range(2_001):
            archive.writestr(f"{number}", b"")
        archive.writestr("[Content_Types].xml", b"")

    assert "terlalu besar" in refusal(stream.getvalue())


def test_a_list_that_lies_about_sizes_gains_nothing() -> None:
    bomb = bytearray(sheet(f"<row><c><v>{'1' * (4 << 20)}</v></c></row>"))
    entry = bomb.index(b"PK\x01\x02", bomb.rindex(b"PK\x03\x04"))
    while SHEET.encode() not in bomb[entry : entry + 46 + len(SHEET)]:
        entry = bomb.index(b"PK\x01\x02", entry + 4)
    struct.pack_into("<I", bomb, entry + 24, 1_000)

    tracemalloc.start()
    assert "rusak" in refusal(bytes(bomb))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert peak < 3_000_000


@pytest.mark.parametrize(
    "body",
    [
        "<row>" + "<c/>" * 200_000 + "</row>",
        "<row><c><is>" + "<r/>" * 200_000 + "</is></c></row>",
        "<x>" * 100 + "</x>" * 100,
    ],
)
def test_a_row_that_would_fill_the_memory_is_refused(body: str) -> None:
    assert "terlalu besar" in refusal(sheet(body))


@pytest.mark.parametrize("before", ["", " " * 100_000, "\ufeff"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_bomb_under_another_name_is_refused_too(before: str, encoding: str) -> None:
    bomb = before + OPEN + "<row>" + "<c/>" * 150_000 + "</row>" + CLOSE

    assert "terlalu besar" in refusal(with_part("xl/worksheets/sheet1.dat", bomb.encode(encoding)))


def test_pictures_and_other_parts_do_no_harm() -> None:
    data = with_part("xl/media/photo.jpg", b"\xff\xd8\xff\xe0 <not xml>" + bytes(range(256)) * 500)

    assert len(list(read_table(io.BytesIO(data)).rows)) == 1


def test_a_cell_that_would_fill_the_memory_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx_guard, "LARGEST_UNIT", 100_000)

    assert "terlalu besar" in refusal(sheet(f"<row><c><v>{'1' * 200_000}</v></c></row>"))


def test_many_honest_rows_are_not_a_bomb() -> None:
    body = "".join(f'<row r="{n}"><c r="A{n}" t="str"><v>k{n * n}</v></c></row>' for n in range(1, 3_000))

    assert len(list(read_table(io.BytesIO(sheet(body))).rows)) == 2_998


@pytest.mark.parametrize(
    "declaration",
    [
        '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>',
        '<!DOCTYPE x SYSTEM "file:///etc/passwd">',
        '<!DOCTYPE x [<!ENTITY e SYSTEM "http://127.0.0.1/">]>',
    ],
)
@pytest.mark.parametrize("part", [SHEET, "xl/workbook.xml", "xl/sharedStrings.xml", "_rels/.rels"])
def test_document_types_are_refused_in_every_part(part: str, declaration: str) -> None:
    assert "DOCTYPE" in refusal(with_part(part, f'<?xml version="1.0"?>{declaration}<x>&e;</x>'))


@pytest.mark.parametrize("last", ["1048576", "999999999999"])
def test_a_gap_of_a_million_rows_is_not_waited_for(last: str) -> None:
    body = f'<row r="1"><c r="A1"><v>1</v></c></row><row r="{last}"><c r="XFD{last}"><v>1</v></c></row>'
    start = OPEN.replace("<sheetData>", '<dimension ref="A1:XFD1048576"/><sheetData>')

    assert "baris kosong" in refusal(with_part(SHEET, start + body + CLOSE))


def test_text_outside_the_titled_columns_is_refused() -> None:
    body = '<row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="C2"><v>5</v></c></row>'

    assert "di luar kolom" in refusal(sheet(body))


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (SOUND[:200], "rusak"),
        (b"PK\x03\x04", "rusak"),
        (b"PK\x05\x06" + bytes(18), "ZIP"),
        (with_part(SHEET, b"<worksheet"), "rusak"),
        (with_part(SHEET, b"\x00\xff"), "rusak"),
        (with_part("xl/workbook.xml", "<workbook/>"), "terlihat"),
        (with_part("[Content_Types].xml", "<Types/>"), "rusak"),
        (sheet('<row r="x"><c r="A1"><v>1</v></c></row>'), "rusak"),
        (sheet('<row r="1"><c r="??"><v>1</v></c></row>'), "rusak"),
        (sheet('<row r="1"><c r="A1" t="s"><v>99</v></c></row>'), "rusak"),
    ],
)
def test_a_broken_workbook_is_said_to_be_broken(data: bytes, words: str) -> None:
    assert words in refusal(data)


def test_another_kind_of_zip_is_named() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("content.xml", "<office/>")

    assert "bukan XLSX" in refusal(stream.getvalue())


def test_a_workbook_with_a_password_is_named() -> None:
    locked = bytearray(SOUND)
    entry = -1
    while (entry := locked.find(b"PK\x01\x02", entry + 1)) >= 0:
        locked[entry + 8] |= 1

    assert "sandi" in refusal(bytes(locked))
