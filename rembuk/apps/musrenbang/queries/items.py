"""The list of a forum: its items with their decisions, and what is left of quota and ceiling."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from rembuk.apps.core.format import number, rupiah, rupiah_short
from rembuk.apps.preparation.queries import ceiling_left, quota_left
from rembuk.rules.forums import outcome_inputs, outcomes_of
from rembuk.rules.labels import in_language
from rembuk.rules.proposal_flow import STATE
from rembuk.rules.reasons import REASON

from ..models import Forum, ForumItem
from ..standing import gone_to
from ..village_lines import amount_of

PAGE = 50
_GOOD = frozenset({"agreed", "raised", "funded_by_village"})


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One proposal on the list, with what was decided."""

    pk: int
    position: int
    rank: int
    code: str
    title: str
    place: str
    cost: str
    score: str
    outcome: str
    tone: str
    reason: str
    amount: str


@dataclass(frozen=True, slots=True)
class Counts:
    """How far the forum is."""

    total: int
    decided: int
    good: int

    @property
    def left(self) -> int:
        return self.total - self.decided

    @property
    def percent(self) -> int:
        return 100 * self.decided // self.total if self.total else 0


@dataclass(frozen=True, slots=True)
class Room:
    """What is left while the forum decides: money under a ceiling, or places in a quota."""

    label: str
    ceiling: str
    used: str
    left: str
    percent: int
    over: bool


def items_page(
    forum: Forum, lang: str, *, after: int = 0, open_only: bool = False
) -> tuple[tuple[ItemRow, ...], int]:
    """A page in the order of the list, and the position after which the next begins (0: the last)."""
    rows = ForumItem.objects.listed(forum).filter(position__gt=after)
    if open_only:
        rows = rows.filter(outcome="")
    found = list(rows.select_related("proposal", "merge_target").order_by("position", "id")[: PAGE + 1])
    labels = {row.code: row.label(lang) for row in outcomes_of(forum.type)}
    shown = tuple(item_row(row, forum, labels, lang) for row in found[:PAGE])
    return shown, shown[-1].position if len(found) > PAGE else 0


def item_row(item: ForumItem, forum: Forum, labels: dict[str, str], lang: str) -> ItemRow:
    """An item in words: what was decided, or where it went by itself since."""
    proposal, gone = item.proposal, gone_to(item, forum)
    cost, amount = amount_of(proposal), item.inputs.get("amount")
    return ItemRow(
        pk=item.pk, position=item.position, rank=item.rank or item.position, code=proposal.code or "",
        title=proposal.title,
        place=proposal.place_line, cost=rupiah(cost, lang) if cost is not None else "",
        score=number(proposal.score, lang) if proposal.score is not None else "",
        outcome=STATE[gone].label(lang) if gone else labels.get(item.outcome, ""),
        tone="muted" if gone or not item.outcome else "padi" if item.outcome in _GOOD else "bata",
        reason="" if gone else reason_of(item, lang),
        amount=rupiah(int(amount), lang) if amount and not gone else "",
    )  # fmt: skip


def reason_of(item: ForumItem, lang: str) -> str:
    """Why not, or into what: for the list and the public page."""
    row = REASON.get(item.inputs.get("reason_code", ""))
    parts = [row.label(lang) if row else "", str(item.inputs.get("reason_text", ""))]
    if item.merge_target is not None:
        parts.insert(
            0,
            in_language(
                lang, f"Digabung dengan {item.merge_target.code}", f"Merged with {item.merge_target.code}"
            ),
        )
    return ". ".join(part for part in parts if part)


def next_undecided(item: ForumItem) -> int | None:
    """The item to go on with after this one: the next on the list, else the first that was left out."""
    rows = ForumItem.objects.listed(item.forum).filter(outcome="").order_by("position", "id")
    found = rows.filter(position__gt=item.position).first() or rows.first()
    return found.pk if found else None


def counts_of(forum: Forum) -> Counts:
    """One read."""
    rows = list(ForumItem.objects.listed(forum).select_related("proposal", "merge_target"))
    good = sum(row.outcome in _GOOD and not gone_to(row, forum) for row in rows)
    return Counts(len(rows), sum(row.outcome != "" for row in rows), good)


@dataclass(frozen=True, slots=True)
class Supposed:
    """Decisions that are looked at before they are taken: these items, with this outcome."""

    items: tuple[int, ...] = ()
    outcome: str = ""

    def chosen(self, forum: Forum, outcomes: frozenset[str]) -> QuerySet[ForumItem]:
        """Items that take room, as if the decisions were taken."""
        others = Q(outcome__in=outcomes) & ~Q(pk__in=self.items)
        these = Q(pk__in=self.items if self.outcome in outcomes else ())
        return ForumItem.objects.listed(forum).filter(others | these)


NOTHING = Supposed()


def room_of(forum: Forum, lang: str, supposed: Supposed = NOTHING) -> Room | None:
    """What this forum's decisions leave; None where it decides neither about a quota nor about money."""
    asked: dict[str, frozenset[str]] = {
        code: frozenset(row.code for row in outcomes_of(forum.type) if code in outcome_inputs(row))
        for code in ("within_quota", "within_ceiling")
    }
    if forum.state not in {"scheduled", "open", "suspended", "closed", "minutes_drafted", "minutes_read"}:
        return None
    if asked["within_quota"]:
        return _quota_room(forum, supposed.chosen(forum, asked["within_quota"]), lang)
    if asked["within_ceiling"]:
        return _ceiling_room(forum, supposed.chosen(forum, asked["within_ceiling"]), lang)
    return None


def _quota_room(forum: Forum, items: QuerySet[ForumItem], lang: str) -> Room | None:
    left = quota_left(forum.cycle, forum.region_code)
    if left is None:
        return None
    chosen = items.count()
    unit = in_language(lang, "usulan", "proposals")
    return Room(
        label=in_language(lang, "Kuota usulan ke kecamatan", "Quota to the sub-district"),
        ceiling=f"{number(left, lang)} {unit}", used=f"{number(chosen, lang)} {unit}",
        left=f"{number(abs(left - chosen), lang)} {unit}",
        percent=min(100, 100 * chosen // left) if left > 0 else 100 * (chosen > 0), over=chosen > left,
    )  # fmt: skip


def _ceiling_room(forum: Forum, items: QuerySet[ForumItem], lang: str) -> Room | None:
    found = ceiling_left(forum.cycle, forum.region_code)
    if found is None:
        return None
    agreed = sum(
        amount_of(row.proposal, row.inputs.get("amount")) or 0 for row in items.select_related("proposal")
    )
    used, left = found.used + agreed, found.left - agreed
    return Room(
        label=in_language(lang, "Pagu kecamatan", "Ceiling of the sub-district"),
        ceiling=rupiah_short(found.ceiling, lang), used=rupiah_short(used, lang),
        left=rupiah_short(abs(left), lang),
        percent=min(100, 100 * used // found.ceiling) if found.ceiling else 100 * (used > 0), over=left < 0,
    )  # fmt: skip
