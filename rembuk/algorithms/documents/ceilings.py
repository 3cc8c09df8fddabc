"""The annex to the Bupati's decision on ceilings: from the income to each sub-district, with every figure."""

from dataclasses import dataclass
from datetime import date

from rembuk.algorithms.documents.typesetting import Paper, typeset
from rembuk.algorithms.documents.wording import long_date, number, terbilang


@dataclass(frozen=True, slots=True)
class CeilingAnnex:
    """One version of the ceilings; amounts in whole rupiah.

    aside: (label, official term, amount, kind); measures: (label, weight in percent); areas: (name, one
    figure a measure, equal part, part by need, ceiling).
    """

    government: str
    basis: str
    cycle: str
    version: int
    calculated_on: date
    in_time: str
    url: str
    aside: tuple[tuple[str, str, int, str], ...]
    measures: tuple[tuple[str, str], ...]
    rules: tuple[str, ...]
    areas: tuple[tuple[str, tuple[str, ...], int, int, int], ...]
    sha256: str
    practice: bool = False


def ceiling_annex_pdf(annex: CeilingAnnex, *, paper: Paper = "a4") -> bytes:
    """One document; raises ValueError where an area has not one figure for each measure."""
    if any(len(figures) != len(annex.measures) for _name, figures, *_rest in annex.areas):
        raise ValueError("an area has one figure for each measure")
    total = sum(amount for *_rest, amount in annex.areas)
    data = {
        "title": "Pagu indikatif kecamatan",
        "government": annex.government,
        "basis": annex.basis,
        "cycle": annex.cycle,
        "version": annex.version,
        "calculated_on": long_date(annex.calculated_on),
        "in_time": annex.in_time,
        "aside": [
            {"label": label, "official": official, "amount": number(amount), "kind": kind}
            for label, official, amount, kind in annex.aside
        ],
        "measures": [{"label": label, "weight": weight} for label, weight in annex.measures],
        "rules": list(annex.rules),
        "areas": [
            [str(place), name, *figures, number(base), number(need), number(amount)]
            for place, (name, figures, base, need, amount) in enumerate(annex.areas, start=1)
        ],
        "total": number(total),
        "in_words": f"Terbilang: {terbilang(total)} rupiah.",
        "sha256": annex.sha256,
        "practice": annex.practice,
    }
    return typeset("ceilings", data, made_on=annex.calculated_on, url=annex.url, paper=paper)
