"""Riwayat usulan: everything the public may know of one proposal, in words."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.urls import reverse

from rembuk.apps.core.clock import today
from rembuk.apps.core.format import date_text, number, rupiah, rupiah_short
from rembuk.apps.places.models import Region
from rembuk.apps.places.queries import agency, place_name, region_lines
from rembuk.apps.proposals.models import Photo, Proposal
from rembuk.apps.proposals.prices import price_line
from rembuk.apps.proposals.queries import HistoryLine, history, tone_of
from rembuk.apps.proposals.readiness_lines import Preparedness, preparedness
from rembuk.rules.categories import CATEGORY
from rembuk.rules.labels import in_language
from rembuk.rules.proposal_flow import CHANNEL, STATE
from rembuk.rules.proposal_states import REVIEW

from ..sentences import answer
from .next_step import NextStep, next_step

_WITH_DISTRICT = frozenset({"district_review", "district_agreed", "district_not_agreed"})
_WITH_AGENCY = frozenset({"agency_review", "survey", "agency_accepted", "redirected", "grant_route"})
_WITH_REVIEW = {"council_review": "setwan", "partner_review": "mitra", "tapd_review": "tapd"}
_REFUSED = frozenset({"rejected", "cancelled", "deferred", "district_not_agreed"})
_AGAIN = frozenset({"rejected", "deferred", "withdrawn"})


@dataclass(frozen=True, slots=True)
class MoneyPart:
    """One part of the money bar."""

    label: str
    amount: str
    percent: int


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a proposal does not go on, who decided so, and when."""

    reason: str
    note: str
    office: str
    when: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A photograph as the page shows it."""

    url: str
    alt: str
    caption: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the timeline with its pictures."""

    line: HistoryLine
    iso: str
    pictures: tuple[Picture, ...]


@dataclass(frozen=True, slots=True)
class Linked:
    """Another proposal that this one belongs to, or that belongs to this one."""

    code: str
    title: str


@dataclass(frozen=True, slots=True)
class Trace:
    """The whole page."""

    answer: str
    state: str
    tone: str
    place: str
    place_url: str
    entries: tuple[Entry, ...]
    next: NextStep | None
    refused: Refused | None
    may_propose_again: bool
    money: tuple[MoneyPart, ...]
    money_finding: str
    facts: tuple[tuple[str, str], ...]
    known: Preparedness  # is it ready, and what do those say whom it touches
    pictures: tuple[Picture, ...]
    merged_into: Linked | None
    merged: tuple[Linked, ...]
    supports: str
    address: str


def trace_of(proposal: Proposal, now: datetime, lang: str) -> Trace:
    """Nine queries at most, however long its life was."""
    photos = tuple(Photo.objects.filter(proposal=proposal).order_by("id"))
    lines = history(proposal, lang, photos)
    village, district = _places(proposal, lang)
    target = proposal.merged_into
    return Trace(
        answer=_answer(proposal, village, district, lang),
        state=STATE[proposal.state].label(lang),
        tone=tone_of(proposal.state),
        place=", ".join(part for part in (village, district) if part),
        place_url=reverse("portal:region", args=[proposal.village_code]) if village else "",
        entries=tuple(
            Entry(line, today(line.at).isoformat(), _pictures(line.photos, lang)) for line in lines
        ),
        next=next_step(proposal, now, lang),
        refused=_refused(proposal, lines),
        may_propose_again=proposal.state in _AGAIN,
        money=_money(proposal, lang),
        money_finding=_money_finding(proposal, lang),
        facts=_facts(proposal, lang),
        known=preparedness(proposal, lang),
        pictures=_pictures(tuple(row for row in photos if row.move_id is None), lang),
        merged_into=Linked(target.code or "", target.title) if target and target.is_public else None,
        merged=_merged(proposal),
        supports=_supports(proposal.support_count, lang),
        address=settings.REMBUK_PUBLIC_URL + reverse("portal:trace", args=[proposal.code]),
    )


def _places(proposal: Proposal, lang: str) -> tuple[str, str]:
    codes = [code for code in (proposal.village_code, proposal.district_code) if code]
    found = {row.code: place_name(row.kind, row.name, lang) for row in Region.objects.filter(code__in=codes)}
    return found.get(proposal.village_code, ""), found.get(proposal.district_code, "")


def _answer(proposal: Proposal, village: str, district: str, lang: str) -> str:
    due = date_text(proposal.due_on, lang) if proposal.due_on else ""
    office = _office(proposal, village, district, lang)
    return answer(proposal.state, office=office, year=proposal.plan_year, due=due, lang=lang)


def _office(proposal: Proposal, village: str, district: str, lang: str) -> str:
    """Who has it now, by name."""
    state = proposal.state
    if state in _WITH_REVIEW:
        return REVIEW[_WITH_REVIEW[state]].label(lang)
    if state in _WITH_AGENCY:
        row = agency(proposal.tenant, proposal.agency_code) if proposal.agency_code else None
        return row.name if row else in_language(lang, "dinas yang berwenang", "the agency in charge")
    if state in _WITH_DISTRICT:
        return district or in_language(lang, "kecamatan", "the sub-district")
    return village or in_language(lang, "desa/kelurahan", "the village")


def _refused(proposal: Proposal, lines: tuple[HistoryLine, ...]) -> Refused | None:
    if proposal.state not in _REFUSED or not lines:
        return None
    last = lines[-1]
    return Refused(last.reason, last.note, last.office, last.when)


def _money(proposal: Proposal, lang: str) -> tuple[MoneyPart, ...]:
    """Asked, agreed, budgeted, spent: those that are known, each as a part of the largest."""
    rows = (
        (in_language(lang, "Diusulkan", "Asked"), proposal.estimated_cost),
        (in_language(lang, "Disepakati", "Agreed"), proposal.amount_agreed),
        (in_language(lang, "Dianggarkan", "Budgeted"), proposal.amount_budgeted),
        (in_language(lang, "Terpakai", "Spent"), proposal.amount_spent),
    )
    known = [(label, amount) for label, amount in rows if amount is not None]
    most = max((amount for _label, amount in known), default=0)
    return tuple(
        MoneyPart(label, rupiah(amount, lang), amount * 100 // most if most else 0) for label, amount in known
    )


def _money_finding(proposal: Proposal, lang: str) -> str:
    """The furthest that money has come, as a sentence."""
    furthest = (
        (proposal.amount_spent, "Sudah terpakai {x}.", "{x} has been spent."),
        (proposal.amount_budgeted, "Dianggarkan {x}.", "{x} is in the budget."),
        (proposal.amount_agreed, "Disepakati {x}.", "{x} has been agreed."),
        (proposal.estimated_cost, "Diperkirakan {x}; belum ada yang disepakati.",
         "About {x} is asked; nothing is agreed yet."),
    )  # fmt: skip
    for amount, text_id, text_en in furthest:
        if amount is not None:
            return in_language(lang, text_id, text_en).format(x=rupiah_short(amount, lang))
    return ""


def _facts(proposal: Proposal, lang: str) -> tuple[tuple[str, str], ...]:
    """What was asked for, by whom, for which year; what nobody wrote is left out."""
    category = CATEGORY.get(proposal.category)  # type: ignore[call-overload]
    volume = f"{number(proposal.volume, lang)} {proposal.unit}".strip() if proposal.volume else ""
    people = (
        f"{number(proposal.beneficiaries, lang)} {in_language(lang, 'orang', 'people')}"
        if proposal.beneficiaries
        else ""
    )
    price = price_line(proposal, lang)
    rows = (
        (in_language(lang, "Masalah", "The problem"), proposal.problem),
        (in_language(lang, "Yang diusulkan", "What is proposed"), proposal.work),
        (
            in_language(lang, "Kata-kata pengusul sendiri", "In the proposer's own words"),
            _own_words(proposal),
        ),
        (
            in_language(lang, "Lokasi", "Place"),
            ", ".join(p for p in (proposal.address, proposal.place_line) if p),
        ),
        (in_language(lang, "Pengusul", "Proposed by"), proposal.proposer_line),
        (in_language(lang, "Bidang", "Kind"), category.label(lang) if category else ""),
        (in_language(lang, "Volume", "Volume"), volume),
        (in_language(lang, "Menurut standar harga", "By the price standard"), price.text if price else ""),
        (in_language(lang, "Sebab biayanya berbeda", "Why the cost differs"), proposal.price_reason),
        (in_language(lang, "Penerima manfaat", "Who benefits"), people),
        (in_language(lang, "Swadaya warga", "Residents' own contribution"), proposal.contribution),
        (in_language(lang, "Pemeliharaan", "Upkeep"), proposal.upkeep),
        (in_language(lang, "Untuk rencana", "For the plan"), proposal.cycle.title if proposal.cycle else ""),
        (in_language(lang, "Jalur", "Channel"), CHANNEL[proposal.channel].label(lang)),
        (in_language(lang, "Diusulkan", "Proposed"), _times(proposal, lang)),
    )
    return tuple((term, value) for term, value in rows if value)


def _own_words(proposal: Proposal) -> str:
    """What was written before the village team completed it."""
    return " ".join(text for key in ("problem", "work") if (text := str(proposal.own_words.get(key) or "")))


def _times(proposal: Proposal, lang: str) -> str:
    if proposal.times_proposed < 2:
        return ""
    return in_language(lang, f"{proposal.times_proposed} kali", f"{proposal.times_proposed} times")


_KINDS = {
    "problem": ("Keadaan saat diusulkan", "When it was proposed"),
    "survey": ("Survei lapangan", "Field survey"),
    "progress": ("Kemajuan pekerjaan", "Progress of the works"),
    "final": ("Hasil pekerjaan", "The finished works"),
}


def _pictures(photos: tuple[Photo, ...], lang: str) -> tuple[Picture, ...]:
    return tuple(
        Picture(
            url=reverse("proposals:photo", args=[row.file.rpartition("/")[2]]),
            alt=row.caption or in_language(lang, *_KINDS[row.kind]),
            caption=f"{in_language(lang, *_KINDS[row.kind])}, {date_text(row.at, lang)}",
            width=row.width,
            height=row.height,
        )
        for row in photos
    )


def _supports(count: int, lang: str) -> str:
    """Nothing is said where nobody has found it yet."""
    if not count:
        return ""
    one = in_language(lang, "1 orang mendukung", "1 person supports this")
    return one if count == 1 else in_language(
        lang, f"{number(count, lang)} orang mendukung", f"{number(count, lang)} people support this"
    )  # fmt: skip


def _merged(proposal: Proposal) -> tuple[Linked, ...]:
    rows = Proposal.objects.filter(merged_into=proposal, is_public=True).order_by("id")
    return tuple(Linked(code or "", title) for code, title in rows.values_list("code", "title")[:20])


def place_of(proposal: Proposal) -> str:
    """The place as a document writes it."""
    return proposal.place_line or region_lines([proposal.village_code]).get(proposal.village_code, "")
