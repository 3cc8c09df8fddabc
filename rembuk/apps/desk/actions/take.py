"""Take a step in force at once: with a second person where the rules want four eyes."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from rembuk.apps.core.durable import commit_durably
from rembuk.apps.people.models import User
from rembuk.apps.proposals.actions.move import move, row_of
from rembuk.apps.proposals.actions.route import settle
from rembuk.apps.proposals.actions.second import ask_second
from rembuk.apps.proposals.models import Move, Proposal
from rembuk.rules.proposal_flow import Step

from ..models import HeldDecision

_TWICE = timedelta(minutes=2)  # within which a second click is no second act


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
        if step.to == step.at and (again := _told_before(proposal, step, by=by, now=now, inputs=inputs)):
            return again
        taken = move(proposal, step.id, by=by, now=now, inputs=inputs, decided_at=decided_at)
        settle(proposal, now=now)
        return taken

    return Decided(move=commit_durably(work))


def taken_last(proposal: Proposal, step: Step, *, by: User, now: datetime) -> Move | None:
    """The latest step of the proposal, if this person has just taken the same one: it was sent twice."""
    last = Move.objects.filter(proposal=proposal).order_by("-id").first()
    same = last is not None and (last.step, last.by_id) == (step.id, by.pk)
    return last if same and last is not None and now - last.at < _TWICE else None


def _told_before(
    proposal: Proposal, step: Step, *, by: User, now: datetime, inputs: dict[str, Any]
) -> Move | None:
    """What stays where it is could be told for ever: the same words twice in a row are told once."""
    Proposal.objects.select_for_update().get(pk=proposal.pk)
    last = taken_last(proposal, step, by=by, now=now)
    if last is None:
        return None
    again = row_of(proposal, step, inputs)
    names = ("recommendation", "amount", "coefficient", "reason_code", "reason_text", "inputs")
    pictures = {photo.sha256 for photo, _file in (*inputs.get("photos", ()), *inputs.get("final_photos", ()))}
    same = all(getattr(last, name) == getattr(again, name) for name in names)
    return last if same and pictures <= set(last.photos.values_list("sha256", flat=True)) else None
