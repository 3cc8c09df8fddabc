"""Ranked lists and criteria, ready to show."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from rembuk.algorithms.scoring import CutReason, CutStep
from rembuk.apps.core.format import moment_text, number, rupiah, rupiah_short
from rembuk.apps.places.models import Agency
from rembuk.apps.places.queries import agencies, children, districts, place_name, region
from rembuk.apps.preparation.models import PlanningCycle
from rembuk.apps.preparation.queries import ceiling_left
from rembuk.apps.proposals.models import Proposal
from rembuk.rules.labels import in_language
from rembuk.rules.proposal_flow import STATE

from .models import Criterion, Judgement, ProposalScore, Rescoring
from .ranked import Scope, ranked_list
from .sources import JUDGED, SOURCE

PAGE = 25
# Where proposals wait for a forum, by the level whose list it is.
_VILLAGE = ("village_review", "village_agreed")
_DISTRICT = ("district_review", *_VILLAGE)
_AGENCY = ("agency_accepted", "agency_review", "survey")


@dataclass(frozen=True, slots=True)
class Place:
    """Whose list it is: a village, a sub-district, or an agency."""

    code: str
    name: str
    states: tuple[str, ...]
    has_ceiling: bool
    up: str  # code of the list above, or ""


@dataclass(frozen=True, slots=True)
class BarRow:
    """What one criterion gave, as the component of score bars wants it."""

    label: str
    weight: str
    value: str
    percent: int


@dataclass(frozen=True, slots=True)
class RankedRow:
    """One proposal at its place on the list."""

    place: int
    code: str
    title: str
    village: str
    cost: str
    score: str
    bars: tuple[BarRow, ...]
    within: bool
    note: str
    remainder: str


@dataclass(frozen=True, slots=True)
class Money:
    """The ceiling above the list, and what the list leaves of it."""

    ceiling: str
    used: str
    left: str
    percent: int
    over: bool


@dataclass(frozen=True, slots=True)
class RankedPage:
    """A page of a ranked list."""

    rows: tuple[RankedRow, ...]
    total: int
    within: int
    money: Money | None
    following: int


def place_of(tenant: str, code: str, lang: str) -> Place | None:
    """The place behind an address; None for a province, another regency, or nothing."""
    if code.startswith("opd-"):
        office = Agency.objects.filter(tenant=tenant, code=code.removeprefix("opd-")).first()
        return Place(code, office.name, _AGENCY, False, "") if office else None
    found = region(code)
    depth = code.count(".")
    if found is None or not code.startswith(f"{tenant}.") or depth not in (2, 3):
        return None
    name = place_name(found.kind, found.name, lang)
    if depth == 2:
        return Place(code, name, _DISTRICT, True, "")
    return Place(code, name, _VILLAGE, False, found.parent_code)


def proposals_of(cycle: PlanningCycle, place: Place) -> QuerySet[Proposal]:
    """What the place still considers in a year."""
    return Proposal.objects.filter(_of_place(place), tenant=cycle.tenant, cycle=cycle, is_public=True)


def _of_place(place: Place) -> Q:
    if place.code.startswith("opd-"):
        return Q(agency_code=place.code.removeprefix("opd-"))
    return Q(village_code=place.code) if place.up else Q(district_code=place.code)


Counted = dict[int, dict[str, int]]  # year -> state -> how many


def counted_at(years: list[PlanningCycle], place: Place) -> Counted:
    """How many proposals the place still considers, by year and state; one read."""
    rows = Proposal.objects.filter(
        _of_place(place), cycle__in=years, state__in=place.states, is_public=True
    ).order_by()
    found: Counted = {}
    for cycle, state, count in rows.values_list("cycle", "state").annotate(n=Count("id")):
        found.setdefault(cycle, {})[state] = count
    return found


def chosen_year(
    years: list[PlanningCycle], place: Place, counted: Counted, asked: str
) -> PlanningCycle | None:
    """The year asked for, else the one in which most waits for its own forum, the latest of equals."""

    def waiting(row: PlanningCycle) -> tuple[int, int]:
        return counted.get(row.pk, {}).get(place.states[0], 0), row.plan_year

    chosen = next((row for row in years if str(row.plan_year) == asked), None)
    return chosen or max(years, key=waiting, default=None)


def states_of(
    cycle: PlanningCycle, place: Place, counted: Counted, lang: str
) -> tuple[tuple[str, str, int], ...]:
    """(state, words, how many) for the tabs of the page; states without proposals are left out."""
    here = counted.get(cycle.pk, {})
    return tuple((code, STATE[code].label(lang), here[code]) for code in place.states if code in here)


def ranked_page(cycle: PlanningCycle, place: Place, state: str, after: int, lang: str) -> RankedPage:
    """The list of one state, cut at what is left of the ceiling; queries do not grow with the list."""
    money = ceiling_left(cycle, place.code) if place.has_ceiling else None
    scope = Scope(
        cycle, proposals_of(cycle, place).filter(state=state), max(0, money.left) if money else None
    )
    steps = ranked_list(scope).steps
    shown = steps[after : after + PAGE]
    keys = [int(step.ranked.candidate.key) for step in shown]
    proposals = Proposal.objects.select_related("priority").in_bulk(keys)
    rows = tuple(
        _row(step, proposals[key], money is not None, lang)
        for step, key in zip(shown, keys, strict=True)
        if key in proposals
    )
    return RankedPage(
        rows=rows,
        total=len(steps),
        within=sum(step.included for step in steps),
        money=_money(money, steps, lang) if money else None,
        following=after + PAGE if after + PAGE < len(steps) else 0,
    )


def _money(money: tuple[int, int, int], steps: tuple[CutStep, ...], lang: str) -> Money:
    ceiling, used, left = money
    rest = steps[-1].remainder if steps else left
    taken = ceiling - rest
    return Money(
        ceiling=rupiah_short(ceiling, lang),
        used=rupiah_short(taken, lang),
        left=rupiah_short(abs(rest if left >= 0 else left), lang),
        percent=min(100, 100 * taken // ceiling) if ceiling else 100 * (used > 0),
        over=left < 0,
    )


def _row(step: CutStep, proposal: Proposal, has_ceiling: bool, lang: str) -> RankedRow:
    cost = step.ranked.candidate.cost
    return RankedRow(
        place=step.ranked.place,
        code=proposal.code or "",
        title=proposal.title,
        village=proposal.place_line,
        cost=rupiah(cost, lang) if cost is not None else "",
        score=number(proposal.score, lang) if proposal.score is not None else "",
        bars=bars_of(getattr(proposal, "priority", None), lang),
        within=step.included,
        note=_note(step, lang) if has_ceiling or step.reason is CutReason.COST_UNKNOWN else "",
        remainder=rupiah_short(step.remainder, lang) if has_ceiling else "",
    )


def _note(step: CutStep, lang: str) -> str:
    return {
        CutReason.FITS: in_language(lang, "Muat dalam pagu", "Fits the ceiling"),
        CutReason.TOO_DEAR: in_language(lang, "Melebihi sisa pagu", "More than is left"),
        CutReason.COST_UNKNOWN: in_language(lang, "Biaya belum diisi", "Cost not known yet"),
    }[step.reason]


def bars_of(score: ProposalScore | None, lang: str) -> tuple[BarRow, ...]:
    """The bars of a score in words."""
    if score is None:
        return ()
    unknown = in_language(lang, "belum ada", "not known")
    return tuple(
        BarRow(
            label=in_language(lang, bar["label"], bar.get("label_en") or bar["label"]),
            weight=number(bar["most"], lang),
            value=number(bar["points"], lang) if bar["known"] else unknown,
            percent=100 * bar["points"] // bar["most"] if bar["most"] else 0,
        )
        for bar in score.bars
    )


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the scores of a year follow its criteria."""

    is_running: bool
    text: str
    percent: int


def progress_of(cycle: PlanningCycle, lang: str) -> Progress | None:
    """The last change of criteria and what became of it; None for a year that was never changed."""
    asked = Rescoring.objects.filter(cycle=cycle).first()
    if asked is None:
        return None
    done, total = number(asked.done, lang), number(max(asked.total, asked.done), lang)
    if asked.finished_at is not None:
        text = _("All %(done)s proposals are scored by these criteria since %(moment)s.")
        moment = moment_text(asked.finished_at, lang)
        return Progress(False, text % {"done": done, "moment": moment}, 100)
    percent = 100 * asked.done // max(asked.total, asked.done, 1)
    return Progress(
        True, _("Scoring %(done)s of %(total)s proposals") % {"done": done, "total": total}, percent
    )


@dataclass(frozen=True, slots=True)
class CriterionRow:
    """One yardstick in words."""

    pk: int
    code: str
    label: str
    source: str
    lowest: str
    highest: str
    direction: str
    weight: str
    judged: bool


def name_of(row: Criterion, lang: str) -> str:
    """A criterion in the reader's language, if its team named it there."""
    return in_language(lang, row.label, row.label_en or row.label)


def criteria_of(cycle: PlanningCycle, lang: str) -> tuple[CriterionRow, ...]:
    """The yardsticks of a year, in their order; one read."""
    more = in_language(lang, "makin besar makin tinggi", "more is better")
    less = in_language(lang, "makin kecil makin tinggi", "less is better")
    return tuple(
        CriterionRow(
            row.pk,
            row.code,
            name_of(row, lang),
            SOURCE[row.source].label(lang),
            number(Decimal(row.lowest), lang),
            number(Decimal(row.highest), lang),
            more if row.direction == "benefit" else less,
            f"{row.weight}%",
            row.source == JUDGED,
        )
        for row in Criterion.objects.filter(cycle=cycle).order_by("position", "id")
    )


def judged_criteria(proposal: Proposal) -> list[tuple[Criterion, int | None]]:
    """The yardsticks that people answer, with what was given for this proposal; two reads."""
    rows = list(Criterion.objects.filter(cycle=proposal.cycle_id, source=JUDGED).order_by("position"))
    given = dict(Judgement.objects.filter(proposal=proposal).values_list("criterion_id", "value"))
    return [(row, given.get(row.pk)) for row in rows]


def lists_to_choose(tenant: str, lang: str) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """(code, name) of the sub-districts and of the agencies; two reads."""
    return (
        [(row.code, place_name(row.kind, row.name, lang)) for row in districts(tenant)],
        [(f"opd-{row.code}", row.name) for row in agencies(tenant)],
    )


def villages_below(place: Place, lang: str) -> list[tuple[str, str]]:
    """The villages of a sub-district, each with a list of its own."""
    if not place.has_ceiling:
        return []
    return [(row.code, place_name(row.kind, row.name, lang)) for row in children(place.code)]
