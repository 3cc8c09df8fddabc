"""Four eyes: a rejection or cancellation waits until a second person confirms it or sends it back."""

from datetime import datetime
from typing import Any

from rembuk.apps.audit.record import record
from rembuk.apps.core.durable import commit_durably
from rembuk.apps.people.models import User
from rembuk.rules.actions import Action
from rembuk.rules.four_eyes import check_four_eyes
from rembuk.rules.proposal_flow import STEP, find_step
from rembuk.rules.refusals import Refusal

from ..access import acting, situation
from ..facts import plain
from ..models import Move, Proposal, WaitingDecision
from ..races import LostRace, lost_race
from .move import check_step, move


def ask_second(
    proposal: Proposal, step_id: str, *, by: User, now: datetime, inputs: dict[str, Any]
) -> WaitingDecision:
    """Prepare a decision that needs a second person; the proposal does not move yet.

    What waits is never replaced: its second person may be reading it. Sent twice it waits once.
    """
    step = find_step(step_id, situation(proposal, now=now), acting(by, proposal))
    check_step(step, proposal, dict(inputs))
    row = WaitingDecision(
        proposal=proposal, tenant=proposal.tenant, step=step.id, second_role=step.second_approver or "",
        inputs=plain(inputs), by=by, at=now,
    )  # fmt: skip

    def work() -> WaitingDecision:
        if not Proposal.objects.select_for_update().filter(pk=proposal.pk, state=step.at).exists():
            raise lost_race(proposal)
        there = WaitingDecision.objects.filter(proposal=proposal).first()
        if there is not None:
            if (there.by_id, there.step, there.inputs) == (by.pk, row.step, row.inputs):
                return there
            raise LostRace(
                "lost_race",
                "Keputusan lain atas usulan ini sedang menunggu persetujuan orang kedua.",
                "Another decision on this proposal waits for its second person.",
            )
        row.save(force_insert=True)
        _note(
            Action.PROPOSAL_REJECT if step.to == "rejected" else Action.PROPOSAL_CANCEL,
            proposal,
            by,
            now,
            "asked",
        )
        return row

    return commit_durably(work)


def confirm(proposal: Proposal, *, second: User, now: datetime, seen: str) -> Move:
    """The second person agrees to the paper with the mark `seen`: the step is taken in both names."""
    waiting = _waiting(proposal)

    def work() -> Move:
        _take_up(waiting, seen)
        given = dict(waiting.inputs)
        return move(proposal, waiting.step, by=waiting.by, second=second, now=now, inputs=given)

    return commit_durably(work)


def send_back(proposal: Proposal, *, second: User, now: datetime, seen: str) -> None:
    """The second person does not agree: nothing happened to the proposal, its reviewer decides anew."""
    waiting = _waiting(proposal)
    check_four_eyes(STEP[waiting.step], waiting.by_id, second.pk, acting(second, proposal).roles)

    def work() -> None:
        _take_up(waiting, seen)
        _note(Action.PROPOSAL_APPROVE_REJECTION, proposal, second, now, "sent_back")

    commit_durably(work)


def _take_up(waiting: WaitingDecision, seen: str) -> None:
    """Off the desk: the very paper that was read, and once. The proposal is locked first, as ever."""
    Proposal.objects.select_for_update().only("pk").get(pk=waiting.pk)
    taken, _ = WaitingDecision.objects.filter(pk=waiting.pk, at=waiting.at).delete()
    if taken != 1 or waiting.mark != seen:
        raise paper_changed()


def paper_changed() -> LostRace:
    """Between the look and the click it was sent back and prepared anew."""
    return LostRace(
        "lost_race",
        "Keputusan yang disiapkan sudah berbeda dari yang Anda baca. Baca dulu yang sekarang.",
        "The prepared decision is no longer the one you read. Please read the present one first.",
    )


def _waiting(proposal: Proposal) -> WaitingDecision:
    waiting = WaitingDecision.objects.filter(proposal=proposal).select_related("by").first()
    if waiting is None:
        raise Refusal(
            "nothing_waits",
            "Tidak ada keputusan yang menunggu persetujuan kedua pada usulan ini.",
            "No decision waits for a second approval on this proposal.",
        )
    return waiting


def _note(action: Action, proposal: Proposal, by: User, now: datetime, what: str) -> None:
    record(
        f"{action}.{what}", by=by, subject=f"proposal:{proposal.code}", tenant=proposal.tenant,
        region=proposal.village_code, at=now,
    )  # fmt: skip
