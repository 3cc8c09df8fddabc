"""Where a person can go on from here.

Upper pages are known by name alone, and each says itself whom it lets in.
"""

from django.urls import resolve, reverse
from django.utils.translation import gettext_lazy as _

from rembuk.apps.core.clock import today
from rembuk.apps.core.pages import rule_of
from rembuk.rules.roles import OFFICIAL_ROLES

from ..models import User

_INBOX = "desk:inbox"
_WAYS = (
    (_INBOX, _("My tasks")),
    ("proposals:mine", _("My proposals and drafts")),
    ("people:residence", _("Residents of my village")),
    ("preparation:manage", _("Prepare the year")),
    ("priorities:choose", _("Criteria of the priorities")),
    ("musrenbang:own", _("Forums at my level")),
    ("publishing:manage", _("Prepare plan documents")),
    ("publishing:edit_list", _("Edit guides")),
    ("exchange:mailbox", _("Messages")),
    ("people:users", _("Accounts and roles")),
    ("desk:failures", _("What the system could not do")),
)


def ways_on(user: User) -> list[tuple[str, str]]:
    """(label, address) of the pages that let this person in."""
    return [(str(label), reverse(name)) for name, label in _WAYS if _lets_in(name, user)]


def start_of(user: User) -> str:
    """The first page after signing in: for officials what waits for them, for residents their account."""
    is_official = any(row.role in OFFICIAL_ROLES for row in user.assignments_on(today()))
    return reverse(_INBOX if is_official and _lets_in(_INBOX, user) else "people:account")


def _lets_in(name: str, user: User) -> bool:
    rule = rule_of(resolve(reverse(name)).func)
    return rule is not None and (not isinstance(rule.who, tuple) or user.may_any(rule.who))
