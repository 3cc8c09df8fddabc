"""Count what proposals use of quotas and ceilings, inside the transaction of the step that uses it."""

from collections.abc import Mapping

from django.db import transaction
from django.db.models import F

from ..models import PlanningCycle, Usage


def count_use(
    cycle: PlanningCycle, region_code: str, sector: str = "", *, count: int = 0, amount: int = 0
) -> None:
    """Add to what a place has used; the caller's step is audited, this is only its counter."""
    Usage.objects.get_or_create(cycle=cycle, region_code=region_code, sector=sector)
    Usage.objects.filter(cycle=cycle, region_code=region_code, sector=sector).update(
        count=F("count") + count, amount=F("amount") + amount
    )


@transaction.atomic
def replace_usage(cycle: PlanningCycle, counted: Mapping[tuple[str, str], tuple[int, int]]) -> None:
    """Write all counters anew, by (place, sector): proposals raised and rupiah agreed."""
    PlanningCycle.objects.select_for_update().get(pk=cycle.pk)
    Usage.objects.filter(cycle=cycle).delete()
    Usage.objects.bulk_create(
        Usage(cycle=cycle, region_code=place, sector=sector, count=count, amount=amount)
        for (place, sector), (count, amount) in sorted(counted.items())
    )
