"""Undo a merge: the proposal returns to the state it had, as long as no forum has decided on its target."""

from datetime import datetime

from rembuk.apps.audit.record import record
from rembuk.apps.core.durable import commit_durably
from rembuk.apps.core.versions import bump
from rembuk.apps.people.models import User
from rembuk.rules.actions import Action
from rembuk.rules.four_eyes import check_unmerge

from ..access import acting, decided_since, merge_of
from ..models import Move, Proposal
from ..races import LostRace
from .move import restore_state


def unmerge(proposal: Proposal, *, by: User, now: datetime) -> Move:
    """Restore the former state of a merged proposal; a Refusal says why where that is too late."""
    merged = merge_of(proposal)
    if merged is None:
        raise LostRace("not_merged", "Usulan ini tidak sedang digabung.", "This proposal is not merged.")
    check_unmerge(merged.step, acting(by, proposal), forum_decided=decided_since(merged, proposal))

    def work() -> Move:
        row = restore_state(proposal, merged, by=by, now=now)
        record(
            Action.PROPOSAL_UNMERGE, by=by, subject=f"proposal:{proposal.code}", tenant=proposal.tenant,
            region=proposal.village_code, at=now, move=row.pk, to=row.to_state,
        )  # fmt: skip
        bump(proposal.tenant, "proposals")
        return row

    return commit_durably(work)
