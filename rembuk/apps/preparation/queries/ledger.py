"""The long-term ledger: what each sub-district received against its fair share, over the years.

`ledger_weights` is what an allocation may take as the weight of a sub-district's ballots, where a region
has switched that on; its rule stands in `rules.fairness` and on the page of the ledger.
"""

from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction

from rembuk.apps.core.format import rupiah
from rembuk.apps.places.queries import districts, place_name
from rembuk.rules.fairness import LEDGER_YEARS, ledger_weight

from ..models import LedgerLine, PlanningCycle
from .ceiling_versions import percent


@dataclass(frozen=True, slots=True)
class YearCell:
    """One sub-district in one plan year."""

    year: int
    received: int
    fair: int


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One sub-district over all the years shown."""

    code: str
    name: str
    cells: tuple[YearCell, ...]
    received: int
    fair: int
    weight: Fraction
    received_text: str
    fair_text: str
    difference_text: str
    is_less: bool
    percent_text: str
    weight_text: str


@dataclass(frozen=True, slots=True)
class Ledger:
    """The whole page."""

    years: tuple[int, ...]
    rows: tuple[LedgerRow, ...]


def ledger(tenant: str, lang: str) -> Ledger:
    """Two reads; those who received least of their share stand first."""
    names = {row.code: place_name(row.kind, row.name, lang) for row in districts(tenant)}
    found: dict[str, dict[int, LedgerLine]] = defaultdict(dict)
    for line in LedgerLine.objects.filter(tenant=tenant).order_by("plan_year"):
        found[line.district_code][line.plan_year] = line
    years = tuple(sorted({year for lines in found.values() for year in lines}))[-LEDGER_YEARS:]
    rows = [_row(code, names[code], found[code], years, lang) for code in sorted(found) if code in names]
    return Ledger(years, tuple(sorted(rows, key=lambda row: (-row.weight, row.code))))


def ledger_weights(cycle: PlanningCycle) -> dict[str, Fraction]:
    """Sub-district -> weight of its ballots for this year, from the years before it; 1 where unknown."""
    lines = LedgerLine.objects.filter(
        tenant=cycle.tenant, plan_year__lt=cycle.plan_year, plan_year__gte=cycle.plan_year - LEDGER_YEARS
    )
    received, fair = defaultdict[str, int](int), defaultdict[str, int](int)
    for code, got, due in lines.values_list("district_code", "received", "fair"):
        received[code] += got
        fair[code] += due
    codes = districts(cycle.tenant).values_list("code", flat=True)
    return {code: ledger_weight(received[code], fair[code]) for code in codes}


def _row(code: str, name: str, lines: dict[int, LedgerLine], years: tuple[int, ...], lang: str) -> LedgerRow:
    cells = tuple(
        YearCell(year, lines[year].received if year in lines else 0, lines[year].fair if year in lines else 0)
        for year in years
    )
    received, fair = sum(cell.received for cell in cells), sum(cell.fair for cell in cells)
    weight = ledger_weight(received, fair)
    weight_text = f"{float(weight):.2f}"
    return LedgerRow(
        code=code, name=name, cells=cells, received=received, fair=fair, weight=weight,
        received_text=rupiah(received, lang), fair_text=rupiah(fair, lang),
        difference_text=rupiah(abs(received - fair), lang), is_less=received < fair,
        percent_text=percent(Fraction(received, fair), lang) if fair else "–",
        weight_text=weight_text.replace(".", ",") if lang == "id" else weight_text,
    )  # fmt: skip
