"""What we write opens everywhere, runs nowhere, and streams."""

import csv
import io
import tracemalloc
import zipfile
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from rembuk.algorithms.tabular import (
    csv_chunks,
    guarded,
    unguarded,
    write_csv,
    write_xlsx,
    xlsx_bytes,
    xlsx_chunks,
)
from rembuk.algorithms.tabular import xlsx_writer as sheet_writer

FORMULAS = [
    "=1+1",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://example.org","klik")',
    "=IMPORTXML(CONCAT(A1))",
    "=",
    "==",
    "+1+1",
    "+62 812 3456",
    "-1-1",
    "-",
    "- jalan rusak",
    "@SUM(1)",
    "@warga",
    "\t=1+1",
    "\tteks",
    "\r=1+1",
    "\n=1+1",
    "\r\n=1+1",
    "＝1+1",
    "＋1",
    "－1",
    "＠SUM(1)",
    "'=1+1",
    "''=1+1",
    "=1+1\nbaris kedua",
    '"=1+1',
    "=A1,B1",
    "=A1;B1",
    "=DDE('a';'b';'c')",
    '=1+1";=2+2',
    "#REF!",
    "#N/A",
]
NEVER_FIRST = tuple("=+-@\t\r\n＝＋－＠")


def cells_of(data: bytes, delimiter: str = ",") -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=delimiter))


def csv_of(rows: list[tuple[object, ...]], **options: object) -> bytes:
    stream = io.BytesIO()
    write_csv(stream, [f"k{place}" for place in range(len(rows[0]))], rows, **options)  # type: ignore[arg-type]
    return stream.getvalue()


def book_of(data: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(data))


@pytest.mark.parametrize("text", FORMULAS)
def test_no_text_becomes_a_formula_in_a_spreadsheet(text: str) -> None:
    sheet = book_of(xlsx_bytes(["judul", text], [[text, 1]])).active

    assert sheet is not None
    assert {cell.data_type for row in sheet.rows for cell in row if isinstance(cell.value, str)} == {"s"}
    assert not str(sheet["A2"].value).startswith(NEVER_FIRST)


@pytest.mark.parametrize("text", FORMULAS)
@pytest.mark.parametrize("delimiter", [",", ";"])
def test_no_text_becomes_a_formula_in_csv(text: str, delimiter: str) -> None:
    for row in cells_of(csv_of([(text, "lain")], delimiter=delimiter), delimiter):
        assert not any(cell.startswith(NEVER_FIRST) for cell in row)


@pytest.mark.parametrize(("delimiter", "other"), [(",", ";"), (";", ",")])
def test_no_formula_hides_behind_the_separator_of_another_country(delimiter: str, other: str) -> None:
    text = f"aspal{other}=cmd|' /C calc'!A0\n=2+2\r\n@x{other}'=3"
    data = csv_of([("x", text)], delimiter=delimiter).decode()

    assert f"aspal{other}'=cmd|' /C calc'!A0\n'=2+2\r\n'@x{other}''=3" in data


@pytest.mark.parametrize("text", [*FORMULAS, "biasa", "", "'", "'biasa", "a=b"])
def test_the_guard_comes_off_again(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert unguarded(guarded(text, ";\r\n"), ";\r\n") == text


def test_numbers_stay_numbers() -> None:
    row = (-5, -1.5, Decimal("-2.25"), 12_000_000, None, float("nan"), float("inf"), True)

    assert cells_of(csv_of([row]))[1] == ["-5", "-1.5", "-2.25", "12000000", "", "", "", "TRUE"]

    sheet = book_of(xlsx_bytes(list("abcdefgh"), [row])).active
    assert sheet is not None
    assert [cell.value for cell in sheet[2]] == [-5, -1.5, -2.25, 12_000_000, None, None, None, True]


def test_a_number_too_long_for_a_spreadsheet_is_kept_as_text() -> None:
    sheet = book_of(xlsx_bytes(["angka"], [[3404123456789012], [-(10**14)]])).active

    assert sheet is not None
    assert [sheet["A2"].value, sheet["A3"].value] == ["3404123456789012", -(10**14)]


def test_dates_are_dates_and_other_values_are_their_text() -> None:
    row = (date(2027, 2, 17), date(1850, 1, 1), datetime(2027, 2, 17, 9, tzinfo=UTC), Path("=a"))
    as_text = ["2027-02-17", "1850-01-01", "2027-02-17 09:00:00+00:00", "'=a"]

    assert cells_of(csv_of([row]))[1] == as_text

    sheet = book_of(xlsx_bytes(list("abcd"), [row])).active
    assert sheet is not None
    assert sheet["A2"].value == datetime(2027, 2, 17)  # noqa: DTZ001 - a spreadsheet knows no time zones
    assert [cell.value for cell in sheet[2]][1:] == as_text[1:]


def test_text_that_is_a_subclass_is_guarded_too() -> None:
    class Sneaky(str):
        """As a marked-safe or lazily translated text would be."""

    assert cells_of(csv_of([(Sneaky("=1+1"),)]))[1] == ["'=1+1"]
    assert book_of(xlsx_bytes(["a"], [[Sneaky("=1+1")]])).active["A2"].value == "'=1+1"  # type: ignore[index]


@pytest.mark.parametrize(
    "text", ["\x00a\x1f", "\ud800", "\ufffe", "]]>", "</t><c>", '&"<', "e" + "\u0315" * 1000, "😀\u202e"]
)
def test_hostile_text_breaks_no_file(text: str) -> None:
    sheet = book_of(xlsx_bytes([text, "b"], [[text, 1]], sheet_title=text)).active

    assert sheet is not None
    assert len(str(sheet["A2"].value)) == len(text)
    assert len(cells_of(csv_of([(text, 1)]))[1]) == 2


def test_line_breaks_quotes_and_separators_stay_inside_their_cell() -> None:
    text = 'satu, "dua"; \ntiga'

    assert cells_of(csv_of([(text, "x")]))[1] == [text, "x"]
    assert book_of(xlsx_bytes(["a"], [["a\r\nb\rc"]])).active["A2"].value == "a\nb\nc"  # type: ignore[index]


def test_a_cell_is_cut_where_excel_would_call_the_file_broken() -> None:
    sheet = book_of(xlsx_bytes(["a", "b"], [["x" * 40_000, "😀" * 20_000]])).active

    assert sheet is not None
    assert sheet["A2"].value == "x" * 32_767
    assert sheet["B2"].value == "😀" * 16_383


def test_the_byte_order_mark_is_a_choice() -> None:
    assert csv_of([(1,)]).startswith(b"\xef\xbb\xbfk0\r\n")
    assert csv_of([(1,)], bom=False) == b"k0\r\n1\r\n"


def test_chunks_are_about_as_large_as_asked_and_add_up() -> None:
    rows = [(number, "Perbaikan jalan desa") for number in range(5_000)]
    chunks = list(csv_chunks(["a", "b"], rows, 10_000))

    assert b"".join(chunks) == csv_of(rows).replace(b"k0,k1", b"a,b")
    assert all(10_000 <= len(chunk) < 20_000 for chunk in chunks[:-1])


def test_an_empty_table_is_its_header() -> None:
    assert b"".join(csv_chunks(["a", "b"], [], bom=False)) == b"a,b\r\n"
    sheet = book_of(xlsx_bytes(["a", "b"], [])).active
    assert sheet is not None
    assert [cell.value for cell in sheet[1]] == ["a", "b"]


def test_the_header_is_bold_and_frozen_and_columns_are_as_wide_as_their_text() -> None:
    sheet = book_of(xlsx_bytes(["Kode", "Uraian"], [["1", "x" * 30], ["2", "y\n" + "z" * 200]])).active
    assert sheet is not None

    assert sheet.freeze_panes == "A2"
    assert sheet["A1"].font.b
    assert not sheet["A2"].font.b
    assert [sheet.column_dimensions[letter].width for letter in "AB"] == [8, 60]


def test_widths_may_be_given() -> None:
    sheet = book_of(xlsx_bytes(["a", "b"], [[1, 2]], [12.5, 40])).active
    assert sheet is not None

    assert [sheet.column_dimensions[letter].width for letter in "AB"] == [12.5, 40]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Usulan 2027", "Usulan 2027"),
        ("a/b\\c[d]e:f*g?h", "a b c d e f g h"),
        ("'apit'", "apit"),
        ("", "Data"),
        ("???", "Data"),
        ("x" * 40, "x" * 31),
        ('"<&>"', '"<&>"'),
    ],
)
def test_a_sheet_gets_a_name_that_excel_accepts(title: str, name: str) -> None:
    assert book_of(xlsx_bytes(["a"], [[1]], sheet_title=title)).sheetnames == [name]


def test_a_table_longer_than_a_sheet_goes_on_in_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet_writer, "ROWS_PER_SHEET", 100)
    book = book_of(xlsx_bytes(["nomor"], [[number] for number in range(201)], sheet_title="y" * 31))

    assert book.sheetnames == ["y" * 31, "y" * 29 + " 2", "y" * 29 + " 3"]
    values = [[row[0] for row in sheet.iter_rows(values_only=True)] for sheet in book.worksheets]
    assert values == [["nomor", *range(100)], ["nomor", *range(100, 200)], ["nomor", 200]]


def test_a_table_that_just_fills_a_sheet_needs_no_second(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet_writer, "ROWS_PER_SHEET", 100)

    assert len(book_of(xlsx_bytes(["nomor"], [[number] for number in range(100)])).sheetnames) == 1


def test_a_row_of_another_length_is_a_mistake_of_ours() -> None:
    with pytest.raises(ValueError, match="zip"):
        xlsx_bytes(["a", "b"], [[1]])


def test_columns_are_named_past_z() -> None:
    sheet = book_of(xlsx_bytes([f"k{n}" for n in range(1, 704)], [range(1, 704)])).active
    assert sheet is not None

    assert [sheet[place].value for place in ("Z2", "AA2", "ZZ2", "AAA2")] == [26, 27, 702, 703]


def test_the_same_table_gives_the_same_bytes() -> None:
    rows = [[1, "a"], [2, "b"]]

    assert xlsx_bytes(["a", "b"], rows) == xlsx_bytes(["a", "b"], rows)


def test_the_workbook_is_a_sound_zip_and_streams_to_any_sink(tmp_path: Path) -> None:
    with open(tmp_path / "data.xlsx", "wb") as stream:
        write_xlsx(stream, ["a"], ([number] for number in range(1_000)))

    with zipfile.ZipFile(tmp_path / "data.xlsx") as archive:
        assert archive.testzip() is None


def test_a_download_broken_off_leaves_no_mess() -> None:
    chunks = xlsx_chunks(["a"], ([f"teks nomor {number}"] for number in range(2_000)), chunk_bytes=100)

    assert next(chunks).startswith(b"PK")
    chunks.close()


@pytest.mark.parametrize("write", [csv_chunks, xlsx_chunks])
def test_memory_does_not_grow_with_the_table(write: object) -> None:
    def endless() -> Iterator[tuple[object, ...]]:
        return ((number, f"Perbaikan jalan desa nomor {number}", "Sukamaju") for number in range(10_000))

    tracemalloc.start()
    total = sum(len(chunk) for chunk in write(["a", "b", "c"], endless()))  # type: ignore[operator]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert total > 100_000
    assert peak < 1_000_000
