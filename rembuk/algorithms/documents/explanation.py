"""Penjelasan hasil on one page for the village board: why a proposal is in the draft, or is not."""

from dataclasses import dataclass
from datetime import date

from rembuk.algorithms.documents.typesetting import typeset
from rembuk.algorithms.documents.wording import long_date, rupiah

HEADING = "Bahan musyawarah, bukan keputusan"


@dataclass(frozen=True, slots=True)
class Explained:
    """One proposal in a published result. url: the page that says the same; hashes are shown in full."""

    code: str
    url: str
    government: str
    round_title: str
    title: str
    place: str
    cost: int
    answer: str
    sentences: tuple[str, ...]
    enough: tuple[str, ...]
    others: tuple[tuple[str, str], ...]
    rule: str
    input_sha256: str
    published_on: date
    practice: bool = False


def explanation_pdf(explained: Explained) -> bytes:
    """A4, made to be pinned to a board; the same data give the same bytes."""
    data = {
        "title": f"Penjelasan Hasil {explained.code}",
        "code": explained.code,
        "government": explained.government,
        "heading": HEADING,
        "round": explained.round_title,
        "facts": [
            ("Usulan", explained.title),
            ("Lokasi", explained.place),
            ("Perkiraan biaya", rupiah(explained.cost)),
            ("Aturan", explained.rule),
        ],
        "status": explained.answer,
        "sentences": list(explained.sentences),
        "enough": list(explained.enough),
        "others": [list(row) for row in explained.others],
        "hash": explained.input_sha256,
        "published_on": long_date(explained.published_on),
        "practice": explained.practice,
    }
    return typeset("explanation", data, made_on=explained.published_on, url=explained.url)
