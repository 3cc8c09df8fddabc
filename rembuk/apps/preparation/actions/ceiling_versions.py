"""Publish a calculation of the ceilings: its version with all inputs, and the ceilings themselves."""

from datetime import datetime

from django.db.models import Max

from rembuk.apps.audit.record import record
from rembuk.apps.core.durable import commit_durably
from rembuk.apps.core.versions import bump
from rembuk.apps.people.models import User
from rembuk.rules.actions import Action

from ..calculation import Wish, calculate
from ..models import CeilingVersion, PlanningCycle
from ..queries.figures import district_figures
from .limits import set_ceilings


def adopt_ceilings(
    cycle: PlanningCycle, wish: Wish, *, basis: str, by: User, now: datetime, seen: str | None = None
) -> CeilingVersion:
    """Work it out once more from the figures that stand now, keep it, and set the ceilings by it.

    Sent twice it is one version. Raises CannotShare where the wishes contradict each other, ChangedMeanwhile
    where a colleague set the ceilings since the page with the mark `seen`.
    """
    worked_out = calculate(wish, district_figures(cycle.tenant))
    aside, digest = wish.set_aside, worked_out.sha256

    def work() -> CeilingVersion:
        PlanningCycle.objects.select_for_update().get(pk=cycle.pk)
        last = cycle.ceiling_versions.first()
        if last is not None and (last.sha256, last.basis) == (digest, basis):
            return last
        latest = cycle.ceiling_versions.aggregate(last=Max("version"))["last"] or 0
        amounts = {(code, ""): amount for code, amount in worked_out.amounts.items()}
        set_ceilings(cycle, amounts, basis=basis, by=by, now=now, seen=seen)
        row = CeilingVersion.objects.create(
            cycle=cycle, version=latest + 1, income=aside.income, mandatory=aside.mandatory,
            minimum_service=aside.minimum_service, earmarked=aside.earmarked,
            area_percent=aside.area_percent, shared=aside.shared, inputs=worked_out.inputs,
            result=worked_out.result, sha256=digest, basis=basis, at=now, by=by,
        )  # fmt: skip
        record(
            Action.CEILING_MANAGE, by=by, subject=f"ceiling:{cycle.plan_year}",
            tenant=cycle.tenant, at=now, version=row.version, sha256=digest, shared=aside.shared,
        )  # fmt: skip
        bump(cycle.tenant, "calendar")
        return row

    return commit_durably(work)
