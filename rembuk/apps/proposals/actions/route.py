"""What the system does at once after a person's step, and when windows open or close."""

from dataclasses import replace
from datetime import datetime

from rembuk.rules.actions import Action
from rembuk.rules.proposal_flow import STEP, Situation
from rembuk.rules.reasons import ReasonCode
from rembuk.rules.system_steps import route_of, system_steps_open

from ..access import situation
from ..facts import known
from ..models import Proposal
from ..own_words import TOO_LATE
from .move import move

_LONGEST_CHAIN = 6
_HANDED_ON = frozenset(step.at for step in STEP.values() if step.action is Action.PROPOSAL_ROUTE)


def settle(
    proposal: Proposal,
    *,
    now: datetime,
    inputs: dict[str, object] | None = None,
    before: Situation | None = None,
) -> Proposal:
    """Take every system step that is open and needs nothing but the facts; at most a few in a row.

    `before` is the situation where the caller has just read it, in the same transaction.
    """
    for _ in range(_LONGEST_CHAIN):
        if proposal.state not in _HANDED_ON:
            return proposal
        before = before or situation(proposal, now=now)
        have = frozenset(inputs or ()) | frozenset(known(proposal))
        step = route_of(before, returned_from=proposal.returned_from, given=have)
        if step is None:
            return proposal
        move(
            proposal,
            step.id,
            by=None,
            now=now,
            inputs={"route_target": step.to} | (inputs or {}),
            rule=step.id,
            before=before,
        )
        # A hand-over changes the state alone, unless inputs bring another year or another line.
        before = None if inputs else replace(before, state=proposal.state)
    return proposal


def expire(proposal: Proposal, *, now: datetime) -> bool:
    """Close what its window left undecided: deferred, reason late, counted against the unit."""
    steps = [s for s in system_steps_open(situation(proposal, now=now)) if s.action == "proposal.expire"]
    for step in steps:
        move(proposal, step.id, by=None, now=now, rule="window_closed", inputs={
            "reason_code": ReasonCode.LATE,
            "reason_text": TOO_LATE,
        })  # fmt: skip
        return True
    return False
