"""The explanation of a result: one page for the board of the village, in words and with its fingerprint."""

from dataclasses import replace
from datetime import date

from rembuk.algorithms.documents import Explained, explanation_pdf
from tests.algorithms.documents.reading import text_of

MADE = Explained(
    code="NSW-28-7K4M2P-X",
    url="https://rembuk.example.go.id/prioritas/hasil/cempaka-2028/NSW-28-7K4M2P-X/",
    government="Kabupaten Nusawangi",
    round_title="Penjaringan prioritas Cempaka",
    title="Balai posyandu",
    place="Desa Sukamaju",
    cost=40_000_000,
    answer="Usulan ini belum masuk rancangan.",
    sentences=("Pendukungnya (19 orang) bersama-sama memegang Rp39.996.665.",),
    enough=("Dengan 4 pendukung tambahan usulan ini masuk.",),
    others=(("Dukungan terbanyak", "tidak masuk"),),
    rule="Bagian yang sama",
    input_sha256="ab" * 32,
    published_on=date(2026, 7, 24),
)


def words(pdf: bytes) -> str:
    return " ".join(text_of(pdf).split())


def test_it_says_why_what_would_have_done_and_that_it_is_no_decision():
    told = words(explanation_pdf(MADE))
    for part in (
        "Bahan musyawarah, bukan keputusan", MADE.answer, "19 orang", "4 pendukung tambahan",
        "Dukungan terbanyak: tidak masuk", "Rp40.000.000",
    ):  # fmt: skip
        assert part in told
    assert MADE.input_sha256 in told.replace(" ", "").replace("\u200b", "")


def test_practice_is_marked_and_the_same_data_give_the_same_bytes():
    assert "DATA SIMULASI" in words(explanation_pdf(replace(MADE, practice=True)))
    assert explanation_pdf(MADE) == explanation_pdf(MADE)


def test_a_winner_has_no_empty_headings():
    told = words(explanation_pdf(replace(MADE, enough=(), others=(), answer="Usulan ini masuk rancangan.")))
    assert "Yang sudah cukup" not in told
    assert "Menurut aturan lain" not in told
