"""What other weights would do to the list: over thousands of weightings, and at which weight the list tips.

Stochastic multicriteria acceptability analysis (Lahdelma, Salminen, "SMAA-2", Operations Research 49, 2001):
weights are drawn evenly from all that add up to 1. Sensitivity is exact: with one weight moved and the others
in proportion, every score is a straight line.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

import numpy as np
import numpy.typing as npt

SAMPLES = 10_000
Among = Literal["all", "same-order", "near"]
_NEAR = 0.2  # of each decided weight, up and down
_BATCH = 1_000  # weightings at a time: memory stays at a thousand scores a proposal
_LOW, _HIGH = 0.05, 0.95
Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Shares = Mapping[str, Sequence[Fraction]]  # proposal -> share of each criterion, 0 to 1


@dataclass(frozen=True, slots=True)
class Robust:
    """How a proposal stands over all weightings: share of them that put it among the first, and its place
    in all but the extreme twentieths.
    """

    among_first: Fraction
    best: int
    worst: int


@dataclass(frozen=True, slots=True)
class Tipping:
    """Beyond this weight of a criterion `goes` is no longer among the first and `comes` is.

    weight: between 0 and 1, now `now`; upwards: whether it is passed by growing.
    """

    criterion: str
    now: Fraction
    weight: Fraction
    upwards: bool
    goes: str
    comes: str


def robustness(
    shares: Shares,
    weights: Sequence[int],
    first: int,
    *,
    seed: str,
    samples: int = SAMPLES,
    among: Among = "all",
) -> dict[str, Robust]:
    """Each proposal over `samples` weightings; the same seed gives the same figures, to the last.

    among: all weightings; those that keep the order of the decided weights; or those within a fifth of them.
    Of equal scores the one that comes first in `shares` is ahead. Time grows with proposals times samples.
    """
    _check(shares, weights, first)
    keys = list(shares)
    table = np.array([[float(share) for share in shares[key]] for key in keys])
    places = np.zeros((len(keys), len(keys)), np.int64)  # proposal, place -> how often
    source = _Source(seed)
    for start in range(0, samples, _BATCH):
        many = min(_BATCH, samples - start)
        scores = np.round(table @ _draw(source, np.array(weights, float), many, among).T, 12)
        order = np.argsort(-scores, axis=0, kind="stable")
        for place in range(len(keys)):
            places[:, place] += np.bincount(order[place], minlength=len(keys))
    return {key: _robust(places[number], first, samples) for number, key in enumerate(keys)}


def tipping_points(
    shares: Shares, codes: Sequence[str], weights: Sequence[int], first: int
) -> tuple[Tipping, ...]:
    """For each criterion the nearest weight below and above at which the first ones change, nearest first.

    Exact. The difference between the last one in and the first one out is concave in the weight, so going
    back from the end over crossings ends at the right one.
    """
    _check(shares, weights, first)
    if first >= len(shares):
        return ()
    total, found = sum(weights), []
    for number, code in enumerate(codes):
        now = Fraction(weights[number], total)
        if now == 1:
            continue
        lines = {key: _line(row, weights, number) for key, row in shares.items()}
        at_now = {key: rest + now * slope for key, (rest, slope) in lines.items()}
        ahead = sorted(lines, key=at_now.__getitem__, reverse=True)
        inside, outside = ahead[:first], ahead[first:]
        for end in (Fraction(0), Fraction(1)):
            tip = _first_crossing(lines, inside, outside, end)
            if tip and end != now:
                found.append(Tipping(code, now, tip[0], end > now, tip[1], tip[2]))
    return tuple(sorted(found, key=lambda tip: (abs(tip.weight - tip.now), tip.criterion)))


Line = tuple[Fraction, Fraction]  # score at weight 0, and what each unit of weight adds


def _line(row: Sequence[Fraction], weights: Sequence[int], number: int) -> Line:
    others = sum(weights) - weights[number]
    rest = sum((share * weight for share, weight in zip(row, weights, strict=True)), Fraction(0))
    rest = (rest - row[number] * weights[number]) / others
    return rest, row[number] - rest


def _first_crossing(
    lines: Mapping[str, Line], inside: Sequence[str], outside: Sequence[str], at: Fraction
) -> tuple[Fraction, str, str] | None:
    """From the end back to where the set of the first ones breaks; None where it holds to the end."""
    found = None
    while True:
        last = min(inside, key=lambda key: lines[key][0] + at * lines[key][1])
        best = max(outside, key=lambda key: lines[key][0] + at * lines[key][1])
        (low, slope), (high, other) = lines[last], lines[best]
        if low + at * slope >= high + at * other:
            return found
        at = (high - low) / (slope - other)
        found = (at, last, best)


def _check(shares: Shares, weights: Sequence[int], first: int) -> None:
    if any(weight < 0 for weight in weights) or not sum(weights):
        raise ValueError("weights are not negative, and at least one is more than 0")
    if any(len(row) != len(weights) for row in shares.values()):
        raise ValueError("each proposal has one share for each criterion")
    if first < 1:
        raise ValueError("at least one place counts as among the first")


class _Source:
    """Numbers above 0 and up to 1 from the raw output of PCG64, begun from the SHA-256 of the seed.

    Raw output, because only that is promised to stay the same from version to version.
    """

    def __init__(self, seed: str) -> None:
        self._raw = np.random.PCG64(int.from_bytes(hashlib.sha256(seed.encode()).digest()))

    def take(self, rows: int, columns: int) -> Floats:
        words = self._raw.random_raw(rows * columns) >> np.uint64(11)
        even: Floats = (words.astype(np.float64).reshape(rows, columns) + 1) / 2**53
        return even


def _draw(source: _Source, weights: Floats, many: int, among: Among) -> Floats:
    """`many` rows of weights that add up to 1; a weight of 0 stays 0."""
    even = source.take(many, len(weights))
    if among == "near":
        drawn = weights * (1 + _NEAR * (2 * even - 1))
    else:
        drawn = np.where(weights > 0, -np.log(even), 0.0)
    if among == "same-order":
        order = np.argsort(-weights, kind="stable")
        drawn[:, order] = -np.sort(-drawn, axis=1)
    result: Floats = drawn / drawn.sum(axis=1, keepdims=True)
    return result


def _robust(places: Ints, first: int, samples: int) -> Robust:
    reached = np.cumsum(places)
    among = Fraction(int(reached[min(first, len(places)) - 1]), samples)
    best = int(np.argmax(reached > _LOW * samples)) + 1
    worst = int(np.argmax(reached >= _HIGH * samples)) + 1
    return Robust(among, best, worst)
