"""Load and check together: which proposal, who asks, and what is true of it today."""

from collections.abc import Iterable
from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.db.models import F
from django.http import Http404

from rembuk.apps.core.clock import now as clock_now
from rembuk.apps.core.clock import today
from rembuk.apps.core.codes import normalise
from rembuk.apps.people.access import rights
from rembuk.apps.people.models import User
from rembuk.apps.places.queries import VillageLine, government, village_lines
from rembuk.apps.preparation.models import PlanningCycle, Stage, StageExtension
from rembuk.apps.preparation.queries import collecting_years, stages_open_for
from rembuk.rules.actions import Action
from rembuk.rules.proposal_flow import STEP, Acting, Situation, State, Step, may_unmerge, steps_open
from rembuk.rules.protections import CHILDREN, Relation
from rembuk.rules.roles import ROLE, Scope
from rembuk.rules.stages import STAGE, counts_for, village_plan_year_open

from .models import Move, Proposal

_PROPOSING_AGAIN = frozenset(STEP["carry_over"].during)


def public_proposal(code: str) -> Proposal:
    """The proposal with this code as anyone may see it; 404 where there is none or it is hidden."""
    proposal = by_code(code)
    if proposal is None or not proposal.is_public:
        raise Http404
    return proposal


def by_code(code: str) -> Proposal | None:
    """The proposal with this code, however it is typed; None where there is none."""
    served, normal = government(), normalise(code)
    if served is None or normal is None:
        return None
    return (
        Proposal.objects.filter(tenant=served.code, code=normal)
        .select_related("merged_into", "cycle")
        .first()
    )


def proposal_for(user: User | AnonymousUser, code: str) -> Proposal:
    """The proposal for a signed-in page: public, or hidden and theirs to work on."""
    proposal = by_code(code)
    if proposal is None:
        raise Http404
    if not proposal.is_public and not (isinstance(user, User) and _may_know(user, proposal)):
        raise Http404
    return proposal


def _may_know(user: User, proposal: Proposal) -> bool:
    who = acting(user, proposal)
    if Relation.PROPOSER in who.relations or protects(user, proposal):
        return True
    return bool(open_steps(user, proposal, now=clock_now()))


def protects(user: User, proposal: Proposal) -> bool:
    """Whether it was handed over to this person as a protection officer of the place."""
    if proposal.state != CHILDREN.disclosures_state:
        return False
    return rights(user, today()).may_at(Action.SAFEGUARD_RECEIVE, proposal.village_code)


def acting(user: User, proposal: Proposal) -> Acting:
    """Who asks, narrowed to the roles held today over this proposal's place and agency."""
    held = rights(user, today())
    roles = held.roles_at(proposal.village_code, proposal.agency_code, proposal.agency_group)
    if not proposal.agency_group:  # of no known field: any planning partner may take it up
        roles |= {row.role for row in held.assignments if ROLE[row.role].scope is Scope.AGENCY_GROUP}
    relations: set[str] = set()
    if wrote(user, proposal):
        relations.add(Relation.PROPOSER)
    if held.lives_in(proposal.village_code):
        relations.add(Relation.RESIDENT_OF_PLACE)
    return Acting(roles=roles, relations=frozenset(relations))


def wrote(user: User | None, proposal: Proposal) -> bool:
    """Whether it is this person's own, or entered by them for somebody else."""
    return user is not None and user.pk in (proposal.proposer_id, proposal.assisted_by_id)


def situation(proposal: Proposal, *, now: datetime, line_year: int | None = None) -> Situation:
    """What is true of a proposal at this moment: its state, its place's open stages, its plan line's year.

    `line_year` is the year of a plan line that is given with the act itself.
    """
    cycle = cycle_at_work(proposal, now)
    stages = stages_open_for(cycle, proposal.village_code, proposal.track, now) if cycle else frozenset()
    return situation_in(proposal, cycle, stages, now=now, line_year=line_year)


def situations(proposals: Iterable[Proposal], *, now: datetime) -> dict[int, Situation]:
    """The situations of many, by id, in two reads; for the desk, where nothing deferred waits."""
    rows = list(proposals)
    cycles = {row.cycle_id for row in rows if row.cycle_id}
    windows = Stage.objects.filter(cycle__in=cycles, opens_at__lte=now)
    longer = set(
        StageExtension.objects.filter(stage__cycle__in=cycles, closes_at__gt=now).values_list(
            "stage_id", "village_code"
        )
    )
    found = {}
    for row in rows:
        stages = frozenset(
            stage.code
            for stage in windows
            if stage.cycle_id == row.cycle_id
            and counts_for(STAGE[stage.code], row.track)
            and (stage.closes_at > now or (stage.pk, row.village_code) in longer)
        )
        found[row.pk] = situation_in(row, row.cycle, stages, now=now)
    return found


def cycle_at_work(proposal: Proposal, now: datetime) -> PlanningCycle | None:
    """The planning year whose stages count: its own; for a deferred one a later year that collects."""
    if proposal.state != State.DEFERRED:
        return proposal.cycle
    for cycle, codes in collecting_years(proposal.tenant, proposal.village_code, proposal.track, now):
        if codes & _PROPOSING_AGAIN and cycle.plan_year > (proposal.plan_year or 0):
            return cycle
    return None


def situation_in(
    proposal: Proposal,
    cycle: PlanningCycle | None,
    stages: frozenset[str],
    *,
    now: datetime,
    line_year: int | None = None,
) -> Situation:
    """What is true of a proposal where its year and the open stages are known."""
    return Situation(
        state=proposal.state,
        channel=proposal.channel,
        track=proposal.track,
        open_stages=stages,
        variant=cycle.variant if cycle else "partner_first",
        village_plan_year_open=_plan_year_open(line_year or proposal.village_plan_year, now),
    )


def villages_to_write_for(user: User, lang: str) -> list[VillageLine]:
    """The villages this person may propose for: a resident's own, a facilitator's sub-district."""
    held = rights(user, today())
    places = village_lines(user.tenant, lang, inside=held.regions_for(Action.PROPOSAL_SUBMIT))
    return [row for row in places if held.may_at(Action.PROPOSAL_SUBMIT, row.code)]


def _plan_year_open(year: int | None, now: datetime) -> bool | None:
    return None if year is None else village_plan_year_open(year, today(now))


def open_steps(user: User, proposal: Proposal, *, now: datetime) -> tuple[Step, ...]:
    """The buttons a page may show to this person."""
    return steps_open(situation(proposal, now=now), acting(user, proposal))


def merge_of(proposal: Proposal) -> Move | None:
    """The step that merged this proposal, while it is merged."""
    if proposal.merged_into_id is None:
        return None
    return Move.objects.filter(proposal=proposal, to_state=State.MERGED).order_by("-id").first()


def decided_since(merged: Move, proposal: Proposal) -> bool:
    """Whether the proposal it went into has moved on: then the merge is part of that decision."""
    later = Move.objects.filter(proposal=proposal.merged_into_id, id__gt=merged.pk)
    return later.exclude(to_state=F("from_state")).exists()


def may_undo_merge(user: User, proposal: Proposal) -> bool:
    """Whether a page may offer to undo it."""
    merged = merge_of(proposal)
    if merged is None:
        return False
    return may_unmerge(merged.step, acting(user, proposal), forum_decided=decided_since(merged, proposal))
