"""Give somebody a role for a place, between two days, by a letter; and end it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from rembuk.apps.audit.record import record
from rembuk.apps.core.clock import today
from rembuk.apps.core.durable import commit_durably
from rembuk.apps.core.versions import bump
from rembuk.apps.places.models import Level
from rembuk.apps.places.queries import agencies, agency, region, within
from rembuk.rules.actions import Action
from rembuk.rules.refusals import Refusal
from rembuk.rules.roles import OFFICIAL_ROLES, ROLE, Scope

from ..access import forget_rights, rights
from ..models import RoleAssignment, User
from ..refusals import (
    ALREADY_HELD,
    DATES_REVERSED,
    LETTER_NEEDED,
    NOT_ACCOUNTS,
    NOT_ONESELF,
    UNKNOWN_ROLE,
    WRONG_PLACE,
)

# Registered and verified residents come from signing up and from the village office; a guest has no account.
GIVEN_ELSEWHERE = frozenset({"citizen_guest", "citizen", "citizen_verified"})
ASSIGNABLE: tuple[str, ...] = tuple(code for code in ROLE if code not in GIVEN_ELSEWHERE)
_PLACE_OF_SCOPE = {
    Scope.NEIGHBORHOOD: Level.VILLAGE,
    Scope.VILLAGE: Level.VILLAGE,
    Scope.DISTRICT: Level.DISTRICT,
}


@dataclass(frozen=True, slots=True)
class Post:
    """A role and where it is held, checked to belong together."""

    role: str
    region_code: str
    agency_code: str
    letter_number: str


def checked_post(*, role: str, region_code: str, agency_code: str, letter_number: str, tenant: str) -> Post:
    """Refuse a role that fits neither the place nor the agency; a role of the whole region needs no place."""
    if role not in ASSIGNABLE:
        raise Refusal(*UNKNOWN_ROLE)
    if role in OFFICIAL_ROLES and not letter_number.strip():
        raise Refusal(*LETTER_NEEDED)
    scope = ROLE[role].scope
    if scope is Scope.AGENCY:
        fits, region_code = agency(tenant, agency_code) is not None, tenant
    elif scope is Scope.AGENCY_GROUP:
        fits, region_code = agencies(tenant).filter(group=agency_code).exists(), tenant
    elif scope in _PLACE_OF_SCOPE:
        place = region(region_code)
        fits, agency_code = place is not None and place.level == _PLACE_OF_SCOPE[scope], ""
    else:
        fits, region_code, agency_code = True, region_code or tenant, ""
    if not fits or not within(region_code, tenant):
        raise Refusal(*WRONG_PLACE)
    return Post(role, region_code, agency_code, letter_number.strip())


def assign_role(
    *,
    user: User,
    role: str,
    by: User,
    now: datetime,
    region_code: str = "",
    agency_code: str = "",
    starts_on: date | None = None,
    ends_on: date | None = None,
    letter_number: str = "",
) -> RoleAssignment:
    """A role by a letter; one that had ended may be given again. Nobody gives a role to themselves."""
    check_accounts_right(by, now)
    if user.pk == by.pk:
        raise Refusal(*NOT_ONESELF)
    first = starts_on or today(now)
    if ends_on is not None and ends_on < first:
        raise Refusal(*DATES_REVERSED)
    post = checked_post(
        role=role,
        region_code=region_code,
        agency_code=agency_code,
        letter_number=letter_number,
        tenant=user.tenant,
    )

    def work() -> RoleAssignment:
        row = give(user, post, starts_on=first, ends_on=ends_on)
        _record(row, by, now, given=1)
        return row

    row = commit_durably(work)
    forget_rights(user)
    return row


def end_role(assignment: RoleAssignment, *, by: User, now: datetime) -> RoleAssignment:
    """Yesterday becomes its last day, or it goes altogether where it has not counted a day. Twice is once."""
    check_accounts_right(by, now)
    if assignment.user_id == by.pk:
        raise Refusal(*NOT_ONESELF)
    if assignment.role in GIVEN_ELSEWHERE:
        raise Refusal(*UNKNOWN_ROLE)
    day = today(now)

    def work() -> RoleAssignment:
        row = RoleAssignment.objects.select_for_update().filter(pk=assignment.pk).first()
        if row is None or (row.ends_on is not None and row.ends_on < day):
            return row or assignment
        _record(row, by, now, given=0)
        if row.starts_on >= day:
            row.delete()
        else:
            row.ends_on = day - timedelta(days=1)
            row.save(update_fields=["ends_on"])
        return row

    return commit_durably(work)


def give(user: User, post: Post, *, starts_on: date, ends_on: date | None) -> RoleAssignment:
    """The row itself, inside somebody's transaction: a new one, or the one that had ended, opened again."""
    where = {"tenant": user.tenant, "user": user, "role": post.role, "region_code": post.region_code}
    dates = {"starts_on": starts_on, "ends_on": ends_on, "letter_number": post.letter_number}
    row, is_new = RoleAssignment.objects.select_for_update().get_or_create(
        **where, agency_code=post.agency_code, defaults=dates
    )
    if is_new:
        return row
    if row.ends_on is None or row.ends_on >= today():
        raise Refusal(*ALREADY_HELD)
    RoleAssignment.objects.filter(pk=row.pk).update(**dates)
    row.refresh_from_db()
    return row


def check_accounts_right(by: User, now: datetime) -> None:
    if not rights(by, today(now)).may(Action.ACCOUNTS_MANAGE):
        raise Refusal(*NOT_ACCOUNTS)


def _record(row: RoleAssignment, by: User, now: datetime, *, given: int) -> None:
    record(
        Action.ACCOUNTS_MANAGE,
        by=by,
        subject=f"account:{row.user_id}",
        tenant=row.tenant,
        region=row.region_code,
        at=now,
        what="role",
        given=given,
        role=row.role,
        agency=row.agency_code,
        letter=row.letter_number,
    )
    bump(row.tenant, "people")
