"""What people change about their own account: name, contact, home, whether their name is shown, password."""

from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.db import IntegrityError

from rembuk.apps.audit.record import record
from rembuk.apps.core.clock import today
from rembuk.apps.core.durable import commit_durably
from rembuk.apps.core.versions import bump
from rembuk.rules.actions import Action
from rembuk.rules.refusals import Refusal

from ..access import forget_rights
from ..models import CONFIRMED, REGISTERED, RoleAssignment, User
from ..refusals import CONTACT_IN_USE, WRONG_PASSWORD

_OWN_FIELDS = ("name", "phone", "email", "village_code", "rt", "rw", "shows_name")


def change_account(
    user: User,
    *,
    now: datetime,
    name: str,
    phone: str | None,
    email: str | None,
    village_code: str,
    rt: str,
    rw: str,
    shows_name: bool,
) -> tuple[str, ...]:
    """Write what is different and say which fields those were. Who moves house is confirmed anew."""
    new = dict(zip(_OWN_FIELDS, (name, phone, email, village_code, rt, rw, shows_name), strict=True))
    changed = tuple(field for field in _OWN_FIELDS if getattr(user, field) != new[field])
    if not changed:
        return ()
    moved = "village_code" in changed

    def work() -> None:
        if moved:
            _move_house(user, village_code)
        User.objects.filter(pk=user.pk).update(**{field: new[field] for field in changed})
        _record(user, now, what=",".join(changed))
        bump(user.tenant, "people")

    try:
        commit_durably(work)
    except IntegrityError as taken:
        raise Refusal(*CONTACT_IN_USE) from taken
    user.refresh_from_db()
    forget_rights(user)
    return changed


def change_password(user: User, *, old: str, new: str, now: datetime) -> None:
    """Every other session ends, because each carries the old password's mark."""
    if not user.check_password(old):
        raise Refusal(*WRONG_PASSWORD)
    hashed = make_password(new)

    def work() -> None:
        User.objects.filter(pk=user.pk).update(password=hashed)
        _record(user, now, what="password")

    commit_durably(work)
    user.password = hashed


def note_download(user: User, *, now: datetime) -> None:
    """That somebody took their own data along is part of the record, as for every other data request."""
    commit_durably(lambda: _record(user, now, what="download"))


def _move_house(user: User, village_code: str) -> None:
    homes = RoleAssignment.objects.filter(
        user=user, region_code=user.village_code, role__in=[REGISTERED, CONFIRMED]
    )
    if homes.exists():
        homes.delete()
        RoleAssignment.objects.get_or_create(
            tenant=user.tenant,
            user=user,
            role=REGISTERED,
            region_code=village_code,
            agency_code="",
            defaults={"starts_on": today()},
        )
    User.objects.filter(pk=user.pk).update(
        residence_confirmed_at=None, residence_confirmed_by=None, confirmed_age=None
    )


def _record(user: User, now: datetime, *, what: str) -> None:
    record(
        Action.ACCOUNT_KEEP,
        by=user,
        subject=f"account:{user.pk}",
        tenant=user.tenant,
        region=user.village_code,
        at=now,
        what=what,
    )
