"""Steps that proposers and residents take themselves, with what the platform answers for them."""

from datetime import datetime
from typing import Any

from rembuk.apps.core.durable import commit_durably
from rembuk.apps.people.models import User
from rembuk.rules.proposal_flow import State, Step
from rembuk.rules.refusals import Refusal

from ..access import cycle_at_work
from ..models import Move, Proposal
from .move import move
from .photos import store
from .route import settle


def take_own_step(proposal: Proposal, step: Step, *, by: User, now: datetime, inputs: dict[str, Any]) -> Move:
    """Withdraw, resubmit, carry over, check finished works; what follows at once is taken with it."""
    given = dict(inputs)
    if given.get("photos"):
        given["photos"] = store(given["photos"])
    if "next_plan_year" in step.requires:
        cycle = cycle_at_work(proposal, now)
        if cycle is not None:
            given |= {"next_plan_year": cycle.plan_year, "cycle": cycle}

    def work() -> Move:
        taken = move(proposal, step.id, by=by, now=now, inputs=given)
        settle(proposal, now=now)
        if taken.from_state == State.RETURNED and proposal.state == State.SUBMITTED:
            raise Refusal(
                "stage",
                "Tahapan kantor yang mengembalikan usulan ini sudah ditutup. "
                "Usulan ini dapat diajukan lagi tahun depan.",
                "The stage of the office that returned this proposal is closed. "
                "It can be proposed again next year.",
            )
        return taken

    return commit_durably(work)
