"""Which stages are open where and when; the questions that every step of a proposal asks.

One query each, because they stand in the way of every submission and every decision.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Max, Q

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
    codes = Stage.objects.filter(cycle=cycle).filter(_open(village_code, now)).values_list("code", flat=True)
    return frozenset(code for code in codes if counts_for(STAGE[code], track))


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
    """Each year that takes proposals from this place now, with its open stages, the earliest plan first.

    Small reads put together here: one clever query took three times as long to be written by the ORM.
    """
    begun = Stage.objects.filter(tenant=tenant, opens_at__lte=now).values_list(
        "pk", "cycle_id", "code", "closes_at"
    )
    longer = set(
        StageExtension.objects.filter(village_code=village_code, closes_at__gt=now).values_list(
            "stage_id", flat=True
        )
    )
    opened, deciding = defaultdict[int, set[str]](set), defaultdict[int, set[str]](set)
    for stage, cycle, code, closes_at in begun:
        if not counts_for(STAGE[code], track):
            continue
        if closes_at > now or stage in longer:
            opened[cycle].add(code)
        elif code in VILLAGE_MUSRENBANG:
            deciding[cycle].add(code)
    years = PlanningCycle.objects.filter(pk__in=sorted(opened)).order_by("plan_year")
    return [
        (cycle, frozenset(opened[cycle.pk]))
        for cycle in years
        if takes_proposals(frozenset(opened[cycle.pk]), frozenset(deciding[cycle.pk]), track)
    ]


def holidays(year: int) -> frozenset[date]:
    """Public holidays and collective leave of one year."""
    return frozenset(Holiday.objects.filter(day__year=year).values_list("day", flat=True))


def holidays_around(day: date) -> frozenset[date]:
    """Holidays of this year and the next: deadlines count working days over New Year."""
    both = (date(day.year, 1, 1), date(day.year + 1, 12, 31))
    return frozenset(Holiday.objects.filter(day__range=both).values_list("day", flat=True))


def window_closed(
    cycle: PlanningCycle, village_code: str, track: str, stages: frozenset[str], now: datetime
) -> bool:
    """Whether all of these stages are past for this place; a longer window by letter counts."""
    covering = _covering(stages, track)
    ends = [
        *Stage.objects.filter(cycle=cycle, code__in=covering).values_list("closes_at", flat=True),
        *StageExtension.objects.filter(
            stage__cycle=cycle, stage__code__in=covering, village_code=village_code
        ).values_list("closes_at", flat=True),
    ]
    return bool(ends) and max(ends) <= now


def window_of(
    cycle: PlanningCycle, stages: frozenset[str], track: str, village_code: str = ""
) -> tuple[date, date] | None:
    """The first and the last day on which one of these stages is open, longer where a letter says so.

    Without a village they are those of whom no letter names; None where the year has none of the stages.
    """
    covering = _covering(stages, track)
    if not covering:
        return None
    rows = Stage.objects.filter(cycle=cycle, code__in=covering).values_list("pk", "opens_at", "closes_at")
    if not rows:
        return None
    ends = [closes_at for _stage, _opens_at, closes_at in rows]
    if village_code:
        ends += StageExtension.objects.filter(
            village_code=village_code, stage__in=[stage for stage, _opens_at, _closes_at in rows]
        ).values_list("closes_at", flat=True)
    return first_day(min(opens_at for _stage, opens_at, _closes_at in rows)), last_day(max(ends))


def longer_last_days(cycle: PlanningCycle, stages: frozenset[str], track: str) -> dict[str, date]:
    """The later last day of each village that a letter gives one for any of these stages."""
    usual = window_of(cycle, stages, track)
    rows = StageExtension.objects.filter(stage__cycle=cycle, stage__code__in=_covering(stages, track))
    ends = rows.values("village_code").annotate(last=Max("closes_at")).values_list("village_code", "last")
    days = {village: last_day(end) for village, end in ends}
    return {village: day for village, day in days.items() if usual is None or day > usual[1]}


def _covering(stages: Iterable[str], track: str) -> list[str]:
    return [code for code in stages if counts_for(STAGE[code], track)]


def _open(village_code: str, now: datetime) -> Q:
    longer = StageExtension.objects.filter(village_code=village_code, closes_at__gt=now).values("stage")
    return Q(opens_at__lte=now) & (Q(closes_at__gt=now) | Q(pk__in=longer))
