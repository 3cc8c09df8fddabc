"""Which proposals wait for whom: the questions of the rules turned round, so that a database can answer them.

`open_steps` tells what one person may do with one proposal; here one person's roles find all proposals.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from rembuk.apps.core.clock import now as clock_now
from rembuk.apps.core.clock import today
from rembuk.apps.people.access import Rights, rights
from rembuk.apps.people.models import RoleAssignment, User
from rembuk.apps.places.queries import parent_code
from rembuk.apps.preparation.models import PlanningCycle, Stage, StageExtension
from rembuk.apps.proposals.models import Explanation, Move, Proposal, Referral, WaitingDecision
from rembuk.rules.actions import Action
from rembuk.rules.forums import GIVEN_BY_MINUTES
from rembuk.rules.proposal_flow import STEP, Step, steps_of
from rembuk.rules.roles import ROLE, Scope
from rembuk.rules.stages import STAGE, Gate, Track, counts_for, village_plan_year_open

from .queries.held import held_proposals

FORUM_ONLY = GIVEN_BY_MINUTES | {"within_quota", "within_ceiling", "rank"}
# Its minutes are chosen by the officer among the signed ones, so these steps stay on the desk.
_CHOSEN_MINUTES = frozenset({"annual_plan_minutes"})
_WHEN_THERE_IS_CAUSE = frozenset(
    {Action.SAFEGUARD_REPORT, Action.WORKS_REOPEN, Action.PROPOSAL_CANCEL, Action.PROPOSAL_DEFER}
)
_GIVEN_ONCE = frozenset({Action.PROPOSAL_EARLY_OPINION, Action.PROPOSAL_REPORT_SURVEY})
# Where the village's verification team rates: the forum that decides there asks for the rating.
RATED_AT = tuple(sorted({step.at for step in STEP.values() if "eligibility_rating" in step.requires}))
_MOST_APPROVALS = 500
_TRACKS = (Track.DESA, Track.KELURAHAN)


def is_desk_step(step: Step) -> bool:
    """Whether an officer takes this step at the desk: neither a resident's nor a forum's."""
    return step.relation is None and "system" not in step.actors and not is_forum_step(step)


def is_forum_step(step: Step) -> bool:
    """Whether a forum decides it, and its signed minutes take the step."""
    return bool((set(step.requires) - _CHOSEN_MINUTES) & FORUM_ONLY)


def is_task(step: Step) -> bool:
    """Whether somebody waits for it: reopening, cancelling, deferring and hiding need a cause."""
    return is_desk_step(step) and step.action not in _WHEN_THERE_IS_CAUSE


_STEP_TAKERS = frozenset(role for step in STEP.values() if is_task(step) for role in step.actors)


def waiting_for(user: User, *, at: datetime | None = None) -> QuerySet[Proposal]:
    """Proposals on which this person can act at the desk now: a step, a rating, a confirmation.

    Own ones are left out, and what somebody has decided a moment ago.
    """
    moment, held = at or clock_now(), rights(user, today(at))
    rows = Proposal.objects.exclude(pk__in=held_proposals())
    found = Q()
    for part in _through_each(held, _open_windows(user.tenant, held, moment), moment):
        found |= Q(tenant=user.tenant) & part & Q(waiting=None)
    if held.may(Action.PROPOSAL_APPROVE_REJECTION):
        prepared = second_approvals(user).order_by().values_list("pk", flat=True)
        # Beside other parts their ids are read first: no planner looks up two tables in one OR.
        found |= Q(pk__in=list(prepared[:_MOST_APPROVALS]) if found else prepared)
    if not found:
        return rows.none()
    # By id, because "not mine" must hold for proposals without a proposer, too.
    own = Proposal.objects.filter(Q(proposer=user) | Q(assisted_by=user)).values("pk")
    return rows.filter(found).exclude(pk__in=own)


def second_approvals(user: User) -> QuerySet[WaitingDecision]:
    """Rejections and cancellations that wait for this person's confirmation."""
    rows = WaitingDecision.objects.filter(_through_role(user, "second_role"), tenant=user.tenant)
    return rows.exclude(by=user).select_related("proposal").order_by("at")


def questions(user: User) -> QuerySet[Explanation]:
    """Explanations that this person, as superior of the review, has to give."""
    # The tenant as an expression: it must not be where a planner begins, explanations are the fewer.
    rows = Explanation.objects.alias(tenant=Coalesce("proposal__tenant", Value(""))).filter(
        _through_role(user, "superior_role"), answered_at=None, tenant=user.tenant
    )
    return rows.select_related("proposal").order_by(F("due_on").asc(), "id")


def referrals(user: User) -> QuerySet[Referral]:
    """Disclosures handed over to this person as a protection officer, the oldest first."""
    found = Q(pk__in=[])
    for row in rights(user, today()).held_for(Action.SAFEGUARD_RECEIVE):
        place = _place(row)
        if place is not None:
            found |= Q(**{f"proposal__{name}": value for name, value in place.items()}, tenant=user.tenant)
    return Referral.objects.filter(found).select_related("proposal__contact").order_by("at", "pk")


def _through_role(user: User, column: str) -> Q:
    """Rows of proposals over which this person holds the role that the row names."""
    found = Q(pk__in=[])
    for row in rights(user, today()).assignments:
        place = _place(row)
        if place is not None:
            where = {**place, "tenant": row.tenant} if place else {}  # with its tenant an index finds it
            found |= Q(**{column: row.role}, **{f"proposal__{name}": value for name, value in where.items()})
    return found


def _place(row: RoleAssignment) -> dict[str, object] | None:
    """Where this assignment counts, as a condition on proposals; None for one that covers no proposal."""
    scope = ROLE[row.role].scope
    if scope is Scope.AGENCY:
        return {"agency_code": row.agency_code} if row.agency_code else None
    if scope is Scope.AGENCY_GROUP:
        # Of no known field: any planning partner may take it up, as `acting` says.
        return {"agency_group__in": (row.agency_code, "")}
    if scope is Scope.SYSTEM:
        return None
    depth = row.region_code.count(".")
    if depth == 3:  # with its sub-district, because the states of one are what an index knows
        return {"district_code": parent_code(row.region_code), "village_code": row.region_code}
    return {"district_code": row.region_code} if depth == 2 else {}


@dataclass(frozen=True, slots=True)
class _Part:
    """Some states of the life, and what else must be true of a proposal there."""

    states: tuple[str, ...]
    where: Q


@dataclass(frozen=True, slots=True)
class _Open:
    """What is open now: stages by year and track, and windows made longer by letter."""

    windows: tuple[tuple[PlanningCycle, str, frozenset[str]], ...] = ()
    longer: tuple[StageExtension, ...] = ()


def _open_windows(tenant: str, held: Rights, moment: datetime) -> _Open:
    """Two reads, or none for those whose roles take no step."""
    if _STEP_TAKERS.isdisjoint(row.role for row in held.assignments):
        return _Open()
    longer = StageExtension.objects.filter(
        stage__tenant=tenant, closes_at__gt=moment, stage__closes_at__lte=moment
    )
    return _Open(tuple(_windows(tenant, moment)), tuple(longer.select_related("stage__cycle")))


def _through_each(held: Rights, windows: _Open, moment: datetime) -> Iterator[Q]:
    """What each assignment opens. Place and states stand before the rest, where an index finds them."""
    for row in held.assignments:
        place, parts = _place(row), list(_parts(row.role, windows, moment))
        if place is None or not parts:
            continue
        rest = Q()
        for part in parts:
            rest |= Q(state__in=part.states) & part.where
        states = sorted({state for part in parts for state in part.states})
        yield Q(**place, state__in=states) & rest


def _parts(role: str, windows: _Open, moment: datetime) -> Iterator[_Part]:
    for cycle, track, codes in windows.windows:
        yield from _open_now(role, cycle, codes, Q(track=track))
    for row in windows.longer:  # a village whose window was lengthened by letter
        tracks = [track for track in _TRACKS if counts_for(STAGE[row.stage.code], track)]
        here = Q(track__in=tracks, village_code=row.village_code)
        yield from _open_now(role, row.stage.cycle, frozenset({row.stage.code}), here)
    yield from _gated(role, moment)
    if Action.PROPOSAL_RATE_ELIGIBILITY in ROLE[role].can:
        yield _Part(RATED_AT, Q(eligibility=""))


def _windows(tenant: str, moment: datetime) -> Iterator[tuple[PlanningCycle, str, frozenset[str]]]:
    """Each year at work with the stages that are open on each track."""
    rows = Stage.objects.filter(tenant=tenant, opens_at__lte=moment, closes_at__gt=moment)
    found: dict[PlanningCycle, list[str]] = {}
    for stage in rows.select_related("cycle").order_by("cycle__plan_year"):
        found.setdefault(stage.cycle, []).append(stage.code)
    for cycle, codes in found.items():
        for track in _TRACKS:
            yield cycle, track, frozenset(code for code in codes if counts_for(STAGE[code], track))


def _open_now(role: str, cycle: PlanningCycle, codes: frozenset[str], here: Q) -> Iterator[_Part]:
    """What this role can do in these stages; a proposal with a plan line goes by the year of its line."""
    open_steps = [
        step
        for step in steps_of(cycle.variant)
        if role in step.actors and is_task(step) and not codes.isdisjoint(step.during)
    ]
    for step in filter(_is_once, open_steps):
        given = Move.objects.filter(proposal=OuterRef("pk"), step=step.id, at__gte=OuterRef("state_since"))
        yield _Part((step.at,), here & Q(cycle=cycle) & Q(~Exists(given)))
    by_stage = tuple(step.at for step in open_steps if step.open_by is None and not _is_once(step))
    without_line = tuple(step.at for step in open_steps if step.open_by is Gate.VILLAGE_PLAN_YEAR)
    if by_stage:
        yield _Part(by_stage, here & Q(cycle=cycle))
    if without_line:
        yield _Part(without_line, here & Q(cycle=cycle, village_plan_year=None))


def _is_once(step: Step) -> bool:
    """An opinion or a survey that leaves the proposal where it is: nobody waits for a second one."""
    return step.to == step.at and step.action in _GIVEN_ONCE


def _gated(role: str, moment: datetime) -> Iterator[_Part]:
    """What is open at any time, or in the year of the village's plan line."""
    mine = [step for step in steps_of() if role in step.actors and is_task(step)]
    always = tuple(step.at for step in mine if step.open_by is Gate.ALWAYS)
    if always:
        yield _Part(always, Q())
    lines = [step for step in mine if step.open_by is Gate.VILLAGE_PLAN_YEAR]
    bring_one = tuple(step.at for step in lines if "village_plan_line" in step.requires)
    if bring_one:  # the line, and with it the year, is given with the step
        yield _Part(bring_one, Q(village_plan_year=None))
    if lines:
        day = today(moment)
        years = [year for year in (day.year, day.year - 1) if village_plan_year_open(year, day)]
        yield _Part(tuple(step.at for step in lines), Q(village_plan_year__in=years))
