"""The two passes over the supporters of one project: who can pay a price, and who is charged it.

Everything the engine costs is here. Compiled they are loops; without a compiler they are numpy expressions
of the same meaning. The order in which a sum is taken differs, which the error bounds of `kernel.py` allow
for.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from rembuk.algorithms.allocation.compiled import COMPILED, compiled, compiled_sum

Floats = npt.NDArray[np.float64]
Longs = npt.NDArray[np.int64]
Ints = npt.NDArray[np.int32]


class Sides(NamedTuple):
    """Who supports what, twice: by project (`voter`, `points`) and by ballot (`on_ballot`, `ballot_points`).

    `first[p]:first[p + 1]` are the supporters of project p, `ballot_first[v]:ballot_first[v + 1]` the
    projects of distinct ballot v. `points` are empty where every one of them is 1; `single` where each
    ballot was cast once.
    """

    first: Longs
    voter: Ints
    points: Ints
    ballot_first: Longs
    on_ballot: Ints
    ballot_points: Ints
    weight: Floats
    single: bool
    flat: bool


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


def _count_payers(
    sides: Sides, money: Floats, project: int, price: float, doubt: float, place: Longs, paid: Floats
) -> tuple[bool, float, float]:
    """Weight of those short but not empty, points of those who pay in full, and in `paid[k]` the points
    that the short ones gave to the k-th winner. False where rounding leaves open on which side somebody
    stands.
    """
    short, full = 0.0, 0.0
    for k in range(sides.first[project], sides.first[project + 1]):
        voter = sides.voter[k]
        has = money[voter]
        if has <= 0.0:
            continue
        points = 1.0 if sides.flat else float(sides.points[k])
        above = has - price * points
        if abs(above) <= doubt:
            return False, short, full
        if above > 0.0:
            full += sides.weight[voter] * points
            continue
        short += sides.weight[voter]
        for j in range(sides.ballot_first[voter], sides.ballot_first[voter + 1]):
            winner = place[sides.on_ballot[j]]
            if winner >= 0:
                paid[winner] += sides.weight[voter] * (1.0 if sides.flat else float(sides.ballot_points[j]))
    return True, short, full


def _count_payers_arrays(
    sides: Sides, money: Floats, project: int, price: float, doubt: float, place: Longs, paid: Floats
) -> tuple[bool, float, float]:
    part = slice(sides.first[project], sides.first[project + 1])
    voter = sides.voter[part]
    points = np.ones(len(voter)) if sides.flat else sides.points[part].astype(np.float64)
    holds = money[voter] > 0.0
    above = money[voter] - price * points
    if (np.abs(above[holds]) <= doubt).any():
        return False, 0.0, 0.0
    poor = voter[holds & (above < 0.0)]
    for ballot in poor:
        row = slice(sides.ballot_first[ballot], sides.ballot_first[ballot + 1])
        winner = place[sides.on_ballot[row]]
        gave = np.ones(len(winner)) if sides.flat else sides.ballot_points[row].astype(np.float64)
        np.add.at(paid, winner[winner >= 0], sides.weight[ballot] * gave[winner >= 0])
    rich = holds & (above > 0.0)
    return True, float(sides.weight[poor].sum()), float((sides.weight[voter] * points)[rich].sum())


def _charge_loops(sides: Sides, money: Floats, project: int, price: float) -> None:
    for k in range(sides.first[project], sides.first[project + 1]):
        left = money[sides.voter[k]] - (price if sides.flat else price * sides.points[k])
        money[sides.voter[k]] = left if left > 0.0 else 0.0


def _charge_arrays(sides: Sides, money: Floats, project: int, price: float) -> None:
    part = slice(sides.first[project], sides.first[project + 1])
    voter = sides.voter[part]
    money[voter] = np.maximum(money[voter] - (price if sides.flat else price * sides.points[part]), 0.0)


scan = _scan_loops if COMPILED else _scan_arrays
count_payers = compiled(_count_payers) if COMPILED else _count_payers_arrays
charge = compiled(_charge_loops) if COMPILED else _charge_arrays
