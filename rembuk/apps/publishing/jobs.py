"""When the adopted version is published, each proposal in the plan takes its step, batch by batch."""

from functools import partial

from rembuk.apps.core.clock import now
from rembuk.apps.places.queries import government
from rembuk.apps.proposals.actions.move import move
from rembuk.apps.proposals.jobs import act_on_each
from rembuk.apps.proposals.models import Proposal

from .models import PlanVersion

_BATCH = 100


def adopt_plan_lines() -> int:
    """Move what stands in an adopted plan from the draft into the RKPD; done twice it finds nothing to do."""
    served, moved = government(), 0
    if served is None:
        return 0
    adopted = PlanVersion.objects.filter(tenant=served.code, status="adopted").exclude(published_at=None)
    for version in adopted.order_by("plan_year", "-number"):
        regulation = f"{version.regulation_number}/{version.regulation_year} {version.jdih_url}"
        waiting = Proposal.objects.filter(tenant=served.code, cycle_id=version.cycle_id, state="plan_draft")
        named = version.lines.values("proposal_code")
        inside = waiting.filter(code__in=named).select_related("cycle")
        adopt = partial(_adopt, version=version, regulation=regulation)
        moved += act_on_each(inside, adopt, most=_BATCH)
    return moved


def _adopt(proposal: Proposal, *, version: PlanVersion, regulation: str) -> bool:
    move(
        proposal, "adopt_plan", by=None, now=now(), decided_at=version.published_at,
        inputs={"regulation_reference": regulation}, rule="plan_adopted",
    )  # fmt: skip
    return True
