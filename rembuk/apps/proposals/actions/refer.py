"""A disclosure of violence or danger: its note goes to the protection officers and nowhere else."""

from datetime import datetime
from typing import Any

from rembuk.apps.audit.record import record
from rembuk.apps.core.clock import today
from rembuk.apps.core.durable import commit_durably
from rembuk.apps.people.access import rights
from rembuk.apps.people.models import User
from rembuk.rules.actions import Action
from rembuk.rules.proposal_flow import Step
from rembuk.rules.refusals import Refusal

from ..models import Move, Proposal, Referral


def keep_referral(step: Step, proposal: Proposal, move: Move, given: dict[str, Any]) -> None:
    """In the transaction of the step that hides the proposal."""
    if step.action is Action.SAFEGUARD_REPORT and move.by is not None:
        Referral.objects.create(
            proposal=proposal, tenant=proposal.tenant, note=given["safeguard_note"], by=move.by,
            office=move.office, at=move.at,
        )  # fmt: skip


def receive(referral: Referral, *, by: User, now: datetime) -> None:
    """The protection officer has read it and takes it on; the first one who says so counts."""
    proposal = referral.proposal
    if not rights(by, today()).may_at(Action.SAFEGUARD_RECEIVE, proposal.village_code):
        raise Refusal(
            "no_right",
            "Rujukan pelindungan diterima petugas pelindungan.",
            "A referral is received by the protection officer.",
        )

    def work() -> None:
        waiting = Referral.objects.filter(pk=referral.pk, received_at=None)
        if waiting.update(received_by=by, received_at=now):
            record(
                Action.SAFEGUARD_RECEIVE, by=by, subject=f"proposal:{proposal.code}", tenant=proposal.tenant,
                region=proposal.village_code, at=now,
            )  # fmt: skip

    commit_durably(work)
