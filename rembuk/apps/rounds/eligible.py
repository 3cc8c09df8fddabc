"""Which proposals may stand in a round: past the gate, with a cost, and paid by nothing else."""

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce

from rembuk.apps.places.models import SubActivity
from rembuk.apps.proposals.models import Proposal
from rembuk.rules.proposal_flow import VOTABLE
from rembuk.rules.rounds import RoundState

from .models import Round, RoundProject, SetAside

GOVERNMENT_LEVEL = "KABKOT"  # of the nomenclature that says which lines are minimum services


def candidates(found: Round) -> QuerySet[Proposal]:
    """Proposals of the round's place, year and theme that may be ranked; grants never stand among them.

    Left out: what was set aside, what its line of the nomenclature calls a minimum service, and what stands
    in another round of the year that is not over.
    """
    rows = Proposal.objects.filter(
        Q(village_code=found.place_code) | Q(village_code__startswith=f"{found.place_code}."),
        tenant=found.tenant, cycle=found.cycle_id, is_public=True, state__in=sorted(VOTABLE),
    )  # fmt: skip
    if found.theme:
        rows = rows.filter(category=found.theme)
    minimum = SubActivity.objects.filter(government_level=GOVERNMENT_LEVEL).exclude(minimum_service="")
    elsewhere = RoundProject.objects.filter(round__cycle=found.cycle_id, round__state=RoundState.OPEN)
    rows = (
        rows.exclude(pk__in=SetAside.objects.values("proposal_id"))
        .exclude(~Q(sub_activity_code="") & Q(sub_activity_code__in=minimum.values("code")))
        .exclude(pk__in=elsewhere.exclude(round=found.pk).values("proposal_id"))
    )
    return (
        rows.annotate(price=Coalesce("amount_agreed", "estimated_cost")).filter(price__gte=1).order_by("code")
    )


def price_of(proposal: Proposal) -> int:
    """What was agreed, or else the estimate, in whole rupiah."""
    return (proposal.estimated_cost or 0) if proposal.amount_agreed is None else proposal.amount_agreed
