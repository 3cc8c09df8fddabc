"""Which stages are open where and when; the questions that every step of a proposal asks.

They stand in the way of every submission and every decision, so the windows of all years are kept in memory
until one is moved.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from rembuk.apps.core.remembered import remembered
from rembuk.apps.places.models import Holiday
from rembuk.rules.proposal_flow import STEP
from rembuk.rules.proposal_steps import VILLAGE_MUSRENBANG
from rembuk.rules.situations import takes_proposals
from rembuk.rules.stages import STAGE, counts_for

from ..models import PlanningCycle, Stage, StageExtension
from ..moments import first_day, last_day

# The stages in which a resident's proposal is taken into the year at once.
COLLECTING = frozenset(STEP["submit"].during)


def current_cycles(tenant: str, now: datetime) -> list[PlanningCycle]:
    """The planning years at work: begun and not yet over, the earliest plan first."""
    begun = PlanningCycle.objects.filter(tenant=tenant, stages__opens_at__lte=now)
    return list(begun.filter(stages__closes_at__gt=now).distinct().order_by("plan_year"))


def shown_cycles(tenant: str, now: datetime) -> list[PlanningCycle]:
    """The years at work and those to come, for the public calendar."""
    left = PlanningCycle.objects.filter(tenant=tenant, stages__closes_at__gt=now)
    return list(left.distinct().order_by("plan_year"))


def next_cycle(tenant: str, track: str, now: datetime) -> PlanningCycle | None:
    """The year for which what comes out of season is kept: the first whose season is still before the place.

    A year whose village Musrenbang is over has none left, though a stage of the region may still collect.
    """
    ahead = Stage.objects.filter(tenant=tenant, code__in=_covering(COLLECTING, track), opens_at__gt=now)
    decided = Stage.objects.filter(
        tenant=tenant, code__in=_covering(VILLAGE_MUSRENBANG, track), closes_at__lte=now
    )
    coming = ahead.exclude(cycle__in=decided.values("cycle")).select_related("cycle")
    first = coming.order_by("opens_at", "cycle__plan_year").first()
    return first.cycle if first else None


def cycle_of_year(tenant: str, plan_year: int) -> PlanningCycle | None:
    return PlanningCycle.objects.filter(tenant=tenant, plan_year=plan_year).first()


def stages_open_for(cycle: PlanningCycle, village_code: str, track: str, now: datetime) -> frozenset[str]:
    """The stages of one cycle open for this place; an extension by letter keeps a stage open longer."""
    return frozenset(
        row.code
        for row in _windows(cycle.tenant)
        if row.cycle == cycle.pk and row.is_open(village_code, now) and counts_for(STAGE[row.code], track)
    )


def collecting_cycle(tenant: str, village_code: str, track: str, now: datetime) -> PlanningCycle | None:
    """The year that takes proposals from this place now; the earliest where two do."""
    return collecting(tenant, village_code, track, now)[0]


def collecting(
    tenant: str, village_code: str, track: str, now: datetime
) -> tuple[PlanningCycle | None, frozenset[str]]:
    """The year that takes proposals from this place now, with its open stages."""
    found = collecting_years(tenant, village_code, track, now)
    return found[0] if found else (None, frozenset())


def collecting_years(
    tenant: str, village_code: str, track: str, now: datetime
) -> list[tuple[PlanningCycle, frozenset[str]]]:
    """Each year that takes proposals from this place now, with its open stages, the earliest plan first."""
    opened, over = defaultdict[int, set[str]](set), defaultdict[int, set[str]](set)
    for row in _windows(tenant):
        if row.opens_at > now or not counts_for(STAGE[row.code], track):
            continue
        if row.is_open(village_code, now):
            opened[row.cycle].add(row.code)
        elif row.code in VILLAGE_MUSRENBANG:
            over[row.cycle].add(row.code)
    taking = {
        cycle: frozenset(codes)
        for cycle, codes in opened.items()
        if takes_proposals(frozenset(codes), frozenset(over[cycle]), track)
    }
    years = PlanningCycle.objects.filter(pk__in=taking).order_by("plan_year")
    return [(cycle, taking[cycle.pk]) for cycle in years] if taking else []


def holidays(year: int) -> frozenset[date]:
    """Public holidays and collective leave of one year."""
    return _holidays(date(year, 1, 1), date(year, 12, 31))


def holidays_around(day: date) -> frozenset[date]:
    """Holidays of this year and the next: deadlines count working days over New Year."""
    return _holidays(date(day.year, 1, 1), date(day.year + 1, 12, 31))


@remembered("calendar")
def _holidays(first: date, last: date) -> frozenset[date]:
    return frozenset(Holiday.objects.filter(day__range=(first, last)).values_list("day", flat=True))


def window_closed(
    cycle: PlanningCycle, village_code: str, track: str, stages: frozenset[str], now: datetime
) -> bool:
    """Whether all of these stages are past for this place; a longer window by letter counts."""
    rows = _covered(cycle, stages, track)
    return bool(rows) and max(row.closes_for(village_code) for row in rows) <= now


def window_of(
    cycle: PlanningCycle, stages: frozenset[str], track: str, village_code: str = ""
) -> tuple[date, date] | None:
    """The first and the last day on which one of these stages is open, longer where a letter says so.

    Without a village they are those of whom no letter names; None where the year has none of the stages.
    """
    rows = _covered(cycle, stages, track)
    if not rows:
        return None
    last = max(row.closes_for(village_code) for row in rows)
    return first_day(min(row.opens_at for row in rows)), last_day(last)


def longer_last_days(cycle: PlanningCycle, stages: frozenset[str], track: str) -> dict[str, date]:
    """The later last day of each village that a letter gives one for any of these stages."""
    rows = _covered(cycle, stages, track)
    if not rows:
        return {}
    usual = max(row.closes_at for row in rows)
    ends = {village: row.closes_for(village) for row in rows for village in row.longer}
    for row in rows:
        ends |= {village: max(ends[village], end) for village, end in row.longer.items()}
    return {village: last_day(end) for village, end in ends.items() if last_day(end) > last_day(usual)}


# The windows of all years ----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Window:
    """A stage of a year, and its later end for villages that a letter names."""

    cycle: int
    code: str
    opens_at: datetime
    closes_at: datetime
    longer: dict[str, datetime]

    def closes_for(self, village_code: str) -> datetime:
        return max(self.closes_at, self.longer.get(village_code, self.closes_at))

    def is_open(self, village_code: str, now: datetime) -> bool:
        return self.opens_at <= now < self.closes_for(village_code)


@remembered("calendar")
def _windows(tenant: str) -> tuple[_Window, ...]:
    longer = defaultdict[int, dict[str, datetime]](dict)
    letters = StageExtension.objects.filter(stage__tenant=tenant)
    for stage, village, closes_at in letters.values_list("stage_id", "village_code", "closes_at"):
        longer[stage][village] = closes_at
    rows = Stage.objects.filter(tenant=tenant).values_list("pk", "cycle_id", "code", "opens_at", "closes_at")
    return tuple(
        _Window(cycle, code, opens_at, closes_at, longer[stage])
        for stage, cycle, code, opens_at, closes_at in rows
    )


def _covered(cycle: PlanningCycle, stages: Iterable[str], track: str) -> list[_Window]:
    wanted = frozenset(_covering(stages, track))
    return [row for row in _windows(cycle.tenant) if row.cycle == cycle.pk and row.code in wanted]


def _covering(stages: Iterable[str], track: str) -> list[str]:
    return [code for code in stages if counts_for(STAGE[code], track)]
