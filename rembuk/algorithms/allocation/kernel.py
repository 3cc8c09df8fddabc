"""One run of the method of equal shares, fast and still exact.

Floats only find out which project is cheapest; each comparison counts only where the gap is larger than a
bound on the rounding errors. The price of a winner is then computed anew from whole numbers:

    x_p = (c_p - what those give who cannot pay in full) / R_p

R_p: points of those who pay in full; x: price of one point. What a voter holds is the start share less the
prices paid so far, in double-double with a bound of its own for each voter: errors are those of the prices
on that very ballot and do not pile up from round to round. Who once was short holds exactly nothing. Where
nobody is short, prices are ratios of integers and are compared as such, then the lot decides. What is still
undecided is said to be so (`UNSURE`), and `rational.py` repeats the run. Design and measurements: Peters,
Pierczynski, Skowron, "Proportional Participatory Budgeting with Additive Utilities", NeurIPS 2021, for the
rule; the bounds are ours.
"""

from typing import NamedTuple

import numpy as np

from rembuk.algorithms.allocation.compiled import compiled
from rembuk.algorithms.allocation.exact_floats import ROUNDING, compare_products, over, plus
from rembuk.algorithms.allocation.scanning import Floats, Longs, Purses, Sides, charge, count_payers, scan

DONE, UNSURE, OVERSPENT = 0, 1, 2
_GONE, _FOUND, _OPEN, _DEARER = 3, 4, 5, 6
_ULP = 1.2e-16
_MOST_PASSES = 60


class Field(NamedTuple):
    """What does not change from run to run.

    cost: rupiah a project; heads: weight of its supporters; votes: their points; by_cost: whether a point
    is worth the project's cost (else 1); lot: place in the lot order; limits: per project the ceilings it
    is under (`limit_first`, `limit_of`) and the projects it excludes (`foe_first`, `foe_of`); most_points:
    on one ballot.
    """

    cost: Longs
    heads: Floats
    votes: Floats
    by_cost: bool
    lot: Longs
    limit_first: Longs
    limit_of: Longs
    foe_first: Longs
    foe_of: Longs
    most_points: float


class State(NamedTuple):
    """What a run writes. `guess` outlives it: the next run begins its search there.

    winner, high, low: index and price (double-double) of the k-th winner; error: bound on that price;
    tied: how many lost the lot to that winner; room: left under each ceiling
    (room_at_start, before the run); barred: 1 for who takes no part.
    """

    purses: Purses
    room_at_start: Longs
    room: Longs
    least: Floats
    guess: Floats
    active: Longs
    winner: Longs
    high: Floats
    low: Floats
    error: Floats
    tied: Longs
    barred: Longs


class Offer(NamedTuple):
    """The cheapest project so far: price per unit of utility and its bound, price per point, who is short."""

    project: int
    rho: float
    rho_error: float
    price: float
    error: float
    short: float
    full: float


@compiled
def run(
    field: Field, sides: Sides, state: State, share_high: float, share_low: float, ceiling: int
) -> tuple[int, int, int]:
    """(status, winners, spent). Stops once more than `ceiling` is spent, if that is not negative."""
    active = _start(field, state, share_high, share_low)
    won, spent, worst = 0, 0, 0.0
    while True:
        active = _keep_what_fits(field, state, active)
        doubt = (won + 2) * (4.5e-16 * share_high + 2.0 * worst * field.most_points)
        status, best, tied = _cheapest(field, sides, state, active, doubt)
        if status != _FOUND:
            return (DONE if status == _GONE else UNSURE), won, spent
        if not _settle(field, sides, state, best, doubt, won):
            return UNSURE, won, spent
        worst = max(worst, state.error[won])
        state.tied[won] = tied
        _take(field, state, best.project, won)
        error = state.error[won] + ROUNDING * share_high
        charge(sides, state.purses, best.project, state.high[won], state.low[won], error)
        won += 1
        spent += field.cost[best.project]
        if 0 <= ceiling < spent:
            return OVERSPENT, won, spent


@compiled
def _start(field: Field, state: State, share: float, share_low: float) -> int:
    """Everybody's money, and who takes part: what costs something and has supporters."""
    state.purses.money[:] = share
    state.purses.rest[:] = share_low
    state.purses.drift[:] = ROUNDING * share
    state.room[:] = state.room_at_start
    active = 0
    for project in range(field.cost.shape[0]):
        state.least[project] = np.inf
        if field.cost[project] > 0 and field.votes[project] > 0 and state.barred[project] == 0:
            worth = 1.0 if field.by_cost else float(field.cost[project])
            state.least[project] = worth / field.votes[project] * (1.0 - 1e-15)
            state.active[active] = project
            active += 1
    return active


@compiled
def _keep_what_fits(field: Field, state: State, active: int) -> int:
    """Drop who is gone and who no longer fits one of its ceilings; rooms only shrink, so this is for good."""
    kept = 0
    for k in range(active):
        project = state.active[k]
        for j in range(field.limit_first[project], field.limit_first[project + 1]):
            if field.cost[project] > state.room[field.limit_of[j]]:
                state.least[project] = np.inf
        if state.least[project] < np.inf:
            state.active[kept] = project
            kept += 1
    return kept


@compiled
def _take(field: Field, state: State, project: int, won: int) -> None:
    """Write the winner down, make its ceilings smaller and send away what cannot stand beside it."""
    state.winner[won] = project
    state.least[project] = np.inf
    for j in range(field.limit_first[project], field.limit_first[project + 1]):
        state.room[field.limit_of[j]] -= field.cost[project]
    for j in range(field.foe_first[project], field.foe_first[project + 1]):
        state.least[field.foe_of[j]] = np.inf


@compiled
def _cheapest(field: Field, sides: Sides, state: State, active: int, doubt: float) -> tuple[int, Offer, int]:
    """The project of least price, and how many lost the lot to it.

    A price never falls, so an old one above the best settles a project unseen.
    """
    best = Offer(-1, np.inf, 0.0, 0.0, 0.0, 0.0, 0.0)
    open_from, tied = np.inf, 0  # the least that an undecided project may cost
    order = np.argsort(state.least[state.active[:active]])
    for k in range(active):
        project = state.active[order[k]]
        if best.project >= 0 and state.least[project] > best.rho + best.rho_error:
            break
        status, offer = _price(field, sides, state, project, doubt, best.rho + best.rho_error)
        if status == _OPEN:
            return _OPEN, best, tied
        if status != _FOUND:
            state.least[project] = np.inf if status == _GONE else offer.rho
            continue
        state.guess[project] = offer.price
        state.least[project] = offer.rho - offer.rho_error
        verdict = _compare(field, offer, best)
        if verdict == 0:
            open_from = min(open_from, state.least[project])
        elif verdict == 1:
            best, tied = offer, 0
        elif verdict >= 2:
            best, tied = offer if verdict == 2 else best, tied + 1
    if best.project >= 0 and open_from <= best.rho + best.rho_error:
        return _OPEN, best, tied
    return (_FOUND if best.project >= 0 else _GONE), best, tied


@compiled
def _compare(field: Field, new: Offer, best: Offer) -> int:
    """1: cheaper; -1: dearer; 2: the same, first in the lot; 3: the same, later in it; 0: not decided."""
    if best.project < 0 or new.rho + new.rho_error < best.rho - best.rho_error:
        return 1
    if new.rho - new.rho_error > best.rho + best.rho_error:
        return -1
    if new.short != 0.0 or best.short != 0.0:
        return 0
    if field.by_cost:
        sign = int(best.full) - int(new.full)
    else:
        sign = compare_products(
            field.cost[new.project], int(best.full), field.cost[best.project], int(new.full)
        )
    if sign != 0:
        return 1 if sign < 0 else -1
    return 2 if field.lot[new.project] < field.lot[best.project] else 3


@compiled
def _price(
    field: Field, sides: Sides, state: State, project: int, doubt: float, most: float
) -> tuple[int, Offer]:
    """Newton on the concave, piecewise linear sum of min(money, x * points) = cost: one to five passes.

    A step never goes beyond the price looked for, so one that is above `most` settles that it is dearer.
    """
    cost = float(field.cost[project])
    unit = cost if field.by_cost else 1.0
    floor = state.least[project] * unit * (1.0 - 1e-15)
    size = float(sides.first[project + 1] - sides.first[project])
    price, before = max(state.guess[project], floor), -1.0
    nothing = Offer(project, np.inf, 0.0, 0.0, 0.0, 0.0, 0.0)
    for _ in range(_MOST_PASSES):
        short, full, people = scan(sides, state.purses.money, project, price)
        if full <= 0.0:  # above everybody's money: `short` is all there is
            slack = field.heads[project] * doubt + size * _ULP * short
            if short < cost - slack:
                return _GONE, nothing
            if short <= cost + slack or price == floor:
                return _OPEN, nothing
            price = floor
            continue
        new = (cost - short) / full
        if abs(new - price) <= price * 4e-16 or new == before:
            error = (people * doubt + size * _ULP * cost) / full + doubt + price * 1e-15
            rho = price / unit
            return _FOUND, Offer(project, rho, error / unit + rho * 3e-16, price, error, short, full)
        error = (people * doubt + size * _ULP * cost) / full + doubt + new * 1e-15
        if (new - error) / unit * (1.0 - 1e-15) > most:
            return _DEARER, Offer(project, (new - error) / unit * (1.0 - 1e-15), 0.0, 0.0, 0.0, 0.0, 0.0)
        before = price
        price = max(new, floor)
    return _OPEN, nothing


@compiled
def _settle(field: Field, sides: Sides, state: State, best: Offer, doubt: float, won: int) -> bool:
    """The winner's price in double-double; False where rounding leaves open who pays what."""
    sure, full, gives, gives_low, drift = count_payers(
        sides, state.purses, best.project, best.price, doubt + best.error * field.most_points
    )
    if not sure or full <= 0.0:
        return False
    cost = float(field.cost[best.project])
    size = sides.first[best.project + 1] - sides.first[best.project]
    high, low = plus(-gives, -gives_low, cost, 0.0)
    error = drift + ROUNDING * cost * 2.0 * (size + 2)
    price, price_low = over(high, low, full)
    state.high[won], state.low[won] = price, price_low
    state.error[won] = error / full + ROUNDING * price
    return bool(state.error[won] <= 1e-16 * price)
