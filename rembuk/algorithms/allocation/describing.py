"""The rounds of a run in exact fractions, from the winners and prices that the kernel found.

A second look at the winners' supporters alone: whole numbers are counted and the recurrence of `kernel.py` is
solved in fractions, so nothing is repeated in slow arithmetic voter by voter.
"""

from fractions import Fraction

import numpy as np

from rembuk.algorithms.allocation.outcome import Round
from rembuk.algorithms.allocation.prepared import Prepared, as_pair
from rembuk.algorithms.allocation.rational import Purses, least_price
from rembuk.algorithms.allocation.scanning import Longs


def describe(prepared: Prepared, share: Fraction, winners: list[int]) -> tuple[Round, ...]:
    """Prices, payers and ties of a run that the kernel has just finished with these winners."""
    state, money = prepared.state, np.full(len(prepared.ballots.count), as_pair(share)[0])
    place = np.full(len(prepared.field.cost), -1, np.int64)
    prices: list[Fraction] = []
    rounds: list[Round] = []
    standing, exact = Standing(prepared), _Exact(prepared, share)
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
                tied=exact.tied(rounds, rho, standing.projects) if state.tied[number] else (),
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
        if not len(field.limit_of):
            return
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


class _Exact:
    """The purses in fractions, brought up to a round only where the kernel saw a tie there."""

    def __init__(self, prepared: Prepared, share: Fraction) -> None:
        self._prepared, self._purses, self._charged = prepared, Purses(prepared, share), 0

    def tied(self, before: list[Round], rho: Fraction, projects: set[int]) -> tuple[int, ...]:
        """All that have this price after the rounds before, in lot order."""
        field, election = self._prepared.field, self._prepared.election
        for row in before[self._charged :]:
            self._purses.charge(row.project, row.price)
        self._charged = len(before)
        tied = []
        for project in projects:
            unit, cost = self._prepared.unit_value(project), election.costs[project]
            if Fraction(cost, int(field.votes[project]) * unit) <= rho:  # no price is below this
                price = least_price(cost, self._purses.groups(project))
                tied += [project] if price is not None and price == rho * unit else []
        return tuple(sorted(tied, key=lambda p: int(field.lot[p])))
