"""The village office confirms where a resident lives, or takes it back."""

from datetime import datetime

from rembuk.apps.audit.record import record
from rembuk.apps.core.clock import today
from rembuk.apps.core.durable import commit_durably
from rembuk.apps.core.versions import bump
from rembuk.rules.actions import Action
from rembuk.rules.refusals import Refusal
from rembuk.rules.rounds import DEFAULT_MINIMUM_AGE

from ..access import forget_rights, rights
from ..models import CONFIRMED, REGISTERED, RoleAssignment, User
from ..refusals import NOT_CONFIRMED, NOT_ONESELF, NOT_WAITING, NOT_YOUR_VILLAGE


def confirm_residence(resident: User, *, by: User, now: datetime, of_age: bool = False) -> None:
    """From registered to verified resident, by an officer of that very village and never by oneself.

    of_age: whether the office notes that they are old enough for a round of priorities; no date is kept.
    """
    _check(resident, by, now)
    age = DEFAULT_MINIMUM_AGE if of_age else None

    def work() -> None:
        _turn(resident, REGISTERED, CONFIRMED)
        User.objects.filter(pk=resident.pk, village_code=resident.village_code).update(
            residence_confirmed_at=now, residence_confirmed_by=by, confirmed_age=age
        )
        _record(resident, by, now, confirmed=1, age=age or 0)

    commit_durably(work)
    forget_rights(resident)


def undo_confirmation(resident: User, *, by: User, now: datetime) -> None:
    """Back to a registered resident: the account stays, only what needs a confirmed home ends."""
    _check(resident, by, now)

    def work() -> None:
        _turn(resident, CONFIRMED, REGISTERED)
        User.objects.filter(pk=resident.pk, village_code=resident.village_code).update(
            residence_confirmed_at=None, residence_confirmed_by=None, confirmed_age=None
        )
        _record(resident, by, now, confirmed=0)

    commit_durably(work)
    forget_rights(resident)


def confirm_age(resident: User, *, by: User, now: datetime) -> None:
    """Note for somebody whose home is confirmed already that they are old enough."""
    _check(resident, by, now)

    def work() -> None:
        rows = User.objects.filter(pk=resident.pk, village_code=resident.village_code)
        if rows.exclude(residence_confirmed_at=None).update(confirmed_age=DEFAULT_MINIMUM_AGE) != 1:
            raise Refusal(*NOT_CONFIRMED)
        _record(resident, by, now, confirmed=1, age=DEFAULT_MINIMUM_AGE)

    commit_durably(work)


def _check(resident: User, by: User, now: datetime) -> None:
    if resident.pk == by.pk:
        raise Refusal(*NOT_ONESELF)
    if not rights(by, today(now)).may_at(Action.ACCOUNT_CONFIRM_RESIDENCE, resident.village_code):
        raise Refusal(*NOT_YOUR_VILLAGE)


def _turn(resident: User, old: str, new: str) -> None:
    """Compare and set: of two officers at once, one finds nothing left to turn."""
    rows = RoleAssignment.objects.filter(user=resident, region_code=resident.village_code, role=old)
    if rows.update(role=new) != 1:
        raise Refusal(*NOT_WAITING)


def _record(resident: User, by: User, now: datetime, *, confirmed: int, age: int = 0) -> None:
    record(
        Action.ACCOUNT_CONFIRM_RESIDENCE,
        by=by,
        subject=f"account:{resident.pk}",
        tenant=resident.tenant,
        region=resident.village_code,
        at=now,
        confirmed=confirmed,
        age=age,
    )
    bump(resident.tenant, "people")
