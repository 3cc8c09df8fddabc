"""The rounds of a run in exact fractions, from the winners and prices that the kernel found.

A second look at the winners' supporters alone: whole numbers are counted and the recurrence of `kernel.py` is
solved in fractions, so nothing is repeated in slow arithmetic voter by voter.
"""

from fractions import Fraction

import numpy as np

from rembuk.algorithms.allocation.outcome import Round
from rembuk.algorithms.allocation.prepared import Prepared, as_pair
from rembuk.algorithms.allocation.scanning import Floats, Longs


def describe(prepared: Prepared, share: Fraction, winners: list[int]) -> tuple[Round, ...]:
    """Prices, payers and ties of a run that the kernel has just finished with these winners."""
    state, money = prepared.state, np.full(len(prepared.ballots.count), as_pair(share)[0])
    place = np.full(len(prepared.field.cost), -1, np.int64)
    prices: list[Fraction] = []
    rounds: list[Round] = []
    standing = Standing(prepared)
    for number, winner in enumerate(winners):
        standing.keep_what_fits()
        voter, points = supporters(prepared, winner)
        has, count = money[voter], prepared.ballots.count[voter]
        above = has - state.high[number] * points
        poor, rich = (has > 0) & (above < 0), (has > 0) & (above >= 0)
        price = _price(prepared, share, winner, voter[poor], int((count * points)[rich].sum()), place, prices)
        rho = price / prepared.unit_value(winner)
        rounds.append(
            Round(
                project=winner,
                rho=rho,
                price=price,
                in_full=int(count[rich].sum()),
                with_rest=int(count[poor].sum()),
                with_nothing=int(count[has <= 0].sum()),
                tied=_tied(prepared, money, rho, standing.projects) if state.tied[number] else (),
            )
        )
        prices.append(price)
        place[winner] = number
        standing.take(winner)
        money[voter] = np.maximum(above, 0.0)
    return tuple(rounds)


class Standing:
    """Which projects may still win: neither funded, barred nor excluded, and within their ceilings."""

    def __init__(self, prepared: Prepared) -> None:
        field = prepared.field
        self._prepared, self._room = prepared, prepared.state.room_at_start.copy()
        self.projects = {
            p
            for p in range(len(field.cost))
            if field.cost[p] > 0 and field.votes[p] > 0 and not prepared.state.barred[p]
        }

    def keep_what_fits(self) -> None:
        """Drop what is dearer than what one of its ceilings has left."""
        field = self._prepared.field
        for project in tuple(self.projects):
            limits = field.limit_of[field.limit_first[project] : field.limit_first[project + 1]]
            if (self._room[limits] < field.cost[project]).any():
                self.projects.discard(project)

    def take(self, project: int) -> None:
        """The project is funded: its ceilings shrink, and what cannot stand beside it goes."""
        field = self._prepared.field
        self.projects.discard(project)
        self.projects -= set(field.foe_of[field.foe_first[project] : field.foe_first[project + 1]].tolist())
        np.subtract.at(
            self._room,
            field.limit_of[field.limit_first[project] : field.limit_first[project + 1]],
            field.cost[project],
        )


def supporters(prepared: Prepared, project: int) -> tuple[Longs, Longs]:
    """Distinct ballots that name the project, and the points each gives it."""
    sides = prepared.sides
    part = slice(sides.first[project], sides.first[project + 1])
    voter = sides.voter[part].astype(np.int64)
    return voter, np.ones(len(voter), np.int64) if sides.flat else sides.points[part].astype(np.int64)


def _price(
    prepared: Prepared,
    share: Fraction,
    winner: int,
    poor: Longs,
    full: int,
    place: Longs,
    prices: list[Fraction],
) -> Fraction:
    ballots = prepared.ballots
    lengths = ballots.start[poor + 1] - ballots.start[poor]
    offsets = np.repeat(ballots.start[poor] - np.cumsum(lengths) + lengths, lengths)
    entries = offsets + np.arange(lengths.sum())
    earlier = place[ballots.project[entries]]
    points = ballots.points[entries].astype(np.int64) * np.repeat(ballots.count[poor], lengths)
    gave = np.zeros(len(prices), np.int64)
    np.add.at(gave, earlier[earlier >= 0], points[earlier >= 0])
    missing = prepared.election.costs[winner] - int(ballots.count[poor].sum()) * share
    missing += sum((int(many) * prices[k] for k, many in enumerate(gave.tolist()) if many), Fraction(0))
    return missing / full


def _tied(prepared: Prepared, money: Floats, rho: Fraction, projects: set[int]) -> tuple[int, ...]:
    """All with this price. The kernel sees ties only where nobody is short: the price is cost / points."""
    tied = []
    for project in projects:
        voter, points = supporters(prepared, project)
        has = money[voter]
        if ((has > 0) & (has < float(rho * prepared.unit_value(project)) * points)).any():
            continue
        full = int((prepared.ballots.count[voter] * points)[has > 0].sum())
        if full and Fraction(prepared.election.costs[project], full) / prepared.unit_value(project) == rho:
            tied.append(project)
    return tuple(sorted(tied, key=lambda p: int(prepared.field.lot[p])))
