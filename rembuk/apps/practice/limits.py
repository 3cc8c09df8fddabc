"""Quotas and ceilings that fit what was decided: past years kept to them, the open ones leave room."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from rembuk.apps.preparation.calculation import USUAL_BASE_PERCENT, Wish, calculate
from rembuk.apps.preparation.ceiling_formula import SetAside
from rembuk.apps.preparation.models import Ceiling, CeilingVersion, PlanningCycle, QuotaRule, Usage
from rembuk.apps.preparation.queries.figures import MEASURES, district_figures
from rembuk.apps.proposals.actions.ledger import write_ledger
from rembuk.apps.proposals.actions.usage import recount_usage

from .calendar import Part
from .land import Land
from .words.places import REGENCY_CODE, REGENCY_NAME
from .years import Cycle, at_hour

_ROOM = {
    Part.FINISHED: 1,
    Part.BUILDING: 1,
    Part.REVIEW: 4,
    Part.COLLECTING: 8,
}  # proposals a village may still raise
_LEAST_QUOTA = 10
_AREA_PERCENT = 25
_UNIT = 50_000_000
_SECTORS = {
    "road": 30,
    "clean_water": 10,
    "education": 12,
    "health": 10,
}  # percent of the whole, while one collects


def write_limits(land: Land, cycles: Sequence[Cycle], now: datetime) -> None:
    """Count what the years used, then set what each place may use, and what each received over the years."""
    usual = 0
    for cycle in cycles:
        recount_usage(PlanningCycle.objects.get(pk=cycle.id))
        raised, agreed = _used(cycle)
        _quotas(land, cycle, raised)
        usual = max(usual, sum(agreed.values()) // max(1, len(agreed)))
        _ceilings(land, cycle, agreed, usual)
    write_ledger(REGENCY_CODE, now=now)


def _used(cycle: Cycle) -> tuple[dict[str, int], dict[str, int]]:
    raised, agreed = defaultdict[str, int](int), defaultdict[str, int](int)
    for place, count, amount in Usage.objects.filter(cycle_id=cycle.id).values_list(
        "region_code", "count", "amount"
    ):
        raised[place] += count
        if amount:
            agreed[place] += amount
    return raised, agreed


def _quotas(land: Land, cycle: Cycle, raised: dict[str, int]) -> None:
    room = _ROOM[cycle.part]
    counts = sorted(raised.get(village.code, 0) for village in land.villages)
    usual = max(_LEAST_QUOTA, counts[len(counts) * 3 // 4] + room)
    own = {v.code: raised[v.code] + room for v in land.villages if raised.get(v.code, 0) + room > usual}
    QuotaRule.objects.bulk_create(
        QuotaRule(cycle_id=cycle.id, region_code=code, most=most)
        for code, most in {REGENCY_CODE: usual, **own}.items()
    )


def _ceilings(land: Land, cycle: Cycle, agreed: dict[str, int], usual: int) -> None:
    """A little more than was agreed; where nothing is agreed yet, what districts usually have."""
    decided = min(cycle.plan_year - 1, cycle.year.opened_on.year)
    basis = f"Keputusan Bupati {REGENCY_NAME} Nomor 050/{cycle.plan_year % 97 + 100}/{decided}"
    calculated = (
        _calculate(land, cycle, usual * 6 // 5, basis) if cycle.part is Part.COLLECTING and not agreed else {}
    )
    rows = []
    for district in land.districts:
        wanted = agreed.get(district.code, 0) * 23 // 20 or usual * 6 // 5
        amount = calculated.get(district.code) or max(1, -(-wanted // _UNIT)) * _UNIT
        rows.append(Ceiling(cycle_id=cycle.id, region_code=district.code, amount=amount, basis=basis))
        if cycle.part is Part.COLLECTING:
            rows += [
                Ceiling(
                    cycle_id=cycle.id, region_code=district.code, sector=sector,
                    amount=amount * percent // 100, basis=basis
                )
                for sector, percent in _SECTORS.items()
            ]  # fmt: skip
    Ceiling.objects.bulk_create(rows)


def _calculate(land: Land, cycle: Cycle, usual: int, basis: str) -> dict[str, int]:
    """The open year as it should be: from the income by the area formula, published before any forum."""
    free = max(1, -(-usual * len(land.districts) // _UNIT)) * _UNIT * 100 // _AREA_PERCENT
    wish = Wish(
        SetAside(
            income=free * 10, mandatory=free * 6, minimum_service=free * 2, earmarked=free,
            area_percent=_AREA_PERCENT,
        ),
        base_percent=USUAL_BASE_PERCENT,
        weights=tuple((measure.code, measure.weight) for measure in MEASURES if measure.weight),
    )  # fmt: skip
    worked_out = calculate(wish, district_figures(REGENCY_CODE))
    aside = wish.set_aside
    CeilingVersion.objects.create(
        cycle_id=cycle.id, version=1, income=aside.income, mandatory=aside.mandatory,
        minimum_service=aside.minimum_service, earmarked=aside.earmarked, area_percent=aside.area_percent,
        shared=aside.shared, inputs=worked_out.inputs, result=worked_out.result, sha256=worked_out.sha256,
        basis=basis, at=at_hour(cycle.year.opened_on, 15),
    )  # fmt: skip
    return worked_out.amounts
