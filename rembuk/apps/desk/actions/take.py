"""Take a step in force at once: with a second person where the rules want four eyes."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from rembuk.apps.core.durable import commit_durably
from rembuk.apps.people.models import User
from rembuk.apps.proposals.actions.move import move
from rembuk.apps.proposals.actions.route import settle
from rembuk.apps.proposals.actions.second import ask_second
from rembuk.apps.proposals.models import Move, Proposal
from rembuk.rules.proposal_flow import Step

from ..models import HeldDecision


@dataclass(frozen=True, slots=True)
class Decided:
    """What became of one decision: a step taken, a paper on somebody else's desk, or held for the undo."""

    move: Move | None = None
    waits_for: str = ""  # role code of the second person
    held: HeldDecision | None = None


def take(
    proposal: Proposal,
    step: Step,
    *,
    by: User,
    now: datetime,
    inputs: dict[str, Any],
    decided_at: datetime | None = None,
) -> Decided:
    """The step, or its way to the second person; what follows at once is taken with it.

    Photographs in `inputs` are stored already. `decided_at` is the moment that the windows are judged by.
    """
    if step.second_approver:
        ask_second(proposal, step.id, by=by, now=decided_at or now, inputs=inputs)
        return Decided(waits_for=step.second_approver)

    def work() -> Move:
        taken = move(proposal, step.id, by=by, now=now, inputs=inputs, decided_at=decided_at)
        settle(proposal, now=now)
        return taken

    return Decided(move=commit_durably(work))
