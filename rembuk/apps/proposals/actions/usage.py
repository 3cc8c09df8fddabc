"""What steps use of quotas and ceilings: counted with each step, anew where they were written in bulk."""

from typing import Any

from django.db.models import Count, Min, Sum
from django.db.models.functions import Coalesce

from rembuk.apps.core.durable import commit_durably
from rembuk.apps.preparation.actions.usage import count_use, replace_usage
from rembuk.apps.preparation.models import PlanningCycle
from rembuk.rules.proposal_flow import STEP, Step

from ..models import Move, Proposal

_RAISING = [row.id for row in STEP.values() if "within_quota" in row.requires]
_AGREEING = [row.id for row in STEP.values() if "within_ceiling" in row.requires]


def count_step(step: Step, proposal: Proposal, given: dict[str, Any]) -> None:
    """In the transaction of the step, so that the next one sees what is left."""
    if proposal.cycle is None:
        return
    if step.id in _RAISING:
        count_use(proposal.cycle, proposal.village_code, count=1)
    if step.id in _AGREEING:
        amount = int(given.get("amount") or proposal.amount_agreed or proposal.estimated_cost or 0)
        count_use(proposal.cycle, proposal.district_code, proposal.category, amount=amount)


def recount_usage(cycle: PlanningCycle) -> None:
    """Count a year's steps anew; steps that a deferred proposal took in an earlier year are not counted."""

    def work() -> None:
        PlanningCycle.objects.select_for_update().get(pk=cycle.pk)
        begins = cycle.stages.aggregate(first=Min("opens_at"))["first"]
        if begins is None:
            return
        taken = Move.objects.filter(proposal__cycle=cycle, at__gte=begins).order_by()
        counted: dict[tuple[str, str], tuple[int, int]] = {}
        raised = taken.filter(step__in=_RAISING).values_list("proposal__village_code")
        for village, number in raised.annotate(number=Count("pk")):
            counted[village, ""] = (number, 0)
        agreed = taken.filter(step__in=_AGREEING).values_list("proposal__district_code", "proposal__category")
        for district, sector, total in agreed.annotate(
            total=Sum(Coalesce("amount", "proposal__estimated_cost", 0))
        ):
            counted[district, sector] = (0, total)
        replace_usage(cycle, counted)

    commit_durably(work)
