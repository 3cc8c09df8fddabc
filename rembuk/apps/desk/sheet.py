"""Everything an officer reads before deciding on one proposal, prepared as text."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, cast

from django.db.models import Exists, OuterRef, Subquery

from rembuk.apps.core.clock import now, today
from rembuk.apps.core.format import number, phone_text, rupiah
from rembuk.apps.people.access import rights
from rembuk.apps.people.models import User
from rembuk.apps.places.models import Agency
from rembuk.apps.proposals.access import may_undo_merge
from rembuk.apps.proposals.actions.readiness import RECORDING
from rembuk.apps.proposals.models import Photo, Proposal, ProposerContact, WaitingDecision
from rembuk.apps.proposals.prices import price_line
from rembuk.apps.proposals.queries import HistoryLine, history, tone_of
from rembuk.apps.proposals.readiness_lines import Preparedness, preparedness
from rembuk.rules.actions import Action
from rembuk.rules.categories import CATEGORY
from rembuk.rules.inputs import INPUT
from rembuk.rules.labels import in_language
from rembuk.rules.proposal_flow import STATE, STEP, Step
from rembuk.rules.reasons import ELIGIBILITY, REASON, REASONS, better_steps
from rembuk.rules.roles import ROLE

from .models import HeldDecision
from .queries.held import Undoable, held_on, held_proposals, undoable
from .queries.tasks import clock_of
from .waiting import is_desk_step


@dataclass(frozen=True, slots=True)
class Prepared:
    """A decision that waits for a second person."""

    label: str
    facts: tuple[tuple[str, str], ...]
    role: str
    is_mine: bool  # this person may confirm it
    mark: str  # of the paper as it is read here


@dataclass(frozen=True, slots=True)
class Sheet:
    """The facts of a proposal in the order in which one asks for them."""

    state_label: str
    tone: str
    clock: str
    clock_tone: str
    facts: tuple[tuple[str, str], ...]
    known: Preparedness  # readiness, and what affected residents say
    prepares: bool  # whether this person may answer there
    own_words: tuple[tuple[str, str], ...]
    photos: tuple[tuple[Photo, str], ...]  # with the name in its address
    history: tuple[HistoryLine, ...]
    neighbours: tuple[tuple[str, str, str], ...]  # code, title, state
    contact: tuple[tuple[str, str], ...]  # only for those who complete it with the proposer
    prepared: Prepared | None
    may_undo_merge: bool
    held: HeldDecision | None  # somebody has just decided
    undo: Undoable | None  # where it was this person

    @property
    def is_settled(self) -> bool:
        """Nobody decides now: it is decided already, or a second person has it."""
        return self.held is not None or self.prepared is not None


def sheet_of(
    proposal: Proposal, by: User, steps: Sequence[Step], lang: str, *, with_neighbours: bool = True
) -> Sheet:
    """A constant number of reads, whatever the history."""
    own = {code: text for code, text in proposal.own_words.items() if text != getattr(proposal, code, "")}
    pictures = list(Photo.objects.filter(proposal=proposal).order_by("id")[:_MOST_PHOTOS])
    beside = _beside(proposal)
    clock, clock_tone = clock_of(proposal.due_on, proposal.state_since, lang)
    held = held_on(proposal) if beside.is_held else None
    return Sheet(
        state_label=STATE[proposal.state].label(lang),
        tone=tone_of(proposal.state),
        clock=clock if steps or proposal.due_on else "",
        clock_tone=clock_tone,
        facts=_facts(proposal, beside.owner, lang),
        known=preparedness(proposal, lang),
        prepares=by.may_any((Action.READINESS_ANSWER, *RECORDING)),
        own_words=tuple((INPUT[c].label(lang), own[k]) for c, k in _OWN if own.get(k)),
        photos=tuple((row, row.file.rpartition("/")[2]) for row in pictures),
        history=history(proposal, lang, pictures),
        neighbours=_neighbours(proposal, lang) if with_neighbours else (),
        contact=_contact(proposal, beside, by, lang) if steps else (),
        prepared=_prepared(proposal, beside, by, bool(steps), lang),
        may_undo_merge=may_undo_merge(by, proposal),
        held=held,
        undo=undoable([held], lang, now=now()) if held and held.by_id == by.pk else None,
    )


_MOST_PHOTOS = 60
_OWN = (("problem_statement", "problem"), ("proposed_work", "work"))


class _Beside(Protocol):
    """What stands in other tables: each may be absent."""

    owner: str | None  # name of the agency
    is_held: bool
    contact: ProposerContact
    waiting: WaitingDecision


def _beside(proposal: Proposal) -> _Beside:
    """One read for all of them."""
    owner = Agency.objects.filter(tenant=OuterRef("tenant"), code=OuterRef("agency_code")).values("name")
    held = Exists(held_proposals().filter(proposal=OuterRef("pk")))
    rows = Proposal.objects.annotate(owner=Subquery(owner[:1]), is_held=held)
    return cast(_Beside, rows.select_related("contact", "waiting").get(pk=proposal.pk))


def _facts(proposal: Proposal, owner: str | None, lang: str) -> tuple[tuple[str, str], ...]:
    category = CATEGORY.get(proposal.category)  # type: ignore[call-overload]
    size = f"{number(proposal.volume, lang)} {proposal.unit}" if proposal.volume is not None else ""
    rated = ELIGIBILITY.get(proposal.eligibility)
    place = ", ".join(part for part in (proposal.address, proposal.place_line) if part)
    rows = (
        (INPUT["problem_statement"].label(lang), proposal.problem),
        (INPUT["proposed_work"].label(lang), proposal.work),
        (in_language(lang, "Bidang", "Kind"), category.label(lang) if category else ""),
        (INPUT["location"].label(lang), place),
        (INPUT["volume"].label(lang), size),
        (INPUT["beneficiaries"].label(lang), _number(proposal.beneficiaries, lang)),
        (INPUT["estimated_cost"].label(lang), _money(proposal.estimated_cost, lang)),
        (in_language(lang, "Menurut standar harga", "By the price standard"), _standard(proposal, lang)),
        (in_language(lang, "Sebab biayanya berbeda", "Why the cost differs"), proposal.price_reason),
        (INPUT["amount"].label(lang), _money(proposal.amount_agreed, lang)),
        (in_language(lang, "Swadaya", "Residents' contribution"), proposal.contribution),
        (in_language(lang, "Pemelihara", "Upkeep"), proposal.upkeep),
        (INPUT["target_agency"].label(lang), owner or ""),
        (INPUT["eligibility_rating"].label(lang), rated.label(lang).capitalize() if rated else ""),
        (in_language(lang, "Pengusul", "Proposer"), proposal.proposer_line),
        (in_language(lang, "Dukungan", "Supporters"), str(proposal.support_count)),
    )
    return tuple((label, text) for label, text in rows if text)


def _money(amount: int | None, lang: str) -> str:
    return rupiah(amount, lang) if amount is not None else ""


def _standard(proposal: Proposal, lang: str) -> str:
    line = price_line(proposal, lang)
    return line.text if line else ""


def _number(count: int | None, lang: str) -> str:
    return number(count, lang) if count is not None else ""


def _neighbours(proposal: Proposal, lang: str) -> tuple[tuple[str, str, str], ...]:
    """Others of the same kind in the same village: is it told twice?"""
    rows = Proposal.objects.filter(
        tenant=proposal.tenant, village_code=proposal.village_code, category=proposal.category, is_public=True
    ).exclude(pk=proposal.pk)
    found = rows.order_by("-id").values_list("code", "title", "state")[:5]
    return tuple((code, title, STATE[state].label(lang)) for code, title, state in found if code)


def _contact(proposal: Proposal, beside: _Beside, by: User, lang: str) -> tuple[tuple[str, str], ...]:
    """How to reach the proposer: for the village team, which completes the proposal together with them."""
    row: ProposerContact | None = getattr(beside, "contact", None)
    if row is None or not rights(by, today()).may_at(Action.PROPOSAL_COMPLETE, proposal.village_code):
        return ()
    rows = (
        (in_language(lang, "Nama", "Name"), row.name),
        (in_language(lang, "Telepon", "Telephone"), phone_text(row.phone) if row.phone else ""),
        (in_language(lang, "Surel", "E-mail"), row.email),
    )
    return tuple((label, text) for label, text in rows if text)


def advice(step: Step, opened: tuple[Step, ...], lang: str) -> tuple[tuple[str, str, str], ...]:
    """For each kind of reason that another open step answers better: reason, step, its label."""
    if "reason_code" not in step.requires:
        return ()
    return tuple(
        (row.label(lang), better.id, better.label(lang))
        for row in REASONS
        for better in better_steps(row.code, opened)
        if is_desk_step(better)
    )


def _prepared(proposal: Proposal, beside: _Beside, by: User, may_act: bool, lang: str) -> Prepared | None:
    waiting: WaitingDecision | None = getattr(beside, "waiting", None)
    if waiting is None:
        return None
    roles = rights(by, today()).roles_at(proposal.village_code, proposal.agency_code, proposal.agency_group)
    if not (may_act or waiting.by_id == by.pk or waiting.second_role in roles):
        return None  # not yet decided, so not yet for everybody to read
    facts = []
    for code, value in waiting.inputs.items():
        text = REASON[value].label(lang) if code == "reason_code" and value in REASON else str(value)
        facts.append((INPUT[code].label(lang) if code in INPUT else code, text))
    return Prepared(
        label=STEP[waiting.step].label(lang),
        facts=tuple(facts),
        role=ROLE[waiting.second_role].label(lang),
        is_mine=waiting.second_role in roles and waiting.by_id != by.pk,
        mark=waiting.mark,
    )
