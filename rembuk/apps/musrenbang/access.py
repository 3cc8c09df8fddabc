"""Load a forum and ask the rules what this person may do with it."""

from django.contrib.auth.models import AnonymousUser
from django.http import Http404

from rembuk.apps.core.clock import today
from rembuk.apps.people.access import rights
from rembuk.apps.people.models import User
from rembuk.apps.places.queries import government
from rembuk.rules.forum_flow import ForumSituation, ForumStep, find_forum_step, forum_steps_open
from rembuk.rules.forum_types import FORUM_TYPE, FORUM_TYPES, ForumType
from rembuk.rules.refusals import Refusal
from rembuk.rules.roles import ROLE, Scope
from rembuk.rules.situations import Acting

from .models import Forum

# What the rules allow to be changed before the forum is closed.
DELIBERATING = frozenset({"scheduled", "open", "suspended"})


def forum_by_code(code: str) -> Forum:
    """Every forum is public; 404 where there is none."""
    served = government()
    found = (
        Forum.objects.select_related("cycle").filter(tenant=served.code if served else "", code=code).first()
    )
    if found is None:
        raise Http404
    return found


def acting(user: User | AnonymousUser, forum: Forum) -> Acting:
    """The roles held today over the forum's place or agency."""
    held = rights(user, today())
    return Acting(roles=held.roles_at(forum.region_code, forum.agency_code))


def steps_open(user: User | AnonymousUser, forum: Forum) -> tuple[ForumStep, ...]:
    """The buttons of the console."""
    return forum_steps_open(ForumSituation(forum.state, forum.type), acting(user, forum))


def find_step(step_id: str, user: User, forum: Forum) -> ForumStep:
    """The step, or a refusal that says who may, or when."""
    return find_forum_step(step_id, ForumSituation(forum.state, forum.type), acting(user, forum))


def runs(user: User | AnonymousUser, forum: Forum) -> bool:
    """Whether this person belongs to those who run this forum."""
    return not acting(user, forum).roles.isdisjoint(FORUM_TYPE[forum.type].run_by)


def check_runs(user: User, forum: Forum) -> None:
    """Raise Refusal where somebody else runs this forum."""
    if not runs(user, forum):
        names_id = ", ".join(ROLE[code].label_id for code in FORUM_TYPE[forum.type].run_by)
        names_en = ", ".join(ROLE[code].label_en for code in FORUM_TYPE[forum.type].run_by)
        raise Refusal(
            "role", f"Musyawarah ini dijalankan oleh: {names_id}.", f"This forum is run by: {names_en}."
        )


def held(forum: Forum) -> Forum:
    """The forum as it stands, inside a durable write: nobody moves it on before this is stored."""
    return Forum.objects.select_for_update().get(pk=forum.pk)


def check_deliberating(forum: Forum) -> None:
    """Raise Refusal once the forum is closed: then only minutes that amend can change anything."""
    if forum.state not in DELIBERATING:
        raise Refusal(
            "closed",
            "Musyawarah ini sudah ditutup, jadi daftar dan keputusannya tidak dapat diubah lagi.",
            "This forum is closed, so its list and decisions can no longer be changed.",
        )


def check_open(forum: Forum) -> None:
    """Raise Refusal unless the forum sits: a decision is taken by people who are there."""
    check_deliberating(forum)
    if forum.state != "open":
        raise Refusal(
            "not_open",
            "Keputusan dicatat selama musyawarah berlangsung. Buka dulu musyawarahnya.",
            "Decisions are recorded while the forum sits. Open the forum first.",
        )


def types_for(user: User) -> tuple[tuple[ForumType, str, str], ...]:
    """(type, region code, agency code) of the forums that this person may call: by role and place."""
    found = []
    for assignment in rights(user, today()).assignments:
        scope = ROLE[assignment.role].scope
        agency = assignment.agency_code if scope is Scope.AGENCY else ""
        found += [
            (row, assignment.region_code, agency) for row in FORUM_TYPES if assignment.role in row.run_by
        ]
    return tuple(dict.fromkeys(found))
