"""The papers a resident holds in hand."""

from dataclasses import replace
from datetime import date

import pytest

from rembuk.algorithms.documents import TraceEvent, qr_svg, receipt_pdf, trace_pdf
from tests.algorithms.documents.reading import (
    HOSTILE,
    LONG,
    STRANGE,
    ink_outside,
    is_tagged,
    says,
    sizes_of,
    text_of,
    times,
    title_of,
)
from tests.algorithms.documents.samples import RECEIPT, TRACE


def test_a_receipt_says_what_the_resident_must_know() -> None:
    pdf = receipt_pdf(RECEIPT)

    assert sizes_of(pdf) == [(148, 210)]
    assert is_tagged(pdf)
    assert title_of(pdf) == "Bukti Usulan NSW-27-7K4M2P-X"
    for sentence in (
        "NSW-27-7K4M2P-X",
        "Usulan Anda akan dibahas. Ini belum berarti usulan pasti didanai.",
        "12 Januari 2027, pukul 14.05 WIB",
        RECEIPT.place,
        RECEIPT.problem,
        RECEIPT.url,
        RECEIPT.next_step,
        "halaman 1 dari 1",
    ):
        assert says(pdf, sentence)
    assert not says(pdf, "DATA SIMULASI")


def test_practice_papers_are_marked() -> None:
    assert says(receipt_pdf(replace(RECEIPT, practice=True)), "DATA SIMULASI, bukan dokumen resmi")
    assert says(trace_pdf(replace(TRACE, practice=True)), "DATA SIMULASI, bukan dokumen resmi")


def test_empty_lines_are_left_out() -> None:
    pdf = receipt_pdf(replace(RECEIPT, proposer="", next_step="", cycle="", received_at=""))

    assert not says(pdf, "Pengusul")
    assert not says(pdf, "Selanjutnya")


def test_a_note_is_printed() -> None:
    assert says(
        receipt_pdf(replace(RECEIPT, note="Disimpan untuk tahun berikutnya.")), "Disimpan untuk tahun"
    )


def test_the_same_data_gives_the_same_bytes() -> None:
    assert receipt_pdf(RECEIPT) == receipt_pdf(replace(RECEIPT))
    assert trace_pdf(TRACE) == trace_pdf(replace(TRACE))
    assert receipt_pdf(RECEIPT) != receipt_pdf(replace(RECEIPT, problem="Lain"))


def test_a_trace_tells_the_whole_way() -> None:
    pdf = trace_pdf(TRACE)

    assert sizes_of(pdf) == [(210, 297)]
    assert is_tagged(pdf)
    for sentence in (
        TRACE.status,
        "12 Januari 2027",
        "Warga RT 03/RW 02",
        "Volume dikurangi.",
        "Rp158.500.000",
        "Diusulkan",
        "Disepakati",
    ):
        assert says(pdf, sentence)
    assert not says(pdf, "Terpakai")


def test_a_hundred_events_are_all_there() -> None:
    events = tuple(TraceEvent(date(2027, 1, 1), f"Kantor {i:03d}", f"Langkah {i:03d}") for i in range(100))

    text = text_of(trace_pdf(replace(TRACE, events=events)))

    assert all(text.count(f"Langkah {i:03d}") == 1 for i in range(100))


@pytest.mark.parametrize("text", HOSTILE)
def test_markup_is_printed_as_it_was_typed(text: str) -> None:
    assert says(receipt_pdf(replace(RECEIPT, problem=text, place=text, proposer=text)), text)
    event = TraceEvent(date(2027, 1, 1), text, text, text)
    assert times(trace_pdf(replace(TRACE, status=text, events=(event,))), text) == 4


@pytest.mark.parametrize("text", STRANGE)
def test_strange_characters_do_no_harm(text: str) -> None:
    assert says(receipt_pdf(replace(RECEIPT, problem=f"{text} selesai", government=text)), "selesai")
    event = TraceEvent(date(2027, 1, 1), text, text, f"{text} selesai")
    assert says(trace_pdf(replace(TRACE, title=text, events=(event,))), "selesai")


def test_long_names_wrap_inside_the_paper() -> None:
    receipt = replace(RECEIPT, problem=LONG * 3, place=LONG, government=LONG, next_step=LONG)
    event = TraceEvent(date(2027, 1, 1), LONG, LONG, LONG * 30, 10**14)

    for pdf in (receipt_pdf(receipt), trace_pdf(replace(TRACE, title=LONG, status=LONG, events=(event,)))):
        assert says(pdf, LONG)
        assert not ink_outside(pdf)


def test_a_qr_code_for_a_page_is_sized_by_its_box() -> None:
    svg = qr_svg("https://nusawangi.contoh.go.id/", "Kode QR <bukti>")

    assert svg.startswith("<svg ")
    assert "viewBox=" in svg
    assert "<title>Kode QR &lt;bukti&gt;</title>" in svg
    assert 'role="img"' in svg
    for forbidden in ("style=", " width=", " height="):
        assert forbidden not in svg
    assert svg != qr_svg("https://nusawangi.contoh.go.id/lain/")
