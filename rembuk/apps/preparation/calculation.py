"""From income to ceilings, with every number it came from: what a version of the ceilings keeps.

Exact and without a database, so that anybody with the published inputs gets the same rupiah.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from .ceiling_formula import UNIT, SetAside, Share, Variable, share_out
from .queries.figures import MEASURES, DistrictFigures

ROUNDING = "largest remainder"
USUAL_BASE_PERCENT = 40


@dataclass(frozen=True, slots=True)
class Wish:
    """What planners decide: the money set aside, the equal part, the weights, the limits."""

    set_aside: SetAside
    base_percent: int
    weights: tuple[tuple[str, int], ...]  # of measures, above 0
    least: int = 0
    most: int | None = None


@dataclass(frozen=True, slots=True)
class Calculation:
    """A wish worked out, as it is kept and published."""

    wish: Wish
    inputs: dict[str, Any]
    result: list[dict[str, Any]]
    shares: tuple[Share, ...]

    @property
    def amounts(self) -> dict[str, int]:
        return {share.code: share.amount for share in self.shares}

    @property
    def sha256(self) -> str:
        """Of everything in it, in canonical JSON."""
        aside = self.wish.set_aside
        whole = {
            "income": aside.income, "mandatory": aside.mandatory, "minimum_service": aside.minimum_service,
            "earmarked": aside.earmarked, "area_percent": aside.area_percent, "shared": aside.shared,
            "inputs": self.inputs, "result": self.result,
        }  # fmt: skip
        text = json.dumps(whole, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()


def calculate(wish: Wish, figures: Sequence[DistrictFigures]) -> Calculation:
    """The area formula on what the set-aside leaves; raises CannotShare where the wishes contradict."""
    variables = tuple(Variable(code, weight) for code, weight in wish.weights)
    areas = {row.code: row.values for row in figures}
    shares = share_out(
        wish.set_aside.shared, areas, variables, base_percent=wish.base_percent, least=wish.least,
        most=wish.most,
    )  # fmt: skip
    names = {row.code: row.name for row in figures}
    inputs: dict[str, Any] = {
        "base_percent": wish.base_percent,
        "weights": dict(wish.weights),
        "least": wish.least,
        "most": wish.most,
        "unit": UNIT,
        "rounding": ROUNDING,
        "areas": {
            row.code: {code: str(row.values[code]) for code, _weight in wish.weights} for row in figures
        },
    }
    result = [
        {
            "code": share.code,
            "name": names[share.code],
            "base": str(share.base),
            "parts": {code: str(part) for code, part in share.parts},
            "amount": share.amount,
        }
        for share in shares
    ]
    return Calculation(wish, inputs, result, shares)


def usual_shares(figures: Sequence[DistrictFigures]) -> dict[str, Fraction]:
    """The part of each area, of 1, by the weights the form starts from; measures that lack figures are out.

    For years whose ceilings no version explains. Empty where there are no areas or no figures.
    """
    missing = {code for row in figures for code in row.missing}
    variables = tuple(Variable(m.code, m.weight) for m in MEASURES if m.weight and m.code not in missing)
    if not figures or not variables:
        return {}
    whole = 10**12
    shares = share_out(
        whole, {row.code: row.values for row in figures}, variables, base_percent=USUAL_BASE_PERCENT
    )
    return {share.code: share.formula / whole for share in shares}


def shares_of(result: Sequence[dict[str, Any]]) -> dict[str, Fraction]:
    """The part of each area, of 1, in a version that was kept."""
    whole = sum(int(row["amount"]) for row in result)
    return {row["code"]: Fraction(int(row["amount"]), whole) for row in result} if whole else {}
