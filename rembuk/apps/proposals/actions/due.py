"""By when an office has to answer: told with every step, and told anew when a window moves.

Apart from `move`, because a window moves for thousands at once and no step is taken.
"""

from collections.abc import Iterator
from datetime import date

from django.db.models import QuerySet
from django.db.models.functions import TruncDate

from rembuk.apps.core.clock import zone
from rembuk.apps.core.durable import commit_durably
from rembuk.apps.core.versions import bump
from rembuk.apps.preparation.models import PlanningCycle
from rembuk.apps.preparation.moments import closing, opening
from rembuk.apps.preparation.queries import holidays_around, longer_last_days, window_of
from rembuk.rules.fairness import RESPONSE_TIME, review_due_on
from rembuk.rules.system_steps import answering_stages

from ..models import Proposal


def due_on(state: str, cycle: PlanningCycle | None, track: str, village_code: str, day: date) -> date | None:
    """The day by which the office that has it from `day` on has to answer; None where nobody has to.

    Nobody is late before they may act: the days count from the first of the window.
    """
    if state not in RESPONSE_TIME:
        return None
    window = None
    if cycle is not None:
        window = window_of(cycle, answering_stages(state, cycle.variant), track, village_code)
    return _due(state, window, day)


def _due(state: str, window: tuple[date, date] | None, day: date) -> date | None:
    first, last = window or (day, None)
    since = max(day, first)
    counted = RESPONSE_TIME[state].working_days is not None
    return review_due_on(state, since, holidays_around(since) if counted else frozenset(), last)


def follow_windows(cycle: PlanningCycle) -> int:
    """After a window of the year was moved or made longer: whoever waits is told the day that holds now."""

    def work() -> int:
        changed = sum(rows.update(due_on=due) for rows, due in _changes(cycle))
        if changed:
            bump(cycle.tenant, "proposals")
        return changed

    return commit_durably(work)


def _changes(cycle: PlanningCycle) -> Iterator[tuple[QuerySet[Proposal], date | None]]:
    """Groups that share a day, without those who know it already."""
    all_waiting = Proposal.objects.filter(tenant=cycle.tenant, cycle=cycle, state__in=list(RESPONSE_TIME))
    for state, track in sorted(all_waiting.order_by().values_list("state", "track").distinct()):
        stages = answering_stages(state, cycle.variant)
        window = window_of(cycle, stages, track)
        if window is None:
            continue
        waiting = all_waiting.filter(state=state, track=track)
        longer = longer_last_days(cycle, stages, track)
        yield from _by_day(state, waiting.exclude(village_code__in=longer), window)
        for last in sorted(set(longer.values())):
            villages = [code for code, day in longer.items() if day == last]
            yield from _by_day(state, waiting.filter(village_code__in=villages), (window[0], last))


def _by_day(
    state: str, rows: QuerySet[Proposal], window: tuple[date, date]
) -> Iterator[tuple[QuerySet[Proposal], date | None]]:
    if RESPONSE_TIME[state].working_days is None:
        yield rows.exclude(due_on=window[1]), window[1]
        return
    since = rows.order_by().annotate(day=TruncDate("state_since", tzinfo=zone()))
    for day in since.values_list("day", flat=True).distinct():
        due = _due(state, window, day)
        came = rows.filter(state_since__gte=opening(day), state_since__lt=closing(day))
        yield came.exclude(due_on=due), due
