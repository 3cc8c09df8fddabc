"""Who may judge a proposal: those who rank at its place or agency, and never an own proposal."""

from rembuk.apps.core.clock import today
from rembuk.apps.people.access import rights
from rembuk.apps.people.models import User
from rembuk.apps.proposals.models import Proposal
from rembuk.rules.actions import Action
from rembuk.rules.refusals import Refusal


def check_may_judge(by: User, proposal: Proposal) -> None:
    """Raise Refusal with a sentence."""
    held = rights(by, today())
    if by.pk in (proposal.proposer_id, proposal.assisted_by_id):
        raise Refusal(
            "own_proposal",
            "Ini usulan Anda sendiri, sehingga orang lain yang menilainya.",
            "This is your own proposal, so somebody else judges it.",
        )
    if not held.may_at(
        Action.PROPOSAL_RANK, proposal.village_code, proposal.agency_code, proposal.agency_group
    ):
        raise Refusal(
            "role",
            "Usulan ini dinilai oleh petugas di wilayahnya.",
            "This proposal is judged by the officers of its place.",
        )
