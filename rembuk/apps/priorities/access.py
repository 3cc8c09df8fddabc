"""Who may judge a proposal, and which rounds, runs and results somebody may open."""

from django.contrib.auth.models import AnonymousUser
from django.http import Http404

from rembuk.apps.core.clock import today
from rembuk.apps.people.access import rights, the_person
from rembuk.apps.people.models import User
from rembuk.apps.proposals.models import Proposal
from rembuk.apps.rounds.access import any_round
from rembuk.apps.rounds.models import Round
from rembuk.rules.actions import Action
from rembuk.rules.refusals import Refusal
from rembuk.rules.rounds import RoundState

from .models import Adoption, AllocationRun

WORKBENCH = (
    Action.ALLOCATION_RUN, Action.ALLOCATION_ADOPT, Action.ALLOCATION_CONFIRM, Action.ALLOCATION_CHANGE,
)  # fmt: skip


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


def round_to_count(user: User | AnonymousUser, code: str) -> tuple[User, Round]:
    """A closed round for somebody who works on its results; Refusal where it is not closed yet."""
    person, found = the_person(user), any_round(code)
    if found.state != RoundState.CLOSED:
        raise Refusal(
            "round_open",
            "Penjaringan ini belum ditutup, sehingga belum dapat dihitung.",
            "This round is not closed yet, so it cannot be counted.",
        )
    return person, found


def run_of(found: Round, number: int) -> AllocationRun:
    """One run of a round; 404 where there is none."""
    run = AllocationRun.objects.select_related("round").filter(round=found, number=number).first()
    if run is None:
        raise Http404
    return run


def public_result(code: str) -> Adoption:
    """The confirmed result of a round; 404 before it is confirmed."""
    found = any_round(code)
    rows = Adoption.objects.select_related("run__round__cycle").filter(round=found)
    row = rows.exclude(confirmed_at=None).first()
    if row is None:
        raise Http404
    return row
