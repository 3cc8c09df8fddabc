"""The first page: which stage is open, what a resident can do today, figures, the latest decisions."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse

from rembuk.apps.core.format import date_text, number
from rembuk.apps.people.models import User
from rembuk.apps.preparation.models import PlanningCycle, Stage
from rembuk.apps.preparation.queries import RibbonStep, ribbon, shown_cycles
from rembuk.apps.preparation.queries.windows import COLLECTING
from rembuk.apps.proposals.models import Move
from rembuk.apps.proposals.own_words import in_words_of
from rembuk.apps.proposals.queries import office_text, tone_of
from rembuk.rules.fairness import is_small_cell
from rembuk.rules.labels import in_language
from rembuk.rules.proposal_flow import STATE
from rembuk.rules.reasons import REASON
from rembuk.rules.stages import PHASES, STAGE

from .tally import Tally

_DECIDED = (
    "village_agreed", "village_funded", "transfer_funded", "district_agreed",
    "district_not_agreed", "agency_accepted", "plan_draft", "rkpd", "apbd", "rejected", "deferred",
    "cancelled", "forwarded", "completed",
)  # fmt: skip
_LATEST = 5
_LOOKED_AT = 400  # moves looked through for them: more would not be recent


@dataclass(frozen=True, slots=True)
class YearNow:
    """The planning year that the first page speaks of."""

    title: str
    steps: tuple[RibbonStep, ...]
    collects: bool
    opens: str  # "Pengumpulan Aspirasi: sisa 12 hari"


@dataclass(frozen=True, slots=True)
class Figure:
    """A sentence that begins with a number."""

    number: str
    sentence: str
    url: str


@dataclass(frozen=True, slots=True)
class Decision:
    """One of the latest decisions."""

    code: str
    title: str
    place: str
    state: str
    tone: str
    office: str
    when: str
    reason: str
    note: str


def year_now(tenant: str, now: datetime, lang: str) -> YearNow | None:
    """The year that collects proposals today; else the one nearest to its plan; None without a calendar."""
    cycles = shown_cycles(tenant, now)
    if not cycles:
        return None
    open_codes = _open_codes(cycles, now)
    collecting = [cycle for cycle in cycles if open_codes[cycle.pk] & COLLECTING]
    planning = [cycle for cycle in cycles if any(STAGE[c].phase != "realising" for c in open_codes[cycle.pk])]
    cycle = (collecting or planning or cycles)[0]
    steps = _five(ribbon(cycle, now, lang))
    opened = [step for step in steps if step.status == "open"]
    return YearNow(
        title=cycle.title,
        steps=steps,
        collects=bool(collecting),
        opens="; ".join(f"{step.label}: {step.note}" for step in opened),
    )


def _five(steps: tuple[RibbonStep, ...]) -> tuple[RibbonStep, ...]:
    """The five stages of participatory planning; realisation is another story."""
    return tuple(step for step, phase in zip(steps, PHASES, strict=True) if phase.article_stage)


def _open_codes(cycles: list[PlanningCycle], now: datetime) -> dict[int, set[str]]:
    found: dict[int, set[str]] = {cycle.pk: set() for cycle in cycles}
    rows = Stage.objects.filter(cycle__in=cycles, opens_at__lte=now, closes_at__gt=now)
    for cycle_id, code in rows.values_list("cycle_id", "code"):
        found[cycle_id].add(code)
    return found


def figures(tenant: str, counted: Tally, lang: str) -> tuple[Figure, ...]:
    """Four sentences at most: one without a source, or about fewer than ten people, is left out."""
    people = User.objects.filter(tenant=tenant, is_active=True).exclude(village_code="").count()
    listing = reverse("portal:list")
    done, planned = counted.of_group("done"), counted.of_group("planned") + counted.of_group("works")
    rows = (
        (0 if is_small_cell(people) else people, reverse("people:sign_up"),
         "warga punya akun untuk mengusulkan dan mendukung",
         "residents have an account to propose and support"),
        (counted.total, listing, "usulan warga tercatat, semuanya dapat ditelusuri",
         "proposals on record, each can be followed"),
        (planned, f"{listing}?kelompok=planned", "usulan masuk rencana, anggaran, atau sedang dikerjakan",
         "proposals are in a plan, in a budget or being built"),
        (done, f"{listing}?kelompok=done", "usulan sudah selesai dikerjakan",
         "proposals have been completed"),
    )  # fmt: skip
    return tuple(
        Figure(number(value, lang), in_language(lang, text_id, text_en), url)
        for value, url, text_id, text_en in rows
        if value
    )


def latest_decisions(tenant: str, lang: str) -> tuple[Decision, ...]:
    """The newest decisions on public proposals, each with its reason."""
    newest = Move.objects.filter(tenant=tenant).order_by("-id").values("id")
    oldest = Coalesce(Subquery(newest[_LOOKED_AT : _LOOKED_AT + 1]), 0)
    rows = (
        Move.objects.filter(tenant=tenant, id__gt=oldest, to_state__in=_DECIDED, proposal__is_public=True)
        .exclude(proposal__code=None)
        .order_by("-id")
        .values_list(
            "proposal__code", "proposal__title", "proposal__place_line", "to_state", "office", "at",
            "role", "reason_code", "reason_text",
        )[:_LATEST]
    )  # fmt: skip
    return tuple(
        Decision(
            code=code or "",
            title=title,
            place=place,
            state=STATE[state].label(lang),
            tone=tone_of(state),
            office=office_text(office, lang, role),
            when=date_text(at, lang),
            reason=REASON[reason].label(lang) if reason else "",
            note=in_words_of(note, lang),
        )
        for code, title, place, state, office, at, role, reason, note in rows
    )
