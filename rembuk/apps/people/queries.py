"""Reading accounts: whom a sign-in means, which roles somebody holds, who waits for the village office.

Every list is read in a constant number of queries; names leave this app only for those who may see them.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import F, Prefetch, Q, QuerySet
from django.utils.translation import get_language

from rembuk.apps.core.clock import today
from rembuk.apps.core.format import date_text
from rembuk.apps.core.typed import phone_of
from rembuk.apps.places.models import Agency
from rembuk.apps.places.queries import region_lines
from rembuk.rules.roles import OFFICIAL_ROLES, ROLE, Scope

from .identifiers import masked_phone, normal_email, normal_username
from .models import CONFIRMED, REGISTERED, Invitation, RoleAssignment, User

PAGE = 50


@dataclass(frozen=True, slots=True)
class RoleLine:
    """One assignment in words: "Admin Desa/Kelurahan, Desa Sukamaju, sejak 5 Januari 2026"."""

    pk: int
    code: str
    label: str
    place: str
    since: str
    until: str
    letter: str
    is_current: bool
    has_ended: bool
    may_end: bool


@dataclass(frozen=True, slots=True)
class PersonStrip:
    """The line above pages behind a sign-in: who is here, and in which roles."""

    name: str
    role_labels: tuple[str, ...]
    is_resident: bool = False  # holds no office, so has proposals and no tasks


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One account in the administrator's list."""

    pk: int
    name: str
    username: str
    place: str
    roles: tuple[str, ...]
    is_active: bool


@dataclass(frozen=True, slots=True)
class ResidentLine:
    """One resident in the village office's list: enough to recognise, no more."""

    pk: int
    name: str
    neighbourhood: str
    phone: str
    joined: str
    is_confirmed: bool
    confirmed: str
    is_of_age: bool


def person_strip(user: User | AnonymousUser) -> PersonStrip:
    """Who is here, in the language being shown. Costs no query once the rights of the request were asked."""
    if not isinstance(user, User):
        return PersonStrip("", ())
    lang, rows = get_language() or "id", user.assignments_on(today())
    labels = tuple(dict.fromkeys(ROLE[row.role].label(lang) for row in rows))
    return PersonStrip(user.name, labels, not any(row.role in OFFICIAL_ROLES for row in rows))


def account_meant(login: str) -> User | None:
    """Whose username, telephone number or e-mail address this is, however it was typed."""
    if "@" in login:
        return User.objects.filter(email=normal_email(login)).first()
    if phone := phone_of(login):
        return User.objects.filter(phone=phone).first()
    username = normal_username(login)
    return User.objects.filter(username=username).first() if username else None


def role_lines(rows: Sequence[RoleAssignment], day: date, lang: str) -> list[RoleLine]:
    """Assignments in words, current ones first; two queries however many there are."""
    places = region_lines([row.region_code for row in rows], lang)
    offices = _office_names(rows)
    lines = [
        RoleLine(
            pk=row.pk,
            code=row.role,
            label=ROLE[row.role].label(lang),
            place=_where(row, places, offices),
            since=date_text(row.starts_on, lang),
            until=date_text(row.ends_on, lang) if row.ends_on else "",
            letter=row.letter_number,
            is_current=row.counts_on(day),
            has_ended=_has_ended(row, day),
            may_end=not _has_ended(row, day) and row.role not in (REGISTERED, CONFIRMED),
        )
        for row in rows
    ]
    return sorted(lines, key=lambda line: (not line.is_current, line.has_ended, line.label))


def residents_of(villages: Sequence[str], *, confirmed: bool, words: str = "") -> QuerySet[User]:
    """Residents of some villages, the earliest to sign up first; confirmed ones the latest first."""
    found = User.objects.filter(
        village_code__in=villages,
        is_active=True,
        assignments__role=CONFIRMED if confirmed else REGISTERED,
        assignments__region_code=F("village_code"),
    )
    if words:
        found = found.filter(name__icontains=words)
    return found.order_by("-id" if confirmed else "id")


def residence_counts(villages: Sequence[str]) -> tuple[int, int]:
    """How many residents wait, and how many are confirmed."""
    return residents_of(villages, confirmed=False).count(), residents_of(villages, confirmed=True).count()


def resident_lines(rows: Sequence[User], lang: str) -> list[ResidentLine]:
    return [
        ResidentLine(
            pk=row.pk,
            name=row.name,
            neighbourhood=" / ".join(
                f"{word} {number}" for word, number in (("RT", row.rt), ("RW", row.rw)) if number
            ),
            phone=masked_phone(row.phone),
            joined=date_text(row.joined_at, lang),
            is_confirmed=row.residence_confirmed_at is not None,
            confirmed=date_text(row.residence_confirmed_at, lang) if row.residence_confirmed_at else "",
            is_of_age=row.confirmed_age is not None,
        )
        for row in rows
    ]


def people(tenant: str, words: str = "", *, only_officials: bool = False) -> QuerySet[User]:
    """Accounts by name; `words` looks in name and username, or means a whole telephone number or address."""
    found = User.objects.filter(tenant=tenant)
    if words:
        meant = account_meant(words)
        found = found.filter(
            Q(name__icontains=words) | Q(username__icontains=words) | Q(pk=meant.pk if meant else None)
        )
    if only_officials:
        found = found.filter(assignments__role__in=OFFICIAL_ROLES).distinct()
    return found.order_by("-id")


def person_lines(rows: QuerySet[User], day: date, lang: str) -> list[PersonLine]:
    """Three queries: people, their assignments, their places."""
    held = Prefetch("assignments", RoleAssignment.objects.order_by("id"))
    found = list(rows.prefetch_related(held))
    places = region_lines([row.village_code for row in found], lang)
    return [
        PersonLine(
            pk=row.pk,
            name=row.name,
            username=row.username,
            place=places.get(row.village_code, ""),
            roles=tuple(
                dict.fromkeys(ROLE[a.role].label(lang) for a in row.assignments.all() if a.counts_on(day))
            ),
            is_active=row.is_active,
        )
        for row in found
    ]


def token_hash(token: str) -> str:
    """What is kept of a one-time link. The secret is long and random, so one plain hash is enough."""
    return hashlib.sha256(token.encode()).hexdigest()


def invitation_for(token: str, now: datetime) -> Invitation | None:
    """The link as long as it is good: not used, not ended, its person not shut out."""
    found = Invitation.objects.filter(token_hash=token_hash(token), used_at=None, expires_at__gt=now)
    row = found.select_related("user").first()
    return None if row is None or (row.user is not None and not row.user.is_active) else row


def own_data(user: User) -> dict[str, Any]:
    """Everything this app keeps of a person, for that person."""
    return {
        "username": user.username,
        "name": user.name,
        "phone": user.phone,
        "email": user.email,
        "village_code": user.village_code,
        "rt": user.rt,
        "rw": user.rw,
        "shows_name": user.shows_name,
        "language": user.language,
        "joined_at": user.joined_at.isoformat(),
        "last_login": user.last_login.isoformat() if user.last_login else None,
        "residence_confirmed_at": (
            user.residence_confirmed_at.isoformat() if user.residence_confirmed_at else None
        ),
        "confirmed_age": user.confirmed_age,
        "roles": [
            {
                "role": row.role,
                "region_code": row.region_code,
                "agency_code": row.agency_code,
                "starts_on": row.starts_on.isoformat(),
                "ends_on": row.ends_on.isoformat() if row.ends_on else None,
                "letter_number": row.letter_number,
            }
            for row in user.assignments_held
        ],
    }


def _has_ended(row: RoleAssignment, day: date) -> bool:
    return row.ends_on is not None and row.ends_on < day


def _where(row: RoleAssignment, places: dict[str, str], offices: dict[str, str]) -> str:
    if ROLE[row.role].scope is Scope.AGENCY:
        return offices.get(row.agency_code, row.agency_code)
    if ROLE[row.role].scope is Scope.AGENCY_GROUP:
        return row.agency_code
    return places.get(row.region_code, row.region_code)


def _office_names(rows: Sequence[RoleAssignment]) -> dict[str, str]:
    wanted = {row.agency_code for row in rows if row.agency_code}
    if not wanted:
        return {}
    found = Agency.objects.filter(tenant=rows[0].tenant, code__in=wanted)
    return dict(found.values_list("code", "name"))
