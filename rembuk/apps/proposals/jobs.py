"""What happens to proposals by the clock: recorded ones open, closed windows expire, counters agree."""

import logging
from collections.abc import Callable, Iterable
from datetime import datetime
from functools import partial

from django.db.models import Count, QuerySet

from rembuk.apps.audit.models import Event
from rembuk.apps.core.clock import now
from rembuk.apps.core.durable import commit_durably
from rembuk.apps.core.versions import bump
from rembuk.apps.people.models import User
from rembuk.apps.places.queries import government
from rembuk.apps.preparation.models import PlanningCycle
from rembuk.apps.preparation.queries import collecting_cycle, current_cycles, window_closed
from rembuk.rules.proposal_flow import State, steps_of
from rembuk.rules.refusals import Refusal
from rembuk.rules.system_steps import deciding_stages

from .actions.due import follow_windows
from .actions.ledger import write_ledger
from .actions.move import move
from .actions.route import expire, settle
from .actions.usage import recount_usage
from .models import Proposal
from .words import proposer_line

_BATCH = 200
_log = logging.getLogger(__name__)


def open_recorded() -> int:
    """Proposals kept out of season open when the season of their place does."""
    served, at, opened = government(), now(), 0
    if served is None:
        return 0
    kept = Proposal.objects.filter(tenant=served.code, state=State.RECORDED)
    for village, track in kept.order_by().values_list("village_code", "track").distinct():
        cycle = collecting_cycle(served.code, village, track, at)
        if cycle is None:
            continue
        there = kept.filter(village_code=village, track=track)
        opened += act_on_each(there, partial(_open, cycle=cycle, at=at), most=_BATCH)
    return opened


def act_on_each(rows: QuerySet[Proposal], act: Callable[[Proposal], bool], *, most: int) -> int:
    """Act on proposals in the order of their ids until `most` were moved; how many were.

    Who is refused, or fails, is passed over: however many they are, those after them have their turn.
    """
    moved, reached = 0, 0
    while moved < most and (batch := list(rows.filter(pk__gt=reached).order_by("pk")[:most])):
        reached = batch[-1].pk
        for proposal in batch:
            try:
                moved += act(proposal)
            except Refusal as refusal:  # somebody else moved it in this very moment
                _log.info("proposal %s is not moved: %s", proposal.pk, refusal)
            except Exception:  # it is tried again the next time
                _log.exception("proposal %s could not be moved", proposal.pk)
    return moved


def _open(proposal: Proposal, *, cycle: PlanningCycle, at: datetime) -> bool:
    proposal.cycle = cycle
    inputs = {"next_plan_year": cycle.plan_year, "cycle": cycle}

    def work() -> None:
        move(proposal, "open_recorded", by=None, now=at, inputs=inputs, rule="season_opened")
        settle(proposal, now=at)

    commit_durably(work)
    return True


def expire_closed_windows(*decided: Iterable[int]) -> int:
    """Reviews that their window left open are deferred, with the reason `late`.

    `decided` are ids, as queries, of those on which somebody has decided already: these are not late.
    """
    served, at = government(), now()
    if served is None:
        return 0
    return sum(
        _expire_cycle(cycle, decided, at) for cycle in PlanningCycle.objects.filter(tenant=served.code)
    )


def _expire_cycle(cycle: PlanningCycle, decided: Iterable[Iterable[int]], at: datetime) -> int:
    states = sorted({s.at for s in steps_of(cycle.variant) if s.action == "proposal.expire"})
    waiting = Proposal.objects.filter(tenant=cycle.tenant, cycle=cycle, state__in=states)
    for ids in decided:
        waiting = waiting.exclude(pk__in=ids)
    waiting = waiting.select_related("cycle")
    places = waiting.order_by().values_list("state", "track", "village_code", "returned_from").distinct()
    closed = 0
    for state, track, village, returned_from in places[:5_000]:
        stages = deciding_stages(returned_from if state == "returned" else state, cycle.variant)
        if not window_closed(cycle, village, track, stages, at):
            continue
        left = waiting.filter(state=state, track=track, village_code=village, returned_from=returned_from)
        closed += act_on_each(left, partial(expire, now=at), most=_BATCH)
    return closed


def follow_window(event: Event) -> None:
    """Who waits in a year whose window was moved is told the day that holds now. Twice is once."""
    kind, _, rest = event.subject.partition(":")
    year = rest.partition(":")[0]
    if kind == "stage" and year.isdecimal():
        for cycle in PlanningCycle.objects.filter(tenant=event.tenant, plan_year=int(year)):
            follow_windows(cycle)


def follow_name_choice(event: Event) -> None:
    """Who shows or hides their name does so on every proposal of theirs, earlier ones too. Twice is once.

    A role may forbid the name: whoever is given one is followed as well.
    """
    if not {"name", "shows_name", "role"} & set(str(event.data.get("what", "")).split(",")):
        return
    person = User.objects.filter(pk=event.subject.removeprefix("account:")).first()
    changed = []
    for proposal in Proposal.objects.filter(proposer=person) if person else ():
        line = proposer_line(proposal, person)
        if line != proposal.proposer_line:
            proposal.proposer_line = line
            changed.append(proposal)

    def work() -> None:
        Proposal.objects.bulk_update(changed, ["proposer_line"], batch_size=_BATCH)
        bump(event.tenant, "proposals")

    if changed:
        commit_durably(work)


def reconcile_counters() -> int:
    """Counters are raised with each write; once a night they are compared with what they count."""
    served, mended = government(), 0
    if served is None:
        return 0
    counted = Proposal.objects.filter(tenant=served.code).annotate(
        supporters=Count("supports", distinct=True), pictures=Count("photos", distinct=True)
    )
    for proposal in counted.only("support_count", "photo_count").iterator(chunk_size=2_000):
        if (proposal.support_count, proposal.photo_count) != (proposal.supporters, proposal.pictures):
            Proposal.objects.filter(pk=proposal.pk).update(
                support_count=proposal.supporters, photo_count=proposal.pictures
            )
            mended += 1
    for cycle in current_cycles(served.code, now()):
        recount_usage(cycle)
    write_ledger(served.code, now=now())
    if mended:
        bump(served.code, "proposals")
    return mended
