"""The village's verification team rates what its forum will decide on."""

from datetime import datetime

from rembuk.apps.audit.record import record
from rembuk.apps.core.durable import commit_durably
from rembuk.apps.core.versions import bump
from rembuk.apps.people.models import User
from rembuk.apps.proposals.models import Proposal
from rembuk.apps.proposals.races import lost_race
from rembuk.rules.actions import Action
from rembuk.rules.reasons import Eligibility
from rembuk.rules.refusals import Refusal

from ..access import may_rate


def check_rating(proposal: Proposal, by: User) -> None:
    """Raise Refusal with a sentence that says who rates, and until when."""
    if not may_rate(by, proposal):
        raise Refusal(
            "rating",
            "Kelayakan dinilai Tim Verifikasi desa/kelurahan setempat sebelum musyawarahnya memutuskan.",
            "The verification team of the place rates it, before its forum decides.",
        )


def rate(proposal: Proposal, rating: Eligibility, *, by: User, now: datetime) -> None:
    """Keep the rating; until the forum decides it may be given anew. Raises Refusal."""
    check_rating(proposal, by)

    def work() -> None:
        taken = Proposal.objects.filter(pk=proposal.pk, state=proposal.state).update(eligibility=rating)
        if taken != 1:
            raise lost_race(proposal)
        record(
            Action.PROPOSAL_RATE_ELIGIBILITY, by=by, subject=f"proposal:{proposal.code}",
            tenant=proposal.tenant, region=proposal.village_code, at=now, rating=str(rating),
        )  # fmt: skip
        bump(proposal.tenant, "proposals")

    commit_durably(work)
    proposal.eligibility = rating
