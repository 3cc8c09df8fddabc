"""Keep the map of institutions with a stake, and invite them."""

from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from rembuk.apps.audit.record import record
from rembuk.apps.core.durable import commit_durably
from rembuk.apps.core.versions import bump
from rembuk.apps.people.models import User
from rembuk.rules.actions import Action
from rembuk.rules.refusals import Refusal

from ..models import PlanningCycle, Stakeholder


@dataclass(frozen=True, slots=True)
class StakeholderFacts:
    """What the team writes down about one institution."""

    name: str
    constituency: str
    influence: int
    interest: int
    engagement: str
    note: str = ""


def add_stakeholder(cycle: PlanningCycle, *, facts: StakeholderFacts, by: User, now: datetime) -> Stakeholder:
    def work() -> Stakeholder:
        row = _saved(Stakeholder(tenant=cycle.tenant, cycle=cycle, **asdict(facts)))
        _note(row, by, now, "added")
        return row

    return commit_durably(work)


def change_stakeholder(row: Stakeholder, *, facts: StakeholderFacts, by: User, now: datetime) -> Stakeholder:
    def work() -> Stakeholder:
        for name, value in asdict(facts).items():
            setattr(row, name, value)
        _saved(row)
        _note(row, by, now, "changed")
        if row.is_invited:
            bump(row.tenant, "calendar")  # the public reads its name
        return row

    return commit_durably(work)


def remove_stakeholder(row: Stakeholder, *, by: User, now: datetime) -> None:
    def work() -> None:
        _note(row, by, now, "removed")
        Stakeholder.objects.filter(pk=row.pk).delete()
        bump(row.tenant, "calendar")

    commit_durably(work)


def invite(row: Stakeholder, *, invited: bool, by: User, now: datetime) -> Stakeholder:
    """Invite an institution, or take the invitation back; only this is public."""

    def work() -> Stakeholder:
        Stakeholder.objects.filter(pk=row.pk).update(is_invited=invited)
        row.is_invited = invited
        _note(row, by, now, "invited" if invited else "not_invited")
        bump(row.tenant, "calendar")
        return row

    return commit_durably(work)


def _saved(row: Stakeholder) -> Stakeholder:
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        raise Refusal(
            "stakeholder_twice",
            f"{row.name} sudah ada di peta pemangku kepentingan tahun ini.",
            f"{row.name} is already on this year's map of stakeholders.",
        ) from error
    return row


def _note(row: Stakeholder, by: User, now: datetime, what: str) -> None:
    record(
        Action.STAKEHOLDER_MANAGE,
        by=by,
        subject=f"stakeholder:{row.pk}",
        tenant=row.tenant,
        at=now,
        what=what,
        cycle=row.cycle.plan_year,
    )
