"""Slips with one-time codes for a round of priorities, to be cut apart and handed to residents."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from rembuk.algorithms.documents.typesetting import Paper, typeset

HOW = (
    "Pindai atau buka halamannya, lalu ketik kode ini. Tanpa ponsel: tulis kode ini pada lembar pilihan "
    "kertas. Berlaku satu kali. Simpan potongan ini."
)


@dataclass(frozen=True, slots=True)
class Slips:
    """url: the page where a code is typed; closes: until when, as a sentence."""

    round: str
    place: str
    closes: str
    url: str
    codes: Sequence[str]
    printed_on: date
    practice: bool = False


def slips_pdf(slips: Slips, *, paper: Paper = "a4") -> bytes:
    """All codes of one printing, two columns a page."""
    title = "Kode penjaringan prioritas"
    data = {
        "title": title,
        "footer": f"{title} · DATA SIMULASI, bukan dokumen resmi" if slips.practice else title,
        "round": slips.round,
        "place": slips.place,
        "closes": slips.closes,
        "codes": list(slips.codes),
        "how": HOW,
        "practice": slips.practice,
    }
    return typeset("slips", data, made_on=slips.printed_on, url=slips.url, paper=paper)
