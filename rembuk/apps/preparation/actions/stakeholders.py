"""Keep the map of institutions with a stake, and invite them."""

from dataclasses import asdict, dataclass, fields
from datetime import datetime

from django.db import IntegrityError, transaction

from rembuk.apps.audit.record import record
from rembuk.apps.core.durable import commit_durably
from rembuk.apps.core.seen import check_seen
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


def facts_of(row: Stakeholder) -> StakeholderFacts:
    """What stands on the map."""
    return StakeholderFacts(**{field.name: getattr(row, field.name) for field in fields(StakeholderFacts)})


def add_stakeholder(cycle: PlanningCycle, *, facts: StakeholderFacts, by: User, now: datetime) -> Stakeholder:
    def work() -> Stakeholder:
        there = Stakeholder.objects.filter(cycle=cycle, name=facts.name).first()
        if there is not None and facts_of(there) == facts:
            return there  # sent twice
        row = _saved(Stakeholder(tenant=cycle.tenant, cycle=cycle, **asdict(facts)))
        _note(row, by, now, "added")
        return row

    return commit_durably(work)


def change_stakeholder(
    row: Stakeholder, *, facts: StakeholderFacts, by: User, now: datetime, seen: str | None = None
) -> Stakeholder:
    """Write down something else; `seen` is the mark of what stood there before: else ChangedMeanwhile."""

    def work() -> Stakeholder:
        present = Stakeholder.objects.select_for_update().filter(pk=row.pk).first()
        if present is None:
            raise _removed(row)
        if facts_of(present) == facts:
            return present
        check_seen(seen, asdict(facts_of(present)))
        row.is_invited = present.is_invited
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


def _removed(row: Stakeholder) -> Refusal:
    return Refusal(
        "removed",
        f"{row.name} baru saja dihapus dari peta oleh rekan Anda. Tambahkan lagi bila masih perlu.",
        f"A colleague has just removed {row.name} from the map. Add it again if it is still needed.",
    )


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
