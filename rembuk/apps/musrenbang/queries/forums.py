"""The public list of forums, and the head that every page of a forum shows."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from rembuk.apps.core.format import date_text, moment_text, time_text
from rembuk.apps.people.models import User
from rembuk.rules.forum_flow import FORUM_STATE
from rembuk.rules.forum_types import FORUM_TYPE

from ..models import Forum
from ..standing import SIGNED

PAGE = 30
TONES = {
    "scheduled": "muted", "open": "daun", "suspended": "bata", "closed": "langit",
    "minutes_drafted": "langit",
    "minutes_read": "langit", "minutes_signed": "padi", "sent": "padi", "called_off": "muted",
}  # fmt: skip
CLOSED = frozenset({"closed", "minutes_drafted", "minutes_read"}) | SIGNED
# What the public asks: what comes or is going on, the next day first; and what is over, the latest first.
OVER = CLOSED | {"called_off"}


@dataclass(frozen=True, slots=True)
class ForumHead:
    """A forum in words."""

    code: str
    title: str
    type: str
    type_label: str
    organiser: str
    place: str
    day: str
    hour: str
    when: str
    iso: str
    state: str
    state_label: str
    tone: str


@dataclass(frozen=True, slots=True)
class Narrow:
    """What the list can be narrowed to."""

    type: str = ""
    over: bool = False
    district: str = ""
    after: int = 0  # id of the last row seen


def head_of(forum: Forum, lang: str) -> ForumHead:
    """A row in words."""
    return ForumHead(
        code=forum.code, title=forum.title, type=forum.type, type_label=FORUM_TYPE[forum.type].label(lang),
        organiser=forum.organiser, place=forum.place, day=date_text(forum.starts_at, lang),
        hour=time_text(forum.starts_at, lang), when=moment_text(forum.starts_at, lang),
        iso=forum.starts_at.isoformat(), state=forum.state, state_label=FORUM_STATE[forum.state].label(lang),
        tone=TONES[forum.state],
    )  # fmt: skip


def forums_page(tenant: str, narrow: Narrow, lang: str) -> tuple[tuple[ForumHead, ...], int]:
    """One page, and the id after which the next begins (0: this was the last)."""
    rows = _narrowed(Forum.objects.filter(tenant=tenant), narrow)
    last = Forum.objects.filter(pk=narrow.after, tenant=tenant).first() if narrow.after else None
    side, sign = ("lt", "-") if narrow.over else ("gt", "")
    if last is not None:
        same_day = Q(**{"starts_at": last.starts_at, f"id__{side}": last.pk})
        rows = rows.filter(Q(**{f"starts_at__{side}": last.starts_at}) | same_day)
    found = list(rows.order_by(f"{sign}starts_at", f"{sign}id")[: PAGE + 1])
    return tuple(head_of(row, lang) for row in found[:PAGE]), found[PAGE - 1].pk if len(found) > PAGE else 0


def _narrowed(rows: QuerySet[Forum], narrow: Narrow) -> QuerySet[Forum]:
    rows = rows.filter(state__in=OVER) if narrow.over else rows.exclude(state__in=OVER)
    if narrow.type in FORUM_TYPE:
        rows = rows.filter(type=narrow.type)
    if narrow.district:
        rows = rows.filter(Q(region_code=narrow.district) | Q(region_code__startswith=f"{narrow.district}."))
    return rows


def types_of(role: str) -> tuple[str, ...]:
    """The types of forum that this role runs or signs."""
    return tuple(row.code for row in FORUM_TYPE.values() if role in (*row.run_by, *row.signed_by))


def own_forums(
    by: User, tables: tuple[tuple[str, str, tuple[str, ...]], ...], lang: str
) -> tuple[ForumHead, ...]:
    """Forums at work over these (region, agency, types), the next day first."""
    mine = Q(pk__in=[])
    for region, agency, types in tables:
        here = Q(type__in=types) & (Q(region_code=region) | Q(region_code__startswith=f"{region}."))
        mine |= here & Q(agency_code=agency) if agency else here
    rows = Forum.objects.filter(mine, tenant=by.tenant).exclude(state__in=["sent", "called_off"])
    return tuple(head_of(row, lang) for row in rows.order_by("starts_at", "id")[:100])
