"""Decide from the desk, one by one or many at once."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from rembuk.apps.core.ids import uuid7
from rembuk.apps.people.models import User
from rembuk.apps.places.queries import agency
from rembuk.apps.proposals.access import acting, situations
from rembuk.apps.proposals.actions.photos import store
from rembuk.apps.proposals.actions.second import confirm, send_back
from rembuk.apps.proposals.models import Proposal, WaitingDecision
from rembuk.rules.proposal_flow import STEP, Step, find_step
from rembuk.rules.refusals import Refusal

from .hold import hold, hold_answer, is_held
from .take import Decided, take

MOST_AT_ONCE = 100
# Left empty in a decision on many, these are taken from each proposal.
OWN_INPUTS = ("amount", "coefficient", "target_agency")


@dataclass(frozen=True, slots=True)
class Effect:
    """What a decision on many would do to one of them."""

    proposal: Proposal
    refusal: Refusal | None


def decide(
    proposal: Proposal,
    step: Step,
    *,
    by: User,
    now: datetime,
    inputs: dict[str, Any],
    batch: UUID | None = None,
) -> Decided:
    """Hold the step while it can be undone, or take it at once where there is nothing to undo."""
    given = dict(inputs)
    for name in ("photos", "final_photos"):
        if given.get(name):
            given[name] = store(given[name])  # on the disk before the transaction
    if is_held(step):
        return Decided(held=hold(proposal, step, by=by, now=now, inputs=given, batch=batch))
    return take(proposal, step, by=by, now=now, inputs=given)


def answer(proposal: Proposal, *, agreed: bool, seen: str, by: User, now: datetime) -> Decided:
    """The second person confirms the paper with the mark `seen`, or sends it back."""
    waiting = WaitingDecision.objects.filter(proposal=proposal).select_related("proposal").first()
    if waiting is not None and is_held(STEP[waiting.step]):
        return Decided(held=hold_answer(waiting, agreed=agreed, seen=seen, by=by, now=now))
    if agreed:
        return Decided(move=confirm(proposal, second=by, now=now, seen=seen))
    send_back(proposal, second=by, now=now, seen=seen)
    return Decided()


def own_inputs(proposal: Proposal, step: Step, given: dict[str, Any]) -> dict[str, Any]:
    """What is given for all, and for what was left open each proposal's own amount, volume and agency."""
    owner = agency(proposal.tenant, proposal.agency_code) if proposal.agency_code else None
    amount = proposal.amount_agreed if proposal.amount_agreed is not None else proposal.estimated_cost
    size = f"{proposal.volume.normalize():f} {proposal.unit}".strip() if proposal.volume is not None else ""
    own = {"amount": amount, "coefficient": size, "target_agency": owner}
    asked = {*step.requires, *step.optional}
    return {code: own[code] for code in OWN_INPUTS if code in asked and own[code] not in (None, "")} | given


def effects(proposals: list[Proposal], step_id: str, *, by: User, now: datetime) -> tuple[Effect, ...]:
    """Preview: who may be moved, and why not the others. Nothing is written."""
    found = []
    stand = situations(proposals, now=now)
    for proposal in proposals:
        try:
            find_step(step_id, stand[proposal.pk], acting(by, proposal))
            found.append(Effect(proposal, None))
        except Refusal as refusal:
            found.append(Effect(proposal, refusal))
    return tuple(found)


def decide_many(
    proposals: list[Proposal], step_id: str, *, by: User, now: datetime, inputs: dict[str, Any]
) -> tuple[Effect, ...]:
    """Each in a transaction of its own: one that is refused holds up no other. All are undone together."""
    done, batch = [], uuid7()
    for proposal in proposals[:MOST_AT_ONCE]:
        try:
            given = own_inputs(proposal, STEP[step_id], inputs)
            decide(proposal, STEP[step_id], by=by, now=now, inputs=given, batch=batch)
            done.append(Effect(proposal, None))
        except Refusal as refusal:
            done.append(Effect(proposal, refusal))
    return tuple(done)
