"""What a proposal should cost by the price standards, and whether its cost has to be explained.

Apart from `move`, because pages show the same estimate that the step is held against.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from rembuk.apps.core.format import number, rupiah
from rembuk.apps.places.queries import PriceRow, price_rows, price_standards
from rembuk.rules.input_checks import InputProblem, number_of
from rembuk.rules.labels import in_language
from rembuk.rules.prices import Estimate, asks_for_cost, check_price, closest, estimates
from rembuk.rules.proposal_flow import Step

from .models import Proposal

# What a cost and its reason were given for: where one of these changes, the reason is asked anew.
_COSTED = ("category", "volume", "unit", "estimated_cost")


@dataclass(frozen=True, slots=True)
class PriceLine:
    """The estimate by the closest standard, in words."""

    amount: str
    how: str
    source: str

    @property
    def text(self) -> str:
        return f"{self.amount} ({self.how}; {self.source})"


def estimates_of(
    proposal: Proposal,
    given: Mapping[str, object] | None = None,
    *,
    rows: Iterable[PriceRow] | None = None,
) -> tuple[Estimate, ...]:
    """By every standard of its kind and unit, with what a step changes.

    One read, none without a volume or where the caller has read the `rows` of many proposals at once.
    """
    have = _costed(proposal, given or {})
    volume = number_of(have["volume"])
    if volume is None or volume <= 0 or not have["category"] or not have["unit"]:
        return ()
    category = str(have["category"])
    read = price_rows(proposal.tenant, [category]) if rows is None else rows
    found = price_standards(read, category, proposal.village_code, proposal.plan_year)
    return estimates(Decimal(volume), str(have["unit"]), found)


def price_problem(
    step: Step,
    proposal: Proposal,
    given: Mapping[str, object],
    *,
    rows: Iterable[PriceRow] | None = None,
) -> InputProblem | None:
    """A sentence where this step sets a cost far from the standards and nobody says why."""
    have = _costed(proposal, given)
    cost = number_of(have["estimated_cost"])
    if not asks_for_cost(step) or cost is None or cost != int(cost) or cost < 0:
        return None
    same = all(have[code] == getattr(proposal, code) for code in _COSTED)
    reason = str(given.get("price_reason") or (proposal.price_reason if same else ""))
    return check_price(int(cost), estimates_of(proposal, given, rows=rows), reason)


def keep_price_reason(proposal: Proposal, step: Step, given: Mapping[str, object]) -> list[str]:
    """The reason belongs to the cost it was written for; returns the names of the columns that change.

    Asked before the new cost is written into the proposal.
    """
    if not asks_for_cost(step):
        return []
    have = _costed(proposal, given)
    reason = str(given.get("price_reason") or "")
    if not reason and all(have[code] == getattr(proposal, code) for code in _COSTED):
        return []
    proposal.price_reason = reason
    return ["price_reason"]


def price_line(proposal: Proposal, lang: str) -> PriceLine | None:
    """For pages: the standard closest to the cost, or the cheapest where no cost is known."""
    found = estimates_of(proposal)
    cost = proposal.estimated_cost
    near = closest(cost, found) if cost is not None else next(iter(found), None)
    if near is None or proposal.volume is None:
        return None
    row = near.standard
    return PriceLine(
        rupiah(near.amount, lang),
        f"{number(proposal.volume, lang)} {proposal.unit} × {rupiah(row.price, lang)}, "
        f"{row.kind} {row.code} {row.name}",
        in_language(lang, f"{row.source}, berlaku {row.year}", f"{row.source}, of {row.year}"),
    )


def _costed(proposal: Proposal, given: Mapping[str, object]) -> dict[str, object]:
    have = {code: given.get(code) or getattr(proposal, code) for code in _COSTED}
    return have | ({"volume": given["measured_volume"]} if given.get("measured_volume") else {})
