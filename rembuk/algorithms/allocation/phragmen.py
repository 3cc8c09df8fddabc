"""Sequential Phragmen: everybody earns at the same speed, and a project is bought when its supporters can
pay it.

In loads: buy the project of least t = (cost + sum of the loads of its supporters) / weight of its
supporters, and set all their loads to t. Two ends where a project does not fit: `stop` ends there (projects
dearer than the whole budget are left out from the start), `skip` drops it and goes on. Brill, Freeman,
Janson, Lackner, "Phragmen's Voting Methods and Justified Representation", AAAI 2017; with costs as in Los,
Christoff, Grossi, IJCAI 2022.

Voters with the same load form a class, so a time costs one fraction for each class and not for each voter.
"""

from fractions import Fraction
from heapq import heappop, heappush

import numpy as np

from rembuk.algorithms.allocation.describing import supporters
from rembuk.algorithms.allocation.outcome import Phase, Round, Run
from rembuk.algorithms.allocation.prepared import Prepared
from rembuk.algorithms.allocation.rules import Rule
from rembuk.algorithms.allocation.shares import Beside, Pot, greedy_by_votes


class _Loads:
    """What each voter has paid so far: a class number per ballot, and the load of each class."""

    def __init__(self, prepared: Prepared) -> None:
        self._prepared = prepared
        self._of = np.zeros(len(prepared.ballots.count), np.int64)
        self._load = [Fraction(0)]

    def time_of(self, project: int) -> Fraction:
        """When the supporters together hold the cost."""
        voter, _points = supporters(self._prepared, project)
        kinds, inverse = np.unique(self._of[voter], return_inverse=True)
        weight = np.zeros(len(kinds), np.int64)
        np.add.at(weight, inverse, self._prepared.ballots.count[voter])
        owed = sum(
            (self._load[kind] * many for kind, many in zip(kinds.tolist(), weight.tolist(), strict=True)),
            Fraction(self._prepared.election.costs[project]),
        )
        return owed / int(weight.sum())

    def buy(self, project: int, time: Fraction) -> None:
        """All supporters have now paid what everybody has earned up to this time."""
        voter, _points = supporters(self._prepared, project)
        self._of[voter] = len(self._load)
        self._load.append(time)


def phragmen(pot: Pot, rule: Rule, earmark: str = "") -> Phase:
    """One pot; the price of a round is its time, which is the money that a weight of 1 has earned by then."""
    prepared, costs = pot.prepared, pot.prepared.election.costs
    free = pot.free()
    loads, rounds, won, spent = (
        _Loads(prepared),
        [Round(p, Fraction(0), Fraction(0)) for p in free],
        list(free),
        0,
    )
    beside = Beside(pot, free)
    least = [(Fraction(0), p) for p in pot.fitting(free, 0) if costs[p]]
    while least:
        time, tied = _next(loads, least)
        misfit = [p for p in tied if spent + costs[p] > pot.budget or not beside.allows(p)]
        if misfit and rule.id == "phragmen-stop":
            break
        winner = -1
        if not misfit:
            winner = min(tied, key=lambda p: int(prepared.field.lot[p]))
            loads.buy(winner, time)
            beside.take(winner)
            won.append(winner)
            spent += costs[winner]
            rounds.append(_round(prepared, winner, time, tied))
        for project in tied:
            if project != winner and project not in misfit:
                heappush(least, (time, project))
    added = greedy_by_votes(pot, won, spent) if rule.completion == "utilitarian" else []
    return Phase(
        earmark, pot.budget, "complete", Run(Fraction(0), 0, tuple(rounds), spent), added=tuple(added)
    )


def _next(loads: _Loads, least: list[tuple[Fraction, int]]) -> tuple[Fraction, list[int]]:
    """The least time and all projects that have it, taken off the heap of times that were least once. A time
    never falls, so one that still is the least of all after counting it again is the next.
    """
    best, tied = Fraction(-1), list[int]()
    while least and (not tied or least[0][0] <= best):
        _old, project = heappop(least)
        time = loads.time_of(project)
        if tied and time == best:
            tied.append(project)
        elif not least or time <= least[0][0]:
            if tied:
                heappush(least, (time, project))
                break
            best, tied = time, [project]
        else:
            heappush(least, (time, project))
    return best, tied


def _round(prepared: Prepared, winner: int, time: Fraction, tied: list[int]) -> Round:
    order = sorted(tied, key=lambda p: int(prepared.field.lot[p]))
    heads = int(prepared.field.heads[winner])
    return Round(winner, time, time, in_full=heads, tied=tuple(order) if len(order) > 1 else ())
