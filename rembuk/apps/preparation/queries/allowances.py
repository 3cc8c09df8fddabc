"""What a place may still use: its quota of proposals, its ceiling of money.

Beside the windows, because the same steps of a proposal ask for both.
"""

from typing import NamedTuple

from ..models import Ceiling, PlanningCycle, QuotaRule, Usage

NO_SECTOR = ""  # all sectors together


class CeilingLeft(NamedTuple):
    """The ceiling, what is used of it, and what is left; `left` is negative where more was agreed."""

    ceiling: int
    used: int
    left: int


def quota_of(cycle: PlanningCycle, village_code: str) -> int | None:
    """How many proposals this village may raise; the rule of the whole region stands in; None is no limit."""
    rules = dict(
        QuotaRule.objects.filter(cycle=cycle, region_code__in=[village_code, cycle.tenant]).values_list(
            "region_code", "most"
        )
    )
    return rules.get(village_code, rules.get(cycle.tenant))


def quota_left(cycle: PlanningCycle, village_code: str) -> int | None:
    """How many this village may still raise; None where nobody set a limit."""
    most = quota_of(cycle, village_code)
    if most is None:
        return None
    used = Usage.objects.filter(cycle=cycle, region_code=village_code, sector=NO_SECTOR).first()
    return most - (used.count if used else 0)


def ceiling_left(cycle: PlanningCycle, district_code: str, sector: str = NO_SECTOR) -> CeilingLeft | None:
    """The ceiling of a sub-district, for one sector or for all; None where nobody set one.

    Where only sectors have ceilings, their sum is the ceiling of the sub-district.
    """
    set_here = dict(
        Ceiling.objects.filter(cycle=cycle, region_code=district_code).values_list("sector", "amount")
    )
    used = dict(Usage.objects.filter(cycle=cycle, region_code=district_code).values_list("sector", "amount"))
    if sector and sector in set_here:
        return _left(set_here[sector], used.get(sector, 0))
    if not set_here:
        return None
    if sector and NO_SECTOR not in set_here:
        return None
    return _left(set_here.get(NO_SECTOR, sum(set_here.values())), sum(used.values()))


def _left(ceiling: int, used: int) -> CeilingLeft:
    return CeilingLeft(ceiling, used, ceiling - used)
