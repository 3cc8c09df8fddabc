"""Hold a decision while its officer can still take it back, and carry it out afterwards (docs/adr/0013)."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError

from rembuk.apps.audit.record import record
from rembuk.apps.core.durable import commit_durably
from rembuk.apps.core.ids import uuid7
from rembuk.apps.people.models import User
from rembuk.apps.proposals.access import acting, situation
from rembuk.apps.proposals.actions.move import check_step
from rembuk.apps.proposals.actions.office import office_of
from rembuk.apps.proposals.actions.second import confirm, paper_changed, send_back
from rembuk.apps.proposals.models import Proposal, WaitingDecision
from rembuk.apps.proposals.races import LostRace
from rembuk.rules.actions import Action
from rembuk.rules.four_eyes import check_four_eyes
from rembuk.rules.proposal_flow import STATE, STEP, Step, find_step
from rembuk.rules.refusals import Refusal

from ..kept import given_back, kept
from ..models import HeldDecision
from .take import take


def is_held(step: Step) -> bool:
    """Whether it changes where the proposal stands: completing and reporting are simply done again.

    What must be hidden is hidden at once.
    """
    if step.to == step.at or STATE[step.to].hidden:
        return False
    return settings.REMBUK_UNDO_SECONDS > 0


def hold(
    proposal: Proposal,
    step: Step,
    *,
    by: User,
    now: datetime,
    inputs: dict[str, Any],
    batch: UUID | None = None,
) -> HeldDecision:
    """Keep the step until its time for undoing is over; every rule is asked now, and again when it is taken.

    Raises Refusal and InputsRefused as `move` does, LostRace where somebody was faster. The same person
    sending the same step again finds the first.
    """
    line = inputs.get("village_plan_line")
    year = int(line["year"]) if isinstance(line, dict) and line.get("year") else None
    find_step(step.id, situation(proposal, now=now, line_year=year), acting(by, proposal))
    check_step(step, proposal, dict(inputs))
    if WaitingDecision.objects.filter(proposal=proposal).exists():
        raise LostRace(
            "lost_race",
            "Keputusan lain atas usulan ini sedang menunggu persetujuan orang kedua.",
            "Another decision on this proposal waits for its second person.",
        )
    return _held("step", proposal, step, by=by, now=now, inputs=inputs, batch=batch)


def hold_answer(
    waiting: WaitingDecision, *, agreed: bool, seen: str, by: User, now: datetime
) -> HeldDecision:
    """The second person's answer to the paper with the mark `seen`, held like any decision."""
    proposal, step = waiting.proposal, STEP[waiting.step]
    check_four_eyes(step, waiting.by_id, by.pk, acting(by, proposal).roles)
    if waiting.mark != seen:
        raise paper_changed()
    kind = "confirm" if agreed else "send_back"
    return _held(kind, proposal, step, by=by, now=now, inputs={"seen": seen})


def _held(
    kind: str,
    proposal: Proposal,
    step: Step,
    *,
    by: User,
    now: datetime,
    inputs: dict[str, Any],
    batch: UUID | None = None,
) -> HeldDecision:
    mine = HeldDecision.objects.filter(proposal=proposal, refusal_id="", by=by, kind=kind, step=step.id)
    if again := mine.first():
        return again
    actors = (step.second_approver or "",) if kind != "step" else step.actors
    role = next(iter(sorted(acting(by, proposal).roles & frozenset(actors))))
    row = HeldDecision(
        tenant=proposal.tenant, proposal=proposal, batch=batch or uuid7(), kind=kind, step=step.id,
        inputs=kept(inputs), by=by, office=office_of(proposal, step, role), at=now,
        until=now + timedelta(seconds=settings.REMBUK_UNDO_SECONDS),
    )  # fmt: skip

    def work() -> None:
        row.save(force_insert=True)
        _note(row, "held", by=by, now=now)

    try:
        commit_durably(work)
    except IntegrityError as twice:
        if again := mine.first():
            return again  # sent twice at the same moment
        raise being_decided(proposal) from twice
    return row


def being_decided(proposal: Proposal) -> LostRace:
    """Somebody else pressed first; in a few seconds it is in force, or taken back."""
    row = HeldDecision.objects.filter(proposal=proposal, refusal_id="").first()
    who = row.office if row else ""
    return LostRace(
        "lost_race",
        f"{who or 'Petugas lain'} baru saja memutuskan usulan ini. Keputusannya berlaku sebentar lagi.",
        f"{who or 'Another officer'} has just decided on this proposal. It takes effect in a moment.",
    )


def take_back(batch: UUID, *, by: User, now: datetime) -> tuple[HeldDecision, ...]:
    """Undo what this person decided together, or put away what came to nothing; in force: an empty tuple."""
    found: list[HeldDecision] = []

    def work() -> None:
        rows = HeldDecision.objects.filter(batch=batch, by=by).select_related("proposal__cycle")
        for row in rows.select_for_update(of=("self",)).order_by("id"):
            found.append(row)
            if not row.refusal_id:
                _note(row, "taken_back", by=by, now=now)
        HeldDecision.objects.filter(pk__in=[row.pk for row in found]).delete()

    commit_durably(work)
    return tuple(found)


def carry_out(held: HeldDecision, *, now: datetime) -> bool:
    """In force from now on; False where it was taken back, or was refused: then it stays with the reason."""

    def work() -> bool:
        taken_off, _ = HeldDecision.objects.filter(pk=held.pk, refusal_id="").delete()
        if taken_off:
            _carry(held, now)
        return bool(taken_off)

    try:
        return commit_durably(work)
    except Refusal as no:
        refusal = no
    commit_durably(lambda: _refused(held, refusal, now))
    return False


def _carry(held: HeldDecision, now: datetime) -> None:
    if held.kind == "step":
        inputs = given_back(held.inputs)
        take(held.proposal, STEP[held.step], by=held.by, now=now, inputs=inputs, decided_at=held.at)
        return
    answer: Callable[..., object] = confirm if held.kind == "confirm" else send_back
    answer(held.proposal, second=held.by, now=now, seen=held.inputs["seen"])


def _refused(held: HeldDecision, refusal: Refusal, now: datetime) -> None:
    HeldDecision.objects.filter(pk=held.pk).update(
        refusal_id=refusal.text("id"), refusal_en=refusal.text("en")
    )
    _note(held, "not_carried_out", by=None, now=now)


def _note(row: HeldDecision, what: str, *, by: User | None, now: datetime) -> None:
    """Pressing, taking back and failing are acts, too; nobody else is told of them."""
    action = STEP[row.step].action if row.kind == "step" else Action.PROPOSAL_APPROVE_REJECTION
    record(
        f"{action}.{what}", by=by, rule="" if by else "undo_time_over", tenant=row.tenant, at=now,
        subject=f"proposal:{row.proposal.code}", region=row.proposal.village_code, step=row.step,
    )  # fmt: skip
