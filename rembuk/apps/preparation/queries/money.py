"""Ceilings in words and bars: by sub-district and sector, what is used and what is left."""

from dataclasses import dataclass

from rembuk.apps.core.format import rupiah, rupiah_short
from rembuk.apps.places.queries import districts, place_name
from rembuk.rules.categories import CATEGORIES, CATEGORY

from ..models import PlanningCycle, Usage
from .allowances import NO_SECTOR


@dataclass(frozen=True, slots=True)
class MoneyLine:
    """One ceiling with what is used of it, as numbers for the file and as text for the page."""

    region_code: str
    sector: str
    place: str
    label: str
    ceiling: int
    used: int
    basis: str
    lang: str

    @property
    def left(self) -> int:
        return self.ceiling - self.used

    @property
    def is_over(self) -> bool:
        return self.left < 0

    @property
    def percent(self) -> int:
        return min(100, self.used * 100 // self.ceiling) if self.ceiling else 100 * (self.used > 0)

    @property
    def ceiling_text(self) -> str:
        return rupiah(self.ceiling, self.lang)

    @property
    def used_text(self) -> str:
        return rupiah(self.used, self.lang)

    @property
    def left_text(self) -> str:
        return rupiah(abs(self.left), self.lang)

    @property
    def ceiling_short(self) -> str:
        return rupiah_short(self.ceiling, self.lang)

    @property
    def used_short(self) -> str:
        return rupiah_short(self.used, self.lang)

    @property
    def left_short(self) -> str:
        return rupiah_short(abs(self.left), self.lang)


@dataclass(frozen=True, slots=True)
class DistrictMoney:
    """The ceilings of one sub-district: together, and by sector where they are set."""

    total: MoneyLine
    sectors: tuple[MoneyLine, ...]


def years_with_ceilings(tenant: str) -> list[PlanningCycle]:
    """The years whose ceilings are set, the latest first."""
    found = PlanningCycle.objects.filter(tenant=tenant, ceilings__isnull=False)
    return list(found.distinct().order_by("-plan_year"))


def money_of(cycle: PlanningCycle, lang: str) -> list[DistrictMoney]:
    """Each sub-district that has a ceiling, by code; three queries."""
    ceilings = {(row.region_code, row.sector): row for row in cycle.ceilings.all()}
    used: dict[tuple[str, str], int] = {}
    for place, sector, amount in Usage.objects.filter(cycle=cycle).values_list(
        "region_code", "sector", "amount"
    ):
        used[place, sector] = amount
    found = []
    for district in districts(cycle.tenant):
        name = place_name(district.kind, district.name, lang)
        own = {sector: row for (place, sector), row in ceilings.items() if place == district.code}
        if not own:
            continue
        order = [row.code for row in CATEGORIES if row.code in own]
        sectors = tuple(
            MoneyLine(
                district.code, code, name, CATEGORY[code].label(lang), own[code].amount,
                used.get((district.code, code), 0), own[code].basis, lang,
            )
            for code in order
        )  # fmt: skip
        total = own.get(NO_SECTOR)
        found.append(
            DistrictMoney(
                MoneyLine(
                    district.code,
                    NO_SECTOR,
                    name,
                    name,
                    total.amount if total else sum(line.ceiling for line in sectors),
                    sum(amount for (place, _), amount in used.items() if place == district.code),
                    total.basis if total else next(iter(own.values())).basis,
                    lang,
                ),
                sectors,
            )
        )
    return found


def total_of(rows: list[DistrictMoney], label: str, lang: str) -> MoneyLine:
    """All sub-districts together."""
    return MoneyLine(
        "",
        NO_SECTOR,
        label,
        label,
        sum(row.total.ceiling for row in rows),
        sum(row.total.used for row in rows),
        "",
        lang,
    )
