"""What a person may do, and where: the questions every other app asks of an account.

Roles are code (`rembuk.rules.roles`), assignments are data; here the two meet a place, an agency and a day.
"""

from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import AnonymousUser

from rembuk.apps.places.queries import within
from rembuk.rules.actions import Action
from rembuk.rules.protections import RELATION, Relation
from rembuk.rules.roles import ROLE, Scope

from .models import RoleAssignment, User


@dataclass(frozen=True, slots=True)
class Rights:
    """The assignments of one person that count on one day."""

    assignments: tuple[RoleAssignment, ...]

    def may(self, action: Action) -> bool:
        """Somewhere at all."""
        return any(action in ROLE[row.role].can for row in self.assignments)

    def may_at(self, action: Action, region_code: str, agency_code: str = "", agency_group: str = "") -> bool:
        """At this place, for this agency."""
        return any(
            action in ROLE[row.role].can and _covers(row, region_code, agency_code, agency_group)
            for row in self.assignments
        )

    def roles_at(
        self, region_code: str = "", agency_code: str = "", agency_group: str = ""
    ) -> frozenset[str]:
        """The roles held over a place, an agency or a group of agencies."""
        return frozenset(
            row.role for row in self.assignments if _covers(row, region_code, agency_code, agency_group)
        )

    def held_for(self, action: Action) -> tuple[RoleAssignment, ...]:
        """The assignments that allow an action: their places and agencies are where it may be done."""
        return tuple(row for row in self.assignments if action in ROLE[row.role].can)

    def regions_for(self, action: Action) -> tuple[str, ...]:
        """The roots of the subtrees in which an action is allowed, each once."""
        return tuple(dict.fromkeys(row.region_code for row in self.held_for(action)))

    def lives_in(self, village_code: str) -> bool:
        """A resident whose residence the village office has confirmed."""
        held_by = RELATION[Relation.RESIDENT_OF_PLACE].held_by
        return any(row.role in held_by and row.region_code == village_code for row in self.assignments)


NOBODY = Rights(())


def rights(user: User | AnonymousUser | None, today: date) -> Rights:
    """What somebody may do on a day; the assignments stay on the object, so a request reads them once."""
    return Rights(user.assignments_on(today)) if isinstance(user, User) else NOBODY


def forget_rights(user: User) -> None:
    """After an assignment was written: the next question reads it again."""
    with suppress(AttributeError):  # nothing was read yet
        del user.assignments_held


def person(user: object) -> User | None:
    """The account behind `request.user`, or nobody: what views hand to actions as `by`."""
    return user if isinstance(user, User) else None


def the_person(user: object) -> User:
    """The account behind `request.user` on a page that asked for a sign-in."""
    found = person(user)
    if found is None:
        raise PermissionError("this page asks for a sign-in")
    return found


def _covers(row: RoleAssignment, region_code: str, agency_code: str, agency_group: str) -> bool:
    scope = ROLE[row.role].scope
    if scope is Scope.AGENCY:
        return bool(agency_code) and row.agency_code == agency_code
    if scope is Scope.AGENCY_GROUP:
        return bool(agency_group) and row.agency_code == agency_group
    if scope in (Scope.REGION, Scope.SYSTEM) and not region_code:
        return True
    return bool(region_code) and within(region_code, row.region_code)
