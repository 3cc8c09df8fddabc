"""Quotas and ceilings that fit what was decided: past years kept to them, the open ones leave room."""

from collections import defaultdict
from collections.abc import Sequence

from rembuk.apps.preparation.models import Ceiling, PlanningCycle, QuotaRule, Usage
from rembuk.apps.proposals.actions.usage import recount_usage

from .calendar import Part
from .land import Land
from .words.places import REGENCY_CODE, REGENCY_NAME
from .years import Cycle

_ROOM = {
    Part.FINISHED: 1,
    Part.BUILDING: 1,
    Part.REVIEW: 4,
    Part.COLLECTING: 8,
}  # proposals a village may still raise
_LEAST_QUOTA = 10
_UNIT = 50_000_000
_SECTORS = {
    "road": 30,
    "clean_water": 10,
    "education": 12,
    "health": 10,
}  # percent of the whole, while one collects


def write_limits(land: Land, cycles: Sequence[Cycle]) -> None:
    """Count what the years used, then set what each place may use."""
    usual = 0
    for cycle in cycles:
        recount_usage(PlanningCycle.objects.get(pk=cycle.id))
        raised, agreed = _used(cycle)
        _quotas(land, cycle, raised)
        usual = max(usual, sum(agreed.values()) // max(1, len(agreed)))
        _ceilings(land, cycle, agreed, usual)


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
    basis = f"Keputusan Bupati {REGENCY_NAME} Nomor 050/{cycle.plan_year % 97 + 100}/{cycle.plan_year - 1}"
    rows = []
    for district in land.districts:
        wanted = agreed.get(district.code, 0) * 23 // 20 or usual * 6 // 5
        amount = max(1, -(-wanted // _UNIT)) * _UNIT
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
