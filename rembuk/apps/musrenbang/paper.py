"""The Berita Acara of a forum as data for the typesetter."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Literal, cast

from django.conf import settings

from rembuk.algorithms.documents import (
    AgreedItem,
    Attendee,
    Delegate,
    Letterhead,
    Minutes,
    NotAgreedItem,
    Signer,
    VillageList,
    VillageListKind,
)
from rembuk.apps.core.clock import today
from rembuk.apps.core.format import number, time_text
from rembuk.apps.places.models import Government, SubActivity
from rembuk.apps.places.queries import agencies, parent_code, region_lines
from rembuk.apps.proposals.models import Proposal
from rembuk.apps.proposals.words import gist_of
from rembuk.rules.fairness import SENSITIVE, told_counts
from rembuk.rules.forums import find_outcome
from rembuk.rules.proposal_flow import STATE
from rembuk.rules.reasons import REASON
from rembuk.rules.stages import StageCode

from .constituencies import speaker_label
from .models import Forum, ForumItem, Participant
from .models import Minutes as MinutesRow
from .standing import gone_to
from .village_lines import amount_of, village_line_of

_AGREED = frozenset({"agreed", "raised", "funded_by_village"})
CHILDREN = "children"
_CLOSES_THE_VILLAGE_PLAN = StageCode.VILLAGE_PLAN_ADOPTION


def paper_of(forum: Forum, minutes: MinutesRow, government: Government, *, signer: Signer) -> Minutes:
    """Everything the minutes say; the same data gives the same bytes."""
    items = list(
        ForumItem.objects.listed(forum)
        .select_related("proposal", "merge_target", "forum")
        .order_by("rank", "position")
    )
    people = list(Participant.objects.filter(forum=forum).exclude(arrived_at=None).order_by("id"))
    place = region_lines([forum.region_code, parent_code(forum.region_code)])
    agreed = [item for item in items if item.outcome in _AGREED and not gone_to(item, forum)]
    opened, closed = forum.opened_at or forum.starts_at, forum.closed_at
    minutes_of = Minutes(
        forum_type=forum.type,
        forum=forum.title,
        government=government.name,
        plan_year=forum.cycle.plan_year,
        letterhead=_letterhead(forum, government, place.get(parent_code(forum.region_code), "")),
        held_on=today(opened),
        place=forum.place,
        town=_town(forum, government),
        url=f"{settings.REMBUK_PUBLIC_URL}/musyawarah/{forum.code}/",
        chair=signer,
        not_agreed=tuple(_not_agreed(item) for item in items if item.outcome and item not in agreed),
        delegates=tuple(
            Delegate(
                name=row["name"],
                constituency=row.get("constituency", ""),
                sex=row.get("sex", ""),
                is_sensitive=bool(row.get("is_sensitive")),
            )
            for row in minutes.delegates
        ),
        attendees=tuple(_attendee(person) for person in people),
        elements=_elements(people),
        tells_sexes=None not in told_counts(Counter(person.sex for person in people)).values(),
        representatives=_representatives(people),
        number=minutes.number,
        hours=f"{time_text(opened)} sampai dengan {time_text(closed)}" if closed else "",
        quorum_note=forum.quorum_note,
        notes=minutes.notes,
        objections=minutes.objections,
        practice=government.practice,
    )
    if forum.type == _CLOSES_THE_VILLAGE_PLAN:
        plan, upward = _village_lists(forum, government, agreed, place, minutes_of.held_on)
        return replace(minutes_of, village_plan=plan, upward=upward)
    return replace(minutes_of, agreed=_all_agreed(forum, agreed))


def _letterhead(forum: Forum, government: Government, around: str) -> Letterhead:
    """A village stands under its sub-district."""
    is_village = forum.region_code.count(".") == 3
    return Letterhead(
        government=f"Pemerintah {government.name}",
        office=forum.organiser if forum.organiser != government.name else "",
        address=around.split(",")[0] if is_village else "",
    )


def _town(forum: Forum, government: Government) -> str:
    """Where the paper is signed: the place itself, without the word for its kind."""
    name = government.name if forum.agency_code or forum.region_code == forum.tenant else forum.organiser
    return name.partition(" ")[2] or name


def _elements(people: list[Participant]) -> tuple[tuple[str, int | None], ...]:
    """Those whom the public copy does not name, counted by element as far as it may be told."""
    counted = Counter(row.constituency for row in people if not _attendee(row).is_named)
    ordered = dict(sorted(counted.items(), key=lambda row: (-row[1], row[0])))
    return tuple((speaker_label(code, "id"), many) for code, many in told_counts(ordered).items())


def _village_lists(
    forum: Forum, government: Government, agreed: list[ForumItem], place: dict[str, str], held_on: date
) -> tuple[VillageList, VillageList]:
    """The village's own plan for n-1, and what it asks of the regency for n."""
    village, _, district = place.get(forum.region_code, forum.organiser).partition(", ")

    def made(kind: VillageListKind, outcome: str, year: int) -> VillageList:
        return VillageList(
            kind=kind, village=village, district=district, government=government.name, year=year,
            dated=held_on, url="", practice=government.practice,
            lines=tuple(
                village_line_of(
                    item.proposal, kind, line=item.inputs.get("village_plan_line"),
                    amount=item.inputs.get("amount"),
                )
                for item in agreed
                if item.outcome == outcome
            ),
        )  # fmt: skip

    year = forum.cycle.plan_year
    return (
        made("village_annual_plan", "funded_by_village", year - 1),
        made("village_upward_proposals", "raised", year),
    )


def _all_agreed(forum: Forum, items: Iterable[ForumItem]) -> tuple[AgreedItem, ...]:
    found = list(items)
    names = {row.code: row.name for row in agencies(forum.tenant)}
    codes = {item.proposal.sub_activity_code for item in found} - {""}
    programs = dict(
        SubActivity.objects.filter(government_level="KABKOT", code__in=codes).values_list(
            "code", "program_name"
        )
    )
    return tuple(_agreed(item, names, programs) for item in found)


def _agreed(item: ForumItem, agency_names: dict[str, str], programs: dict[str, str]) -> AgreedItem:
    proposal = item.proposal
    outcome = find_outcome(item.forum.type, item.outcome)
    return AgreedItem(
        activity=proposal.title,
        place=proposal.place_line,
        amount=amount_of(proposal, item.inputs.get("amount")),
        volume=number(proposal.volume) if proposal.volume is not None else "",
        unit=proposal.unit,
        agency=agency_names.get(proposal.agency_code, ""),
        code=proposal.code or "",
        problem=gist_of(proposal.problem),
        beneficiaries=number(proposal.beneficiaries) if proposal.beneficiaries is not None else "",
        score=number(proposal.score) if proposal.score is not None else "",
        program=programs.get(proposal.sub_activity_code, ""),
        sub_activity_code=proposal.sub_activity_code,
        activity_target=f"{number(proposal.beneficiaries)} orang" if proposal.beneficiaries else "",
        note="" if outcome.code == "agreed" else outcome.label_id,
    )


def _not_agreed(item: ForumItem) -> NotAgreedItem:
    proposal = item.proposal
    return NotAgreedItem(
        activity=proposal.title,
        place=proposal.place_line,
        volume=_size(proposal),
        code=proposal.code or "",
        reason=_reason(item),
    )


def _reason(item: ForumItem) -> str:
    if gone := gone_to(item, item.forum):
        return f"Tidak dilanjutkan, karena sejak musyawarah statusnya: {STATE[gone].label_id}."
    if item.merge_target is not None:
        return f"Digabung dengan {item.merge_target.code}. {item.inputs.get('reason_text', '')}".strip()
    row = REASON.get(item.inputs.get("reason_code"))
    return ". ".join(
        part for part in (row.label_id if row else "", item.inputs.get("reason_text", "")) if part
    )


def _size(proposal: Proposal) -> str:
    return f"{number(proposal.volume)} {proposal.unit}".strip() if proposal.volume is not None else ""


def _attendee(person: Participant) -> Attendee:
    return Attendee(
        name=person.name, institution=person.institution,
        kind=cast(Literal["official", "delegate", "resident"], person.kind),
        constituency=speaker_label(person.constituency, "id"), sex=cast(Literal["L", "P"], person.sex),
        office=person.institution if person.kind == "official" else "",
        address=person.address, phone=person.phone, is_sensitive=person.constituency in SENSITIVE,
    )  # fmt: skip


def _representatives(people: list[Participant]) -> tuple[Attendee, ...]:
    """One for each element that is here: they sign beside the chair. No child signs."""
    seen: dict[str, Participant] = {}
    for person in people:
        if person.constituency != CHILDREN:
            seen.setdefault(person.constituency, person)
    return tuple(_attendee(person) for person in list(seen.values())[:10])
