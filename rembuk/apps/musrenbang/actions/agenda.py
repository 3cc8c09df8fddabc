"""The forum's list: drawn from what is due at its level, ranked by score, decided item by item."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db.models import Max, QuerySet

from rembuk.apps.core.durable import commit_durably
from rembuk.apps.people.models import User
from rembuk.apps.places.queries import PriceRow
from rembuk.apps.priorities.ranked import Scope, ranked_list
from rembuk.apps.proposals.access import acting as acting_on
from rembuk.apps.proposals.access import situation
from rembuk.apps.proposals.facts import plain
from rembuk.apps.proposals.models import Proposal
from rembuk.apps.proposals.prices import price_problem
from rembuk.rules.actions import Action
from rembuk.rules.forums import AGENDA_STATE, Outcome, find_outcome, outcome_inputs
from rembuk.rules.input_checks import check_inputs
from rembuk.rules.proposal_flow import STEP, find_step
from rembuk.rules.refusals import Refusal
from rembuk.rules.situations import Situation
from rembuk.rules.stages import StageCode

from ..access import check_deliberating, check_open, check_runs, held
from ..models import Forum, ForumItem
from .notes import note


class OutcomeRefused(Refusal):
    """Something asked beside an outcome is missing; one sentence an input."""

    def __init__(self, problems: dict[str, tuple[str, str]]) -> None:
        first_id, first_en = next(iter(problems.values()))
        super().__init__("inputs", first_id, first_en)
        self.problems = problems


# Given by the list itself or checked when the minutes are signed.
_BY_FORUM = frozenset({"rank", "within_quota", "within_ceiling", "merge_target"})


def due_here(forum: Forum) -> QuerySet[Proposal]:
    """Proposals that this forum has to deliberate: of its place, in the state that its type decides on."""
    state = AGENDA_STATE.get(StageCode(forum.type))
    rows = Proposal.objects.filter(tenant=forum.tenant, cycle=forum.cycle, state=state or "")
    depth = forum.region_code.count(".")
    if forum.agency_code:
        return rows.filter(agency_code=forum.agency_code)
    if depth == 3:
        return rows.filter(village_code=forum.region_code)
    return rows.filter(district_code=forum.region_code) if depth == 2 else rows


def draw_list(forum: Forum, *, by: User, now: datetime) -> int:
    """Put everything that is due on the list, best score first; what stands there already stays where it is.

    What is no longer due and not decided leaves the list: withdrawn, returned, merged.
    """
    check_runs(by, forum)
    ranked = [
        int(step.ranked.candidate.key) for step in ranked_list(Scope(forum.cycle, due_here(forum))).steps
    ]

    def work() -> int:
        check_deliberating(held(forum))
        listed, due = ForumItem.objects.filter(forum=forum), set(due_here(forum).values_list("pk", flat=True))
        listed.filter(outcome="").exclude(proposal__in=due_here(forum)).delete()
        there = set(listed.values_list("proposal_id", flat=True))
        last = listed.aggregate(last=Max("position"))["last"] or 0
        fresh = [pk for pk in ranked if pk not in there and pk in due]
        ForumItem.objects.bulk_create(
            ForumItem(forum=forum, proposal_id=pk, position=place)
            for place, pk in enumerate(fresh, start=last + 1)
        )
        note(Action.FORUM_RUN, forum, by=by, now=now, step="list", added=len(fresh))
        return len(fresh)

    return commit_durably(work)


def decide_item(
    item: ForumItem,
    outcome_code: str,
    *,
    by: User,
    now: datetime,
    inputs: dict[str, Any],
    rank: int | None = None,
) -> ForumItem:
    """Keep what the forum decided; who decides first is not overwritten by who looked earlier."""
    forum = item.forum
    check_runs(by, forum)
    outcome = find_outcome(forum.type, outcome_code)
    given = dict(inputs)
    target = given.pop("merge_target", None)

    def work() -> ForumItem:
        check_open(held(forum))
        check_outcome(item, outcome, given, target, by=by, before=situation(item.proposal, now=now))
        taken = ForumItem.objects.filter(pk=item.pk, decided_at=item.decided_at).update(
            outcome=outcome.code, inputs=plain(given), merge_target=target,
            rank=rank or item.rank or item.position, decided_by=by, decided_at=now,
        )  # fmt: skip
        if taken != 1:
            raise decided_meanwhile()
        item.refresh_from_db()
        note(Action.PROPOSAL_RANK, forum, by=by, now=now, step="decided", item=item.pk, outcome=outcome.code)
        return item

    return commit_durably(work)


def names_money(outcome: Outcome) -> bool:
    """Whether who decides it says how much: under a ceiling, or from the village's own budget."""
    return bool({"within_ceiling", "village_plan_line"} & set(outcome_inputs(outcome)))


def decided_meanwhile() -> Refusal:
    """A colleague was faster: what they wrote is never overwritten unseen."""
    return Refusal(
        "lost_race",
        "Rekan Anda baru saja mencatat keputusan untuk usulan ini. Lihat dulu keputusannya.",
        "A colleague has just recorded a decision on this proposal. Please look at it first.",
    )


def check_outcome(
    item: ForumItem,
    outcome: Outcome,
    given: dict[str, Any],
    target: Proposal | None,
    *,
    by: User,
    before: Situation,
    prices: list[PriceRow] | None = None,
) -> None:
    """Raise Refusal for what would be refused at the signature; OutcomeRefused for what is missing.

    `prices` are the standards of all items where many are looked at together.
    """
    check_steps(item, outcome.steps, by=by, before=before)
    _check(item, outcome_inputs(outcome), outcome.steps, given, target)
    for step_id in outcome.steps:
        far = price_problem(STEP[step_id], item.proposal, given, rows=prices)
        if far:
            raise OutcomeRefused({far.input: (far.text_id, far.text_en)})


def check_steps(item: ForumItem, steps: tuple[str, ...], *, by: User, before: Situation) -> None:
    """Who writes a decision down takes its steps at the signature: say now what would be refused then."""
    people = [STEP[step_id] for step_id in steps if "system" not in STEP[step_id].actors]
    if not people:
        return
    who = acting_on(by, item.proposal)
    find_step(people[0].id, before, who)
    for step in people[1:]:
        find_step(step.id, replace(before, state=step.at), who)


def _check(
    item: ForumItem, asked: tuple[str, ...], steps: tuple[str, ...], inputs: dict[str, Any], target: object
) -> None:
    problems: dict[str, tuple[str, str]] = {}
    have = _facts(item) | inputs
    for step_id in steps:
        for problem in check_inputs(STEP[step_id], have):
            if problem.input in asked and problem.input not in _BY_FORUM:
                problems[problem.input] = (problem.text_id, problem.text_en)
    if "merge_target" in asked and target is None:
        problems["merge_target"] = ("Sebutkan kode usulan induknya.", "Name the code of the main proposal.")
    if problems:
        raise OutcomeRefused(problems)


def _facts(item: ForumItem) -> dict[str, Any]:
    proposal = item.proposal
    found = {
        "proposed_work": proposal.work, "volume": proposal.volume, "unit": proposal.unit,
        "estimated_cost": proposal.estimated_cost, "beneficiaries": proposal.beneficiaries,
        "eligibility_rating": proposal.eligibility, "rank": item.rank or item.position,
        "within_quota": True, "within_ceiling": True, "minutes": item.forum.code, "merge_target": True,
    }  # fmt: skip
    return {code: value for code, value in found.items() if value not in (None, "")}


def clear_decision(item: ForumItem, *, by: User, now: datetime) -> None:
    """Take a decision back, as long as the forum is not closed; a later one of a colleague stays."""
    check_runs(by, item.forum)

    def work() -> None:
        check_open(held(item.forum))
        cleared = ForumItem.objects.filter(pk=item.pk, decided_at=item.decided_at).update(
            outcome="", inputs={}, merge_target=None, decided_by=None, decided_at=None
        )
        if cleared != 1:
            raise decided_meanwhile()
        note(Action.PROPOSAL_RANK, item.forum, by=by, now=now, step="cleared", item=item.pk)

    commit_durably(work)


def move_item(item: ForumItem, *, up: bool, by: User, now: datetime) -> None:
    """One place up or down; the two change places in one act."""
    check_runs(by, item.forum)

    def work() -> None:
        check_deliberating(held(item.forum))
        listed = ForumItem.objects.listed(item.forum)
        here = listed.filter(pk=item.pk).values_list("position", flat=True).first()
        if here is None:
            return
        side = listed.filter(position__lt=here) if up else listed.filter(position__gt=here)
        other = side.order_by("-position" if up else "position").first()
        if other is None:
            return
        ForumItem.objects.filter(pk=item.pk).update(position=other.position)
        ForumItem.objects.filter(pk=other.pk).update(position=here)
        note(Action.PROPOSAL_RANK, item.forum, by=by, now=now, step="moved", item=item.pk)

    commit_durably(work)
