"""Whom an institution speaks for, and how far it takes part: the words of the stakeholder map.

Tables in both languages, because the public list is grouped by them; they include the elements of
`rules.fairness`.
"""

from dataclasses import dataclass

from rembuk.rules.fairness import CONSTITUENCIES
from rembuk.rules.labels import Labelled

from .models import Engagement


@dataclass(frozen=True, slots=True)
class KindRow(Labelled):
    """A word of the map."""

    code: str
    label_id: str
    label_en: str


# fmt: off
KINDS: tuple[KindRow, ...] = (
    KindRow("women",      "Organisasi perempuan",              "Women's organisations"),
    *(KindRow(row.code, row.label_id, row.label_en) for row in CONSTITUENCIES),
    KindRow("youth",      "Pemuda",                            "Young people"),
    KindRow("farmers",    "Petani dan nelayan",                "Farmers and fishers"),
    KindRow("workers",    "Buruh dan pekerja",                 "Workers"),
    KindRow("business",   "Dunia usaha",                       "Business"),
    KindRow("faith",      "Organisasi keagamaan",              "Faith organisations"),
    KindRow("civil",      "Organisasi masyarakat sipil",       "Civil society organisations"),
    KindRow("university", "Perguruan tinggi",                  "Universities"),
    KindRow("media",      "Media",                             "Media"),
    KindRow("council",    "DPRD",                              "Council"),
    KindRow("government", "Pemerintah dan instansi vertikal",  "Government offices"),
    KindRow("other",      "Lainnya",                           "Others"),
)
ENGAGEMENTS: tuple[KindRow, ...] = (
    KindRow(Engagement.INFORM,      "Diberi tahu",            "Informed"),
    KindRow(Engagement.CONSULT,     "Dimintai pendapat",      "Consulted"),
    KindRow(Engagement.INVOLVE,     "Dilibatkan",             "Involved"),
    KindRow(Engagement.COLLABORATE, "Bekerja bersama",        "Working together"),
    KindRow(Engagement.DECIDE,      "Ikut memutuskan",        "Deciding together"),
)
# fmt: on
KIND: dict[str, KindRow] = {row.code: row for row in KINDS}
ENGAGEMENT: dict[str, KindRow] = {row.code: row for row in ENGAGEMENTS}
