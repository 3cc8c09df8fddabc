"""Weights and how firm the list is, ready to show."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from rembuk.algorithms.scoring import SAMPLES, Weights, robustness, share, tipping_points
from rembuk.algorithms.scoring import Criterion as Yardstick
from rembuk.apps.core.format import number, percent
from rembuk.apps.places.models import RegionProfile
from rembuk.apps.preparation.models import PlanningCycle
from rembuk.apps.proposals.models import Proposal

from .models import Criterion, Judgement
from .sources import SOURCE

FIRST = 20  # the places at the top whose firmness is asked for
_MOST = 300  # proposals with the highest scores that are weighed anew
_SHOWN = 40


@dataclass(frozen=True, slots=True)
class Weighed:
    """What the answers in pairs give: rows (label, percent), the consistency, the pair to look at again."""

    rows: tuple[tuple[str, int], ...]
    ratio: str
    limit: str
    is_consistent: bool
    worst: str


@dataclass(frozen=True, slots=True)
class FirmRow:
    """A proposal, how often it is among the first, and between which places it stands."""

    code: str
    title: str
    among: str
    places: str


@dataclass(frozen=True, slots=True)
class Firm:
    """The list under other weightings; seed and number of weightings as published."""

    first: int
    samples: str
    seed: str
    rows: tuple[FirmRow, ...]
    tips: tuple[str, ...]


def weighed(found: Weights, whole: Mapping[str, int], labels: Mapping[str, str]) -> Weighed:
    """For the page, in its language."""
    worst = ""
    if found.worst is not None:
        worst = _("%(one)s against %(other)s: you said %(said)s, your other answers imply %(implied)s") % {
            "one": labels[found.worst.first],
            "other": labels[found.worst.second],
            "said": _times(found.worst.said),
            "implied": _times(found.worst.implied),
        }
    rows = tuple(sorted(((labels[code], many) for code, many in whole.items()), key=lambda row: -row[1]))
    return Weighed(rows, _two(found.ratio), _two(found.limit), found.is_consistent, worst)


def firmness(cycle: PlanningCycle, lang: str) -> Firm | None:
    """None before there are criteria and scored proposals; four reads."""
    criteria = list(Criterion.objects.filter(cycle=cycle, weight__gt=0).order_by("position"))
    scored = Proposal.objects.filter(cycle=cycle, is_public=True, score__isnull=False)
    proposals = list(scored.order_by("-score", "id")[:_MOST])
    if len(criteria) < 2 or len(proposals) < 2:
        return None
    shares = _shares(criteria, proposals)
    weights, codes = [row.weight for row in criteria], [row.code for row in criteria]
    first = min(FIRST, len(proposals) - 1)
    seed = f"{cycle.tenant} {cycle.plan_year}"
    firm = robustness(shares, weights, first, seed=seed)
    titles = {row.code or "": row.title for row in proposals}
    labels = {row.code: row.label for row in criteria}
    tips = tipping_points(shares, codes, weights, first)
    return Firm(
        first=first,
        samples=number(SAMPLES, lang),
        seed=seed,
        rows=tuple(
            FirmRow(
                code,
                titles[code],
                percent(firm[code].among_first.numerator, firm[code].among_first.denominator, lang),
                f"{firm[code].best}-{firm[code].worst}",
            )
            for code in list(shares)[:_SHOWN]
        ),
        tips=tuple(
            _("If the weight of %(name)s passes %(weight)s (now %(now)s), %(goes)s goes and %(comes)s comes.")
            % {
                "name": labels[tip.criterion],
                "weight": _share(tip.weight, lang),
                "now": _share(tip.now, lang),
                "goes": titles[tip.goes],
                "comes": titles[tip.comes],
            }
            for tip in tips
        ),
    )


def _shares(criteria: list[Criterion], proposals: list[Proposal]) -> dict[str, list[Fraction]]:
    profiles = RegionProfile.objects.in_bulk({row.village_code for row in proposals})
    judged = {
        (proposal, criterion): value
        for proposal, criterion, value in Judgement.objects.filter(
            proposal__in=[row.pk for row in proposals]
        ).values_list("proposal_id", "criterion_id", "value")
    }
    found = {}
    for proposal in proposals:
        row = []
        for one in criteria:
            figure = SOURCE[one.source].figure
            value = (
                figure(proposal, profiles.get(proposal.village_code))
                if figure
                else judged.get((proposal.pk, one.pk))
            )
            yardstick = Yardstick(one.code, one.weight, one.lowest, one.highest, one.direction)
            row.append(share(value, yardstick))
        found[proposal.code or ""] = row
    return found


def _share(value: Fraction, lang: str) -> str:
    return percent(value.numerator, value.denominator, lang)


def _two(value: float) -> str:
    text = f"{value:.2f}"
    return text if get_language() == "en" else text.replace(".", ",")


def _times(value: float) -> str:
    """9, or 1/9 where the second is the more important."""
    times = number(Decimal(f"{max(value, 1 / value):.1f}"), get_language() or "id")
    return times if value >= 1 else f"1/{times}"
