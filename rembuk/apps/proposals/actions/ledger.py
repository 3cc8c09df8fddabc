"""What sub-districts received, counted from the budgets of their proposals: once a night, for the ledger."""

from datetime import datetime

from django.db.models import Sum
from django.db.models.functions import Coalesce

from rembuk.apps.core.durable import commit_durably
from rembuk.apps.preparation.actions.ledger import replace_ledger
from rembuk.apps.preparation.models import PlanningCycle

from ..models import Proposal

# In the regional budget or after it; what a village pays itself is not the region's money.
RECEIVED = ("apbd", "transfer_funded", "procurement", "in_progress", "completed", "checked_by_residents")


def write_ledger(tenant: str, *, now: datetime) -> int:
    """Every plan year of a government; returns how many years changed."""
    funded = Proposal.objects.filter(tenant=tenant, state__in=RECEIVED, village_plan_year=None).order_by()
    sums: dict[int, dict[str, int]] = {}
    amount = Sum(Coalesce("amount_budgeted", "amount_agreed", 0))
    for year, district, total in funded.values_list("plan_year", "district_code").annotate(total=amount):
        sums.setdefault(year, {})[district] = total

    def work() -> int:
        cycles = PlanningCycle.objects.filter(tenant=tenant).order_by("plan_year")
        return sum(replace_ledger(cycle, sums.get(cycle.plan_year, {}), now=now) for cycle in cycles)

    return commit_durably(work)
