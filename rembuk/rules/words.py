"""Words that are agreed: those that are always the same, and those that are never used.

A Musrenbang is no election and nobody is called a ghost; a test holds labels and pages to it.
"""

from dataclasses import dataclass

from .labels import Labelled


@dataclass(frozen=True, slots=True)
class FixedWord(Labelled):
    """A thing that has one name on every page."""

    code: str
    label_id: str
    label_en: str


@dataclass(frozen=True, slots=True)
class Display:
    """How people and cycles appear in public."""

    cycle_title: str
    proposer: str
    proposer_named_by_choice_only: bool
    supporters_listed: bool


# fmt: off
FIXED_WORDS: tuple[FixedWord, ...] = (
    FixedWord("works_without_proposal", "Kegiatan tanpa usulan warga",           "Works nobody proposed"),
    FixedWord("overdue",                "Usulan melewati batas waktu tanggapan", "Overdue proposals"),
    FixedWord("forum_change",           "Penyesuaian hasil musyawarah",          "Changes after the forum"),
    FixedWord("priority_round",         "Penjaringan prioritas",                 "Round of priorities"),
    FixedWord("priority_sheet",         "Lembar pilihan",                        "Priority sheet"),
    FixedWord("history",                "Riwayat usulan",                        "History of the proposal"),
    FixedWord("estimate",               "Perkiraan biaya",                       "Estimated cost"),
    FixedWord("inbox",                  "Tugas Saya",                            "My tasks"),
    FixedWord("check_document",         "Cek Keaslian Dokumen",                  "Check a document"),
)
NEVER_WORDS: tuple[str, ...] = (
    "siluman", "coblos", "surat suara", "pemilih", "kandidat", "kampanye", "TPS")
# What an agency (OPD) is called: by residents, on paper, in files for SIPD.
AGENCY_FOR_RESIDENTS, AGENCY_ON_PAPER, AGENCY_IN_SIPD = "Dinas/instansi", "Perangkat Daerah", "SKPD"
DISPLAY = Display(
    cycle_title="RKPD {n} (disusun {before})",
    proposer="Warga RT {rt}/RW {rw}",
    proposer_named_by_choice_only=True,
    supporters_listed=False,
)
# fmt: on
FIXED_WORD: dict[str, FixedWord] = {row.code: row for row in FIXED_WORDS}


def cycle_title(plan_year: int) -> str:
    """What a cycle is called: the year that is planned, and the year in which it is."""
    return DISPLAY.cycle_title.format(n=plan_year, before=plan_year - 1)


def never_words_in(text: str) -> tuple[str, ...]:
    """The words of a text that are never used."""
    plain = " ".join("".join(char if char.isalnum() else " " for char in text.casefold()).split())
    return tuple(word for word in NEVER_WORDS if f" {word.casefold()} " in f" {plain} ")
