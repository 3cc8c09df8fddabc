"""Slips with one-time codes."""

from datetime import date

from rembuk.algorithms.documents import Slips, slips_pdf
from tests.algorithms.documents.reading import is_tagged, says, sizes_of, times


def test_every_code_is_printed_once_with_what_to_do() -> None:
    codes = [f"7K4M-2XQ8-9ABC-DEFG-H{number:03}" for number in range(25)]
    pdf = slips_pdf(
        Slips("Prioritas Kecamatan Cempaka", "Desa Sukamaju", "Sampai 3 Februari 2027.",
              "https://contoh.id/pilihan/nsw-28-7k4m2p-x/kode/", codes, date(2027, 1, 5), practice=True)
    )  # fmt: skip

    assert is_tagged(pdf) and sizes_of(pdf)[0] == (210, 297)
    assert len(sizes_of(pdf)) > 1
    assert all(says(pdf, code) for code in codes)
    assert times(pdf, "DATA SIMULASI") == len(codes) + len(sizes_of(pdf))
    for sentence in ("Prioritas Kecamatan Cempaka", "Desa Sukamaju", "Berlaku satu kali"):
        assert says(pdf, sentence)
