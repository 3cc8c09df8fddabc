"""Write the ledger of one plan year anew: proposals count what was received, the fair share is worked out."""

from collections.abc import Mapping
from datetime import datetime
from fractions import Fraction

from django.db import transaction

from rembuk.apps.core.versions import bump

from ..calculation import shares_of, usual_shares
from ..models import LedgerLine, PlanningCycle
from ..queries.figures import district_figures


@transaction.atomic
def replace_ledger(cycle: PlanningCycle, received: Mapping[str, int], *, now: datetime) -> bool:
    """Sub-district -> rupiah received for the plan year of this cycle; returns whether anything changed.

    The fair share is that of the latest version of the ceilings, or of the usual weights where there is none.
    """
    version = cycle.ceiling_versions.first()
    shares, basis = (shares_of(version.result), f"v{version.version}") if version else ({}, "")
    if not shares:
        shares, basis = usual_shares(district_figures(cycle.tenant)), "usual"
    whole = sum(received.get(code, 0) for code in shares)
    wanted = {
        code: (received.get(code, 0), int(share * whole + Fraction(1, 2)), basis)
        for code, share in shares.items()
    }
    own = LedgerLine.objects.filter(tenant=cycle.tenant, plan_year=cycle.plan_year)
    present = {row.district_code: (row.received, row.fair, row.basis) for row in own}
    if not whole:
        wanted = {}
    if present == wanted:
        return False
    own.delete()
    LedgerLine.objects.bulk_create(
        LedgerLine(
            tenant=cycle.tenant, plan_year=cycle.plan_year, district_code=code, received=got, fair=due,
            basis=how, at=now,
        )
        for code, (got, due, how) in sorted(wanted.items())
    )  # fmt: skip
    bump(cycle.tenant, "calendar")
    return True
