"""Simple additive weighting with fixed goalposts: each criterion gives a share of its weight; they add up.

The goalposts are set before anybody knows the proposals, so no proposal changes the order of two others. All
sums are exact fractions; only the last number is rounded.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from rembuk.algorithms.scoring.explained import Explained

SCALE = 1000
Number = int | Decimal | Fraction


class Direction(StrEnum):
    """Whether more is better or less is better."""

    BENEFIT = "benefit"
    COST = "cost"


@dataclass(frozen=True, slots=True)
class Criterion:
    """One yardstick: its weight among the others, its goalposts, and the value taken for an unknown one."""

    code: str
    weight: int
    lowest: Number
    highest: Number
    direction: str = Direction.BENEFIT
    default: Number | None = None

    def __post_init__(self) -> None:
        if self.weight < 0:
            raise ValueError(f"{self.code}: a weight is never negative")
        if Fraction(self.lowest) >= Fraction(self.highest):
            raise ValueError(f"{self.code}: the goalposts stand apart, lowest first")
        Direction(self.direction)


@dataclass(frozen=True, slots=True)
class Bar:
    """What one criterion gave: `points` thousandths of the score, out of the `most` it could give.

    `points` are rounded so that the bars add up to the score; `exact` is the part before rounding.
    """

    code: str
    value: Number | None
    points: int
    most: Fraction
    exact: Fraction
    known: bool
    clamped: bool


def score(values: Mapping[str, Number | None], criteria: Sequence[Criterion]) -> Explained[int, Bar]:
    """The score in thousandths, 0 to 1000, with a bar for each criterion in the order given.

    An unknown value counts as the default of its criterion or else as its worst; the weights of the others do
    not grow in its place.
    """
    total_weight = _total_weight(values, criteria)
    parts = [_part(values.get(criterion.code), criterion, total_weight) for criterion in criteria]
    result = int(sum((part.exact for part in parts), Fraction(1, 2)))  # whole part of sum + 1/2: half goes up
    return Explained(result, _rounded(parts, result))


def share(value: Number | None, criterion: Criterion) -> Fraction:
    """Where the value stands between the goalposts, 0 worst to 1 best; unknown as in `score`."""
    taken = criterion.default if value is None else value
    if taken is None:
        return Fraction(0)
    along, way = _place(taken, criterion)
    inside = Fraction(min(max(along, 0), way), way)
    return inside if criterion.direction == Direction.BENEFIT else 1 - inside


def _total_weight(values: Mapping[str, Number | None], criteria: Sequence[Criterion]) -> int:
    codes = {criterion.code for criterion in criteria}
    if len(codes) < len(criteria):
        raise ValueError("two criteria have the same code")
    if not values.keys() <= codes:
        raise ValueError(f"no criterion is called {', '.join(sorted(values.keys() - codes))}")
    total = sum(criterion.weight for criterion in criteria)
    if not total:
        raise ValueError("at least one criterion has a weight")
    return total


def _part(value: Number | None, criterion: Criterion, total_weight: int) -> Bar:
    known = value is not None
    taken = value if known else criterion.default
    most = Fraction(SCALE * criterion.weight, total_weight)
    if taken is None:
        return Bar(criterion.code, None, 0, most, Fraction(0), known=False, clamped=False)
    along, way = _place(taken, criterion)
    inside = min(max(along, 0), way)
    share = inside if criterion.direction == Direction.BENEFIT else way - inside
    exact = Fraction(SCALE * criterion.weight * share, total_weight * way)
    return Bar(criterion.code, taken, 0, most, exact, known=known, clamped=inside != along)


def _place(value: Number, criterion: Criterion) -> tuple[int, int]:
    """How far the value lies on the way from the lowest to the highest goalpost, both in the same small unit.

    Whole numbers, because reducing a fraction at every step takes twice as long.
    """
    top, under = value.as_integer_ratio()
    low_top, low_under = criterion.lowest.as_integer_ratio()
    high_top, high_under = criterion.highest.as_integer_ratio()
    along = (top * low_under - low_top * under) * high_under
    return along, (high_top * low_under - low_top * high_under) * under


def _rounded(parts: Sequence[Bar], result: int) -> tuple[Bar, ...]:
    """The bars with whole points that add up to the result: largest remainders first, then by code."""
    whole = {part.code: int(part.exact) for part in parts}
    order = sorted(parts, key=lambda part: (whole[part.code] - part.exact, part.code))
    raised = {part.code for part in order[: result - sum(whole.values())]}
    return tuple(replace(part, points=whole[part.code] + (part.code in raised)) for part in parts)
