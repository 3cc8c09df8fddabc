"""Whom a participant speaks for (unsur): the words of the attendance list, with the elements of the rules."""

from dataclasses import dataclass

from rembuk.rules.fairness import CONSTITUENCIES
from rembuk.rules.labels import Labelled


@dataclass(frozen=True, slots=True)
class Speaker(Labelled):
    """One element of society or of government."""

    code: str
    label_id: str
    label_en: str


# fmt: off
SPEAKERS: tuple[Speaker, ...] = (
    Speaker("government", "Pemerintah dan perangkat",       "Government offices"),
    Speaker("council",    "BPD, LPM, atau DPRD",            "Councils"),
    Speaker("neighbours", "RT, RW, atau dusun",             "Neighbourhoods"),
    Speaker("women",      "Perempuan",                      "Women"),
    *(Speaker(row.code, row.label_id, row.label_en) for row in CONSTITUENCIES),
    Speaker("youth",      "Pemuda",                         "Young people"),
    Speaker("farmers",    "Petani dan nelayan",             "Farmers and fishers"),
    Speaker("workers",    "Buruh dan pekerja",              "Workers"),
    Speaker("business",   "Dunia usaha",                    "Business"),
    Speaker("faith",      "Tokoh agama",                    "Faith leaders"),
    Speaker("education",  "Pendidikan dan kesehatan",       "Education and health"),
    Speaker("civil",      "Organisasi masyarakat",          "Civil society"),
    Speaker("other",      "Lainnya",                        "Others"),
)
# fmt: on
SPEAKER: dict[str, Speaker] = {row.code: row for row in SPEAKERS}


def speaker_label(code: str, lang: str) -> str:
    """The words of a code; what an older list wrote by hand stays as it is."""
    row = SPEAKER.get(code)
    return row.label(lang) if row else code
