"""Reads of proposals: the public list, one proposal's history, and the sentences that say where it stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, NamedTuple

from django.db import connection
from django.db.backends.utils import CursorWrapper
from django.db.models import Q, QuerySet

from rembuk.apps.core.format import date_text, rupiah
from rembuk.apps.people.models import User
from rembuk.rules.categories import CATEGORY
from rembuk.rules.labels import in_language
from rembuk.rules.proposal_flow import STATE, STEP
from rembuk.rules.reasons import REASON
from rembuk.rules.roles import ROLE

from .models import Explanation, Follow, Move, Photo, Proposal, Support
from .own_words import in_words_of
from .words import canonical

PAGE = 20
# Words are compared with so many proposals at a time, the newest first; the next page looks further back.
LOOKED_THROUGH = 50_000

# The public speaks of few groups, not of 35 states.
GROUPS: dict[str, tuple[str, str, frozenset[str]]] = {
    "new": ("Baru masuk", "New", frozenset({"submitted", "recorded"})),
    "review": (
        "Sedang diperiksa",
        "Under review",
        frozenset(
            {"village_review", "district_review", "council_review", "partner_review", "agency_review",
             "survey", "redirected", "tapd_review", "grant_route", "returned"}
        ),
    ),
    "agreed": (
        "Disepakati forum",
        "Agreed by a forum",
        frozenset({"village_agreed", "district_agreed", "agency_accepted", "plan_draft"}),
    ),
    "planned": (
        "Masuk rencana dan anggaran",
        "In plan and budget",
        frozenset({"rkpd", "kua_ppas", "apbd", "village_funded", "transfer_funded", "already_budgeted"}),
    ),
    "works": ("Sedang dikerjakan", "Being built", frozenset({"procurement", "in_progress"})),
    "done": ("Selesai", "Done", frozenset({"completed", "checked_by_residents"})),
    "ended": (
        "Tidak dilanjutkan",
        "Not continued",
        frozenset(
            {"rejected", "cancelled", "withdrawn", "merged", "forwarded", "deferred", "district_not_agreed"}
        ),
    ),
}  # fmt: skip
TONE = {"new": "langit", "review": "langit", "agreed": "daun", "planned": "daun", "works": "daun",
        "done": "padi", "ended": "bata"}  # fmt: skip
_NO_REFUSAL = frozenset({"merged", "withdrawn", "forwarded"})  # ended, but nobody said no
GROUP_OF = {state: code for code, (_id, _en, states) in GROUPS.items() for state in states}


@dataclass(frozen=True, slots=True)
class Filters:
    """What the public list can be narrowed to; everything else in an address is ignored."""

    region_code: str = ""
    group: str = ""
    category: str = ""
    plan_year: int | None = None
    words: str = ""
    before: int | None = None  # keyset: older than this id
    after: int | None = None


class ProposalLine(NamedTuple):
    """One row of a list, ready to show; a tuple, because lists are made more often than anything else."""

    id: int
    code: str
    title: str
    place: str
    proposer: str
    state_label: str
    tone: str
    category: str
    cost: str
    supports: int
    submitted: str
    meta: str  # place and day in one: what a long list writes under the title


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list; the ids lead to its neighbours."""

    rows: tuple[ProposalLine, ...]
    newer: int | None
    older: int | None
    goes_on: bool = False  # `older` leads to where words were not looked for yet


_COLUMNS = (
    "id", "code", "title", "place_line", "proposer_line", "state", "category", "estimated_cost",
    "amount_agreed", "support_count", "submitted_at",
)  # fmt: skip


def public_list(tenant: str, filters: Filters, lang: str = "id") -> Page:
    """A page of public proposals, newest first: two neighbours away is as cheap as the first page."""
    newer_first = filters.after is None
    if filters.words and not canonical(filters.words):  # signs alone: no text holds them
        return Page((), None, None)
    with connection.cursor() as cursor:
        bound = _bound(cursor, tenant, filters) if filters.words else None
        cursor.execute(*_statement(tenant, filters, bound))
        found = cursor.fetchall()
    more, found = len(found) > PAGE, found[:PAGE]
    if not newer_first:
        found.reverse()
    first, last = (found[0][0], found[-1][0]) if found else (None, None)
    goes_on = newer_first and not more and bound is not None
    has_newer = more if not newer_first else filters.before is not None
    has_older = more if newer_first else True
    return Page(
        rows=tuple(_line(row, lang) for row in found),
        newer=first if has_newer else None,
        older=bound if goes_on else last if has_older else None,
        goes_on=goes_on,
    )


def _bound(cursor: CursorWrapper, tenant: str, filters: Filters) -> int | None:
    """How far words are looked for: down to this id, upwards up to it; None where nothing is beyond."""
    ids = _from_here(Proposal.objects.filter(tenant=tenant, is_public=True), filters).values_list("id")
    cursor.execute(*ids[LOOKED_THROUGH - 1 : LOOKED_THROUGH].query.sql_with_params())
    row = cursor.fetchone()
    return row[0] if row else None


@lru_cache(maxsize=2_000)
def _statement(tenant: str, filters: Filters, bound: int | None) -> tuple[str, tuple[Any, ...]]:
    """The query as text: making it costs more than asking it, and lists are asked for again and again.

    A group is asked for state by state, each in the order of its index: to sort all of a group is dear.
    """
    rows = _from_here(_narrowed(tenant, filters), filters)
    if bound is not None:
        rows = rows.filter(id__gte=bound) if filters.after is None else rows.filter(id__lte=bound)
    states = sorted(GROUPS[filters.group][2]) if filters.group in GROUPS else []
    asked = [rows.filter(state=state) for state in states] or [rows]
    parts = [each.values_list(*_COLUMNS)[: PAGE + 1].query.sql_with_params() for each in asked]
    if len(parts) == 1:
        return parts[0]
    text = " UNION ALL ".join(
        f"SELECT * FROM ({sql}) AS part{n}"  # noqa: S608  statements that Django made; the values go beside them
        for n, (sql, _) in enumerate(parts)
    )
    order = "ASC" if filters.after is not None else "DESC"
    values = tuple(value for _, some in parts for value in some)
    return f"{text} ORDER BY 1 {order} LIMIT {PAGE + 1}", values


def _from_here(rows: QuerySet[Proposal], filters: Filters) -> QuerySet[Proposal]:
    """From the neighbour that was given, in the direction that was asked for."""
    if filters.after is not None:
        return rows.filter(id__gt=filters.after).order_by("id")
    if filters.before is not None:
        rows = rows.filter(id__lt=filters.before)
    return rows.order_by("-id")


@lru_cache(maxsize=5_000)
def _day_text(moment: datetime | None, lang: str) -> str:
    """A moment as the database gave it: SQLite gives UTC without saying so."""
    if moment is None:
        return ""
    return date_text(moment if moment.tzinfo else moment.replace(tzinfo=UTC), lang)


@lru_cache(maxsize=5_000)
def _amount_text(amount: int, lang: str) -> str:
    return rupiah(amount, lang)


def _narrowed(tenant: str, filters: Filters) -> QuerySet[Proposal]:
    """Public proposals within the filters but the group, in no particular order."""
    rows = Proposal.objects.filter(tenant=tenant, is_public=True)
    if filters.region_code:
        depth = filters.region_code.count(".")
        rows = rows.filter(**{"village_code" if depth == 3 else "district_code": filters.region_code})
    if filters.category in CATEGORY:
        rows = rows.filter(category=filters.category)
    if filters.plan_year:
        rows = rows.filter(plan_year=filters.plan_year)
    for word in canonical(filters.words).split()[:8]:
        rows = rows.filter(Q(canonical__contains=word))
    return rows


def _line(row: tuple[object, ...], lang: str) -> ProposalLine:
    pk, code, title, place, proposer, state, category, cost, agreed, supports, submitted = row
    amount = agreed if agreed is not None else cost
    known = CATEGORY.get(category)  # type: ignore[call-overload]
    day = _day_text(submitted, lang)
    return ProposalLine(
        id=pk,  # type: ignore[arg-type]
        code=str(code),
        title=str(title),
        place=str(place),
        proposer=str(proposer),
        state_label=STATE[state].label(lang),  # type: ignore[index]
        tone=tone_of(str(state)),
        category=known.label(lang) if known else "",
        cost=_amount_text(amount, lang) if isinstance(amount, int) else "",
        supports=supports,  # type: ignore[arg-type]
        submitted=day,
        meta=f"{place} · {day}" if day else str(place),
    )


def tone_of(state: str) -> str:
    """The colour of a state's badge; its word and shape say the same."""
    return "muted" if state in _NO_REFUSAL else TONE.get(GROUP_OF.get(state, "new"), "muted")


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One entry of "Riwayat usulan"."""

    when: str
    at: datetime
    what: str
    office: str
    reason: str
    note: str
    amount: str
    state_label: str
    tone: str
    photos: tuple[Photo, ...]
    explanation: Explanation | None


def history(
    proposal: Proposal, lang: str = "id", pictures: Sequence[Photo] | None = None
) -> tuple[HistoryLine, ...]:
    """Every step from the first word, oldest first; `pictures` where they are read already."""
    moves = list(Move.objects.filter(proposal=proposal).order_by("id"))
    if pictures is None:
        pictures = list(Photo.objects.filter(proposal=proposal).exclude(move=None).order_by("id"))
    photos: dict[int, list[Photo]] = {}
    for photo in pictures:
        photos.setdefault(photo.move_id or 0, []).append(photo)
    explained = {}
    if any(move.to_state == "rejected" for move in moves):
        explained = {row.move_id: row for row in Explanation.objects.filter(proposal=proposal)}
    return tuple(
        HistoryLine(
            when=date_text(move.at, lang),
            at=move.at,
            what=sentence_of(move, lang),
            office=office_text(move.office, lang, move.role),
            reason=REASON[move.reason_code].label(lang) if move.reason_code in REASON else "",
            note=in_words_of(move.reason_text, lang) or move.recommendation,
            amount=rupiah(move.amount, lang) if move.amount is not None else "",
            state_label=STATE[move.to_state].label(lang),
            tone=tone_of(move.to_state),
            photos=tuple(photos.get(move.pk, ())),
            explanation=explained.get(move.pk),
        )
        for move in moves
    )


def sentence_of(move: Move, lang: str) -> str:
    """What a step did, as a short line: the state it led to, or what was done within a state."""
    if move.step == "unmerge":
        return in_language(lang, "Penggabungan dibatalkan", "The merge was undone")
    if move.from_state == move.to_state and move.step in STEP:
        return STEP[move.step].label(lang)
    return STATE[move.to_state].label(lang)


def office_text(office: str, lang: str, role: str = "") -> str:
    """An office as it was written with its step; what is no name is said in the reader's language."""
    if lang != "en":
        return office
    known = ROLE.get(role)
    return known.label_en if known and known.label_id == office else in_words_of(office, lang)


def return_of(proposal: Proposal, lang: str) -> HistoryLine | None:
    """What the office that returned a proposal asked for."""
    if proposal.state != "returned":
        return None
    return next((row for row in reversed(history(proposal, lang)) if row.note), None)


@dataclass(frozen=True, slots=True)
class DraftLine:
    """A draft, to be gone on with."""

    uuid: str
    title: str
    when: str


def own_drafts(by: User, lang: str) -> tuple[DraftLine, ...]:
    """The drafts of one person, newest first."""
    own = Proposal.objects.filter(Q(proposer=by) | Q(assisted_by=by), tenant=by.tenant)
    rows = own.filter(state="draft").order_by("-state_since", "-id")[:PAGE]
    untitled = in_language(lang, "Draf tanpa judul", "Untitled draft")
    return tuple(
        DraftLine(str(row.uuid), row.title or untitled, date_text(row.state_since, lang)) for row in rows
    )


def own_lines(by: User, lang: str, *, most: int = 100) -> tuple[ProposalLine, ...]:
    """The proposals that one person sent or entered for somebody, newest first."""
    rows = Proposal.objects.filter(Q(proposer=by) | Q(assisted_by=by)).exclude(code=None).order_by("-id")
    return tuple(_line(row, lang) for row in rows.values_list(*_COLUMNS)[:most])


@dataclass(frozen=True, slots=True)
class PersonalState:
    """What one person has to do with one proposal."""

    supports: bool
    follows: bool
    may_ask: bool
    state_label: str
    tone: str


def personal_state(by: User, proposal: Proposal, lang: str = "id") -> PersonalState:
    """Three cheap reads."""
    refused = proposal.state == "rejected" and by.pk in (proposal.proposer_id, proposal.assisted_by_id)
    return PersonalState(
        supports=Support.objects.filter(proposal=proposal, user=by).exists(),
        follows=Follow.objects.filter(proposal=proposal, user=by).exists(),
        may_ask=refused
        and not Explanation.objects.filter(proposal=proposal, move__to_state="rejected").exists(),
        state_label=STATE[proposal.state].label(lang),
        tone=tone_of(proposal.state),
    )
