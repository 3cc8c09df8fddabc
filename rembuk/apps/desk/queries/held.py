"""Decisions that can still be undone, and those that came to nothing: what their officer is told."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from rembuk.apps.people.models import User
from rembuk.apps.proposals.models import Proposal
from rembuk.rules.proposal_flow import STEP

from ..models import HeldDecision

_MOST = 200


@dataclass(frozen=True, slots=True)
class Undoable:
    """What was decided together a moment ago."""

    batch: UUID
    text: str
    seconds: int  # until it is in force


@dataclass(frozen=True, slots=True)
class NotDone:
    """A decision that could not be carried out, and why."""

    batch: UUID
    code: str
    title: str
    what: str
    why: str


def held_proposals() -> QuerySet[HeldDecision, int]:
    """The ids of proposals on which somebody has just decided."""
    return HeldDecision.objects.filter(refusal_id="").values_list("proposal", flat=True)


def held_on(proposal: Proposal) -> HeldDecision | None:
    """The decision that is about to be in force for this one."""
    return HeldDecision.objects.filter(proposal=proposal, refusal_id="").first()


def own_held(by: User, lang: str, *, now: datetime) -> tuple[tuple[Undoable, ...], tuple[NotDone, ...]]:
    """One read for both; the latest decision last."""
    rows = list(HeldDecision.objects.filter(by=by).select_related("proposal").order_by("at", "id")[:_MOST])
    batches: dict[UUID, list[HeldDecision]] = {}
    for row in rows:
        if not row.refusal_id:
            batches.setdefault(row.batch, []).append(row)
    not_done = tuple(
        NotDone(
            batch=row.batch,
            code=row.proposal.code or "",
            title=row.proposal.title,
            what=_what(row, lang),
            why=row.refusal_en if lang == "en" else row.refusal_id,
        )
        for row in rows
        if row.refusal_id
    )
    return tuple(undoable(group, lang, now=now) for group in batches.values()), not_done


def undoable(rows: list[HeldDecision], lang: str, *, now: datetime) -> Undoable:
    """One bar for what was decided together."""
    first, what = rows[0], _what(rows[0], lang)
    if len(rows) == 1:
        text = _("%(what)s: %(title)s.") % {"what": what, "title": first.proposal.title}
    else:
        text = _("%(what)s: %(count)s proposals.") % {"what": what, "count": len(rows)}
    return Undoable(first.batch, text, max(1, round((rows[-1].until - now).total_seconds())))


def _what(row: HeldDecision, lang: str) -> str:
    label = STEP[row.step].label(lang)
    if row.kind == "confirm":
        return _("Confirmed, %(what)s") % {"what": label}
    return _("Sent back, %(what)s") % {"what": label} if row.kind == "send_back" else label
