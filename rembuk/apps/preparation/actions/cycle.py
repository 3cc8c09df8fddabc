"""Open a planning year: stages from the template, the checklist, what is kept from last year."""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from rembuk.apps.audit.record import record
from rembuk.apps.core.durable import commit_durably
from rembuk.apps.core.versions import bump
from rembuk.apps.people.models import User
from rembuk.rules.actions import Action
from rembuk.rules.refusals import Refusal
from rembuk.rules.stages import StageCode, template_windows

from ..checklist_template import CHECKLIST
from ..models import ChecklistItem, GameRules, PlanningCycle, QuotaRule, Stage, Stakeholder
from ..moments import closing, opening


def open_cycle(
    *,
    tenant: str,
    plan_year: int,
    holidays: frozenset[date],
    by: User | None,
    now: datetime,
    keep_from: PlanningCycle | None = None,
    variant: str = "partner_first",
) -> PlanningCycle:
    """Make the year with all its windows. `keep_from` brings stakeholders, quotas and rules of another year.

    `by` is None where the installation sets itself up (practice regency).
    """

    def work() -> PlanningCycle:
        try:
            with transaction.atomic():
                cycle = PlanningCycle.objects.create(
                    tenant=tenant,
                    plan_year=plan_year,
                    title=f"RKPD {plan_year} (disusun {plan_year - 1})",
                    variant=variant,
                    opened_at=now,
                    opened_by=by,
                )
        except IntegrityError as error:
            raise Refusal(
                "cycle_exists",
                f"RKPD {plan_year} sudah dibuka. Ubah jadwalnya di halaman tahapan.",
                f"RKPD {plan_year} is open already. Change its windows on the page of stages.",
            ) from error
        _make_stages(cycle, template_windows(plan_year, holidays))
        ChecklistItem.objects.bulk_create(
            ChecklistItem(cycle=cycle, code=line.code, label=line.label_id, position=position)
            for position, line in enumerate(CHECKLIST, start=1)
        )
        if keep_from is not None:
            _keep(cycle, keep_from, by, now)
        record(
            Action.CYCLE_MANAGE,
            by=by,
            rule="" if by else "set_up",
            subject=f"cycle:{plan_year}",
            tenant=tenant,
            at=now,
            kept_from=keep_from.plan_year if keep_from else 0,
        )
        bump(tenant, "calendar")
        return cycle

    return commit_durably(work)


def _make_stages(cycle: PlanningCycle, windows: dict[StageCode, tuple[date, date]]) -> None:
    Stage.objects.bulk_create(
        Stage(tenant=cycle.tenant, cycle=cycle, code=code, opens_at=opening(first), closes_at=closing(last))
        for code, (first, last) in windows.items()
    )


def _keep(cycle: PlanningCycle, former: PlanningCycle, by: User | None, now: datetime) -> None:
    """What a team would type again: who is involved, how many each village may raise, the rules as agreed."""
    Stakeholder.objects.bulk_create(
        Stakeholder(
            tenant=cycle.tenant,
            cycle=cycle,
            name=row.name,
            constituency=row.constituency,
            influence=row.influence,
            interest=row.interest,
            engagement=row.engagement,
            note=row.note,
        )
        for row in former.stakeholders.order_by("id")
    )
    QuotaRule.objects.bulk_create(
        QuotaRule(cycle=cycle, region_code=row.region_code, most=row.most)
        for row in former.quotas.order_by("id")
    )
    rules = former.game_rules.first()
    if rules is not None:
        GameRules.objects.create(cycle=cycle, version=1, text=rules.text, at=now, by=by)
