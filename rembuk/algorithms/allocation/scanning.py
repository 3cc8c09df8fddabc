"""The two passes over the supporters of one project: who can pay a price, and who is charged it.

Everything the engine costs is here. Compiled they are loops; without a compiler they are numpy expressions
of the same meaning. The order in which a sum is taken differs, which the error bounds of `kernel.py` allow
for.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from rembuk.algorithms.allocation.compiled import COMPILED, compiled, compiled_sum
from rembuk.algorithms.allocation.exact_floats import plus, times

Floats = npt.NDArray[np.float64]
Longs = npt.NDArray[np.int64]
Ints = npt.NDArray[np.int32]


class Sides(NamedTuple):
    """Who supports what: `first[p]:first[p + 1]` are the supporters of project p, `voter` their ballots.

    `points` are empty where every one of them is 1; `single` where each ballot was cast once.
    """

    first: Longs
    voter: Ints
    points: Ints
    weight: Floats
    single: bool
    flat: bool


class Purses(NamedTuple):
    """What each distinct ballot holds, in double-double: `money` + `rest`, wrong by `drift` at most.

    Who once was short has exactly nothing, without drift.
    """

    money: Floats
    rest: Floats
    drift: Floats


@compiled_sum
def _scan_single(
    money: Floats, voter: Ints, first: int, last: int, price: float
) -> tuple[float, float, float]:
    short, full = 0.0, 0.0
    for k in range(first, last):
        has = money[voter[k]]
        short += has if has < price else 0.0
        full += 0.0 if has < price else 1.0
    return short, full, last - first - full


@compiled_sum
def _scan_counted(
    money: Floats, count: Floats, voter: Ints, first: int, last: int, price: float
) -> tuple[float, float, float]:
    short, full, people = 0.0, 0.0, 0.0
    for k in range(first, last):
        has, many = money[voter[k]], count[voter[k]]
        short += many * has if has < price else 0.0
        people += many if has < price else 0.0
        full += 0.0 if has < price else many
    return short, full, people


@compiled_sum
def _scan_points(
    money: Floats, count: Floats, voter: Ints, points: Ints, first: int, last: int, price: float
) -> tuple[float, float, float]:
    short, full, people = 0.0, 0.0, 0.0
    for k in range(first, last):
        has, many = money[voter[k]], count[voter[k]]
        poor = has < price * points[k]
        short += many * has if poor else 0.0
        people += many if poor else 0.0
        full += 0.0 if poor else many * points[k]
    return short, full, people


@compiled
def _scan_loops(sides: Sides, money: Floats, project: int, price: float) -> tuple[float, float, float]:
    first, last = sides.first[project], sides.first[project + 1]
    if not sides.flat:
        return _scan_points(money, sides.weight, sides.voter, sides.points, first, last, price)
    if not sides.single:
        return _scan_counted(money, sides.weight, sides.voter, first, last, price)
    return _scan_single(money, sides.voter, first, last, price)


def _scan_arrays(sides: Sides, money: Floats, project: int, price: float) -> tuple[float, float, float]:
    part = slice(sides.first[project], sides.first[project + 1])
    voter = sides.voter[part]
    has, many = money[voter], sides.weight[voter]
    poor = has < (price if sides.flat else price * sides.points[part])
    people = float(many[poor].sum())
    full = many[~poor] if sides.flat else many[~poor] * sides.points[part][~poor]
    return float((many[poor] * has[poor]).sum()), float(full.sum()), people


Payers = tuple[bool, float, float, float, float]


def _count_payers(sides: Sides, purses: Purses, project: int, price: float, doubt: float) -> Payers:
    """Points of those who pay in full; and of those who give their rest the sum in double-double and its
    drift. False where rounding leaves open on which side somebody stands.
    """
    full, high, low, drift = 0.0, 0.0, 0.0, 0.0
    money, rest, drifts, weight = purses.money, purses.rest, purses.drift, sides.weight
    for k in range(sides.first[project], sides.first[project + 1]):
        voter = sides.voter[k]
        has, many = money[voter], weight[voter]
        points = 1.0 if sides.flat else float(sides.points[k])
        above = has - price * points
        if has > 0.0 and abs(above) <= doubt:
            return False, full, high, low, drift
        if above > 0.0:
            full += many * points
        elif has > 0.0:
            gives, gives_low = times(has, rest[voter], many)
            high, low = plus(high, low, gives, gives_low)
            drift += many * drifts[voter]
    return True, full, high, low, drift


def _count_payers_arrays(sides: Sides, purses: Purses, project: int, price: float, doubt: float) -> Payers:
    part = slice(sides.first[project], sides.first[project + 1])
    voter = sides.voter[part]
    points = np.ones(len(voter)) if sides.flat else sides.points[part].astype(np.float64)
    holds = purses.money[voter] > 0.0
    above = purses.money[voter] - price * points
    if (np.abs(above[holds]) <= doubt).any():
        return False, 0.0, 0.0, 0.0, 0.0
    high, low = 0.0, 0.0
    poor = voter[holds & (above < 0.0)]
    gives, gives_low = times(purses.money[poor], purses.rest[poor], sides.weight[poor])  # type: ignore[arg-type]
    for one, one_low in zip(gives.tolist(), gives_low.tolist(), strict=True):  # type: ignore[attr-defined]
        high, low = plus(high, low, one, one_low)
    full = float((sides.weight[voter] * points)[holds & (above > 0.0)].sum())
    return True, full, high, low, float((sides.weight[poor] * purses.drift[poor]).sum())


def _charge_loops(
    sides: Sides, purses: Purses, project: int, price: float, price_low: float, error: float
) -> None:
    """Each pays price * points, or all; `error` bounds that of the price and of one subtraction."""
    money, rest, drift = purses.money, purses.rest, purses.drift
    for k in range(sides.first[project], sides.first[project + 1]):
        voter = sides.voter[k]
        has = money[voter]
        if has <= 0.0:
            continue
        points = 1.0 if sides.flat else float(sides.points[k])
        pays, pays_low = (price, price_low) if sides.flat else times(price, price_low, points)
        high, low = plus(has, rest[voter], -pays, -pays_low)
        holds = high > 0.0
        money[voter] = high if holds else 0.0
        rest[voter] = low if holds else 0.0
        drift[voter] = drift[voter] + error * points if holds else 0.0


def _charge_arrays(
    sides: Sides, purses: Purses, project: int, price: float, price_low: float, error: float
) -> None:
    part = slice(sides.first[project], sides.first[project + 1])
    voter = sides.voter[part]
    points = np.ones(len(voter)) if sides.flat else sides.points[part].astype(np.float64)
    pays, pays_low = times(price, price_low, points)  # type: ignore[arg-type]
    high, low = plus(purses.money[voter], purses.rest[voter], -pays, -pays_low)  # type: ignore[arg-type]
    holds = high > 0.0
    purses.money[voter] = np.where(holds, high, 0.0)
    purses.rest[voter] = np.where(holds, low, 0.0)
    purses.drift[voter] = np.where(holds, purses.drift[voter] + error * points, 0.0)


scan = _scan_loops if COMPILED else _scan_arrays
count_payers = compiled(_count_payers) if COMPILED else _count_payers_arrays
charge = compiled(_charge_loops) if COMPILED else _charge_arrays
