"""What people send is read, and what cannot be read is answered with a place and a sentence."""

import gzip
import io
import tracemalloc
from collections.abc import Iterator
from datetime import date, datetime, time

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rembuk.algorithms.tabular import (
    Limits,
    TabularError,
    csv_chunks,
    loose_name,
    read_table,
    write_csv,
    write_xlsx,
    xlsx_bytes,
)


def read(data: bytes, **options: object) -> list[dict[str, str]]:
    return [row.cells for row in read_table(io.BytesIO(data), "berkas", **options).rows]  # type: ignore[arg-type]


def refusal(data: bytes, **options: object) -> TabularError:
    with pytest.raises(TabularError) as caught:
        read(data, **options)
    return caught.value


def sheet_bytes(rows: list[list[object]]) -> bytes:
    """A workbook as another program writes it."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


EXPECTED = [{"kode": "99.01", "nama_desa": "Sukamaju"}, {"kode": "99.02", "nama_desa": "Margasari"}]


@pytest.mark.parametrize(
    "data",
    [
        b"kode,nama_desa\n99.01,Sukamaju\n99.02,Margasari\n",
        b"\xef\xbb\xbfKode,Nama Desa\r\n99.01,Sukamaju\r\n99.02,Margasari",
        b"KODE;NAMA_DESA\n99.01;Sukamaju\n99.02;Margasari\n",
        b'"Kode";"Nama, Desa"\n"99.01";"Sukamaju"\n99.02;Margasari\n',
        b"\n\n kode , nama  desa ,,\n 99.01 , Sukamaju ,,\n,,,\n99.02,Margasari\n",
        gzip.compress(b"kode,nama_desa\n99.01,Sukamaju\n99.02,Margasari\n", mtime=0),
        sheet_bytes([["Kode", "Nama Desa"], ["99.01", "Sukamaju"], [None, None], ["99.02", "Margasari"]]),
        sheet_bytes([[], ["Kode", "Nama Desa", None], ["99.01", "Sukamaju"], ["99.02", "Margasari"]]),
        xlsx_bytes(["Kode", "Nama Desa"], [["99.01", "Sukamaju"], ["99.02", "Margasari"]]),
    ],
)
def test_one_table_in_many_guises_is_one_table(data: bytes) -> None:
    assert read(data) == EXPECTED


def test_a_table_tells_what_it_is() -> None:
    table = read_table(io.BytesIO(b"ID Asal;Nama Desa\nA1;Sukamaju"), "usulan.csv")

    assert (table.name, table.kind) == ("usulan.csv", "csv")
    assert table.header == ("id_asal", "nama_desa")
    assert table.titles == ("ID Asal", "Nama Desa")


@pytest.mark.parametrize("title", ["id_asal", "ID Asal", " Id  Asal ", "ID-ASAL", "id.asal:"])
def test_titles_are_matched_loosely(title: str) -> None:
    assert loose_name(title) == "id_asal"


def test_rows_are_numbered_by_the_line_they_start_on() -> None:
    data = b'a,b\n1,"dua\nbaris"\n\n3,x\n'

    assert [(row.number, row.cells["b"]) for row in read_table(io.BytesIO(data)).rows] == [
        (2, "dua\nbaris"),
        (5, "x"),
    ]


def test_rows_of_a_sheet_keep_their_number() -> None:
    data = sheet_bytes([[], ["a"], [1], [], [], [2]])

    assert [row.number for row in read_table(io.BytesIO(data)).rows] == [3, 6]


def test_short_rows_are_filled_up() -> None:
    assert read(b"a,b,c\n1\n") == [{"a": "1", "b": "", "c": ""}]


def test_values_of_a_sheet_are_read_as_a_person_sees_them() -> None:
    row = [
        12_000_000,
        5.0,
        0.1 + 0.2,
        -6.25,
        True,
        date(2027, 2, 17),
        datetime(2027, 2, 17, 9, 30),  # noqa: DTZ001 - a spreadsheet knows no time zones
        time(9, 30),
    ]
    data = sheet_bytes([[f"k{place}" for place in range(len(row))], row])

    assert list(read(data)[0].values()) == [
        "12000000",
        "5",
        "0.3",
        "-6.25",
        "TRUE",
        "2027-02-17",
        "2027-02-17 09:30:00",
        "09:30:00",
    ]


def test_a_hidden_sheet_is_passed_over() -> None:
    book = openpyxl.Workbook()
    book.active.sheet_state = "hidden"  # type: ignore[union-attr]
    book.create_sheet("Data").append(["a"])
    book["Data"].append([1])
    stream = io.BytesIO()
    book.save(stream)

    assert read(stream.getvalue()) == [{"a": "1"}]


CELLS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]), max_size=20) | st.text(
    "=+-@'＝;,\n\tax\"_ ", max_size=8
)


@given(st.lists(CELLS, max_size=4), st.sampled_from([",", ";", "xlsx"]))
def test_what_was_written_is_read_back(texts: list[str], how: str) -> None:
    rows = [("kunci", text) for text in texts]
    stream = io.BytesIO()
    if how == "xlsx":
        write_xlsx(stream, ["=a", "b"], rows)
    else:
        write_csv(stream, ["=a", "b"], rows, delimiter=how)

    table = read_table(io.BytesIO(stream.getvalue()))

    assert table.titles == ("=a", "b")
    assert [row.cells["b"] for row in table.rows] == [text.strip() for text in texts]


@pytest.mark.parametrize("text", ["_x0041_", "_x005F_x0041_", "''=x", "- satu\n- dua", "a;=b,=c"])
def test_odd_text_comes_back_as_it_went(text: str) -> None:
    for data in (xlsx_bytes(["a"], [[text]]), b"".join(csv_chunks(["a"], [[text]]))):
        assert read(data) == [{"a": text}]


@pytest.mark.parametrize(
    ("data", "line", "column", "words"),
    [
        (b"", 0, None, "kosong"),
        (b"\n\n,,\n", 0, None, "kosong"),
        (b"a,,c\n1,2,3\n", 1, "2", "tidak berjudul"),
        (b"Nama,a,NAMA\n", 1, "NAMA", "dua kali"),
        (b"a,b\n1,2\n1,2,3\n", 3, None, "di luar kolom"),
        (b"a,b\n1,2\n3,Caf\xe9\n", 3, None, "UTF-8"),
        (b"a,b\n1,\xed\xa0\x80\n", 2, None, "UTF-8"),
        (b"a,b\n1,\x002\n", 2, None, "NUL"),
        (b'a,b\n1,2\n"x,3\n4,5\n', 3, None, "kutip"),
        (b'a,b\n"x"y,3\n', 2, None, "kutip"),
        (b'a,b\n1,"' + b"x" * 200_000 + b'"\n', 2, None, "kutip"),
        (b"a,b\n" + b"x" * (5 << 20), 2, None, "terlalu panjang"),
        (b"a,b\n1," + b"x" * 40_000 + b"\n", 2, "b", "32767 huruf"),
        (b",".join(b"k%d" % n for n in range(101)), 1, None, "100 kolom"),
        ("a,b\n".encode("utf-16"), 0, None, "UTF-16"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0, None, ".xls"),
        (b"%PDF-1.7\n", 0, None, "PDF"),
        (b"\n <html><table>", 0, None, "halaman web"),
        (gzip.compress(sheet_bytes([["a"]]), mtime=0), 1, None, "NUL"),
    ],
)
def test_a_bad_file_is_refused_with_its_place_and_a_sentence(
    data: bytes, line: int, column: str | None, words: str
) -> None:
    error = refusal(data)

    assert (error.line, error.column) == (line, column)
    assert words in error.text_id
    assert error.text_en
    assert error.text_en != error.text_id


def test_a_refusal_reads_as_a_sentence() -> None:
    error = refusal(b"a,b\n1," + b"x" * 40_000 + b"\n")

    assert error.text() == "Baris 2, kolom b: isi sel paling panjang 32767 huruf."
    assert error.text("en") == str(error) == "Line 2, column b: a cell holds at most 32767 characters."
    assert refusal(b"").text() == "berkas ini kosong."


def test_missing_columns_are_listed_at_the_header() -> None:
    error = refusal(b"\na,b\n1,2\n", required=("ID Asal", "a", "desa"))

    assert error.line == 2
    assert "ID Asal, desa" in error.text_id


def test_limits_may_be_tightened() -> None:
    data = b"a,b\n1,2\n3,4\n"

    assert refusal(data, limits=Limits(rows=1)).line == 3
    assert refusal(data, limits=Limits(columns=1)).line == 1
    assert "terlalu besar" in refusal(data, limits=Limits(unpacked=5)).text_id


def test_a_packed_bomb_is_cut_off_while_reading() -> None:
    bomb = gzip.compress(b"a\n" + b"x\n" * 200_000, mtime=0)

    assert len(bomb) < 2_000
    assert "terlalu besar" in refusal(bomb, limits=Limits(unpacked=1 << 16)).text_id


def test_a_broken_packed_file_is_said_to_be_broken() -> None:
    packed = gzip.compress(b"a,b\n" + bytes(str(list(range(2_000))), "ascii"))

    for bad in (packed[:-20], packed[:200], packed[:50] + b"\xff" * 40 + packed[90:], b"\x1f\x8b\x00"):
        assert "rusak" in refusal(bad).text_id


def test_memory_does_not_grow_with_the_file() -> None:
    class Endless(io.RawIOBase):
        """A million bytes that are made as they are read."""

        def __init__(self) -> None:
            self.left = 5_000

        def read(self, size: int = -1) -> bytes:
            self.left -= 1
            return b"" if self.left < 0 else b"99.01,Sukamaju,1234,5678,Kecamatan Harapan\n"

    def walk() -> Iterator[int]:
        return (row.number for row in read_table(Endless(), "besar").rows)  # type: ignore[arg-type]

    tracemalloc.start()
    assert max(walk()) == 5_000
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert peak < 1_000_000
