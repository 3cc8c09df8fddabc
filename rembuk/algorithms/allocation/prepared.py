"""An election laid out for the kernel, once for all runs of a rule."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from rembuk.algorithms.allocation import kernel
from rembuk.algorithms.allocation.ballots import Ballots
from rembuk.algorithms.allocation.compiled import compiled
from rembuk.algorithms.allocation.errors import ElectionError
from rembuk.algorithms.allocation.lots import lot_order
from rembuk.algorithms.allocation.model import Election, with_need_fund
from rembuk.algorithms.allocation.rules import Utility
from rembuk.algorithms.allocation.scanning import Ints, Longs, Purses, Sides

_HARDLY = 1.25


@dataclass(frozen=True, slots=True, eq=False)
class Prepared:
    """What every run of one election and utility shares. Weights are those with the need fund among them.

    lot: indices, who wins a tie first; free: what costs nothing and has supporters, in that order.
    """

    election: Election
    utility: Utility
    lot: tuple[int, ...]
    ballots: Ballots
    field: kernel.Field
    sides: Sides
    state: kernel.State
    free: tuple[int, ...]

    @property
    def weight(self) -> int:
        """Of all shares together: the start share is budget / weight."""
        return self.ballots.voters

    @property
    def micro(self) -> int:
        """Shares that one resident of weight 1 holds: more than one where the need fund is among them."""
        return 1000 - self.election.need_permille if self.election.need_permille else 1

    def unit_value(self, project: int) -> int:
        """What one point is worth: rho = price of a point / this."""
        return self.election.costs[project] if self.utility == "cost" else 1

    def rooms(self) -> Longs:
        """Money left under each ceiling at the start."""
        return np.array([ceiling.limit for ceiling in self.election.ceilings], np.int64)


def prepare(election: Election, utility: Utility, ties: str) -> Prepared:
    """Lay out the arrays; linear in the ballots."""
    if election.need_permille and utility == "points":
        raise ElectionError(
            "Dana kebutuhan hanya dapat dipakai dengan manfaat cost atau cardinality.",
            "The need fund works with the utilities cost and cardinality alone.",
        )
    ballots = with_need_fund(election)
    if utility != "points" and not election.need_permille:
        ballots = _approvals(ballots)
    ballots = _spread(ballots)
    flat = bool((ballots.points == 1).all())
    votes = ballots.votes(len(election.projects)) if flat else _points(ballots, len(election.projects))
    order = lot_order(ties, election.ids, election.costs, election.votes)
    place = np.empty(len(order), np.int64)
    place[list(order)] = np.arange(len(order))
    sides = _sides(ballots, len(election.projects), flat)
    limit_first, limit_of = _rows(
        [k for k, ceiling in enumerate(election.ceilings) if project.id in ceiling.projects]
        for project in election.projects
    )
    foe_first, foe_of = _rows(_foes(election))
    field = kernel.Field(
        cost=np.array(election.costs, np.int64),
        heads=np.array(ballots.votes(len(election.projects)), np.float64),
        votes=np.array(votes, np.float64),
        by_cost=utility == "cost",
        lot=place,
        limit_first=limit_first,
        limit_of=limit_of,
        foe_first=foe_first,
        foe_of=foe_of,
        most_points=float(ballots.points.max(initial=1)),
    )
    free = tuple(p for p in order if election.costs[p] == 0 and votes[p] > 0)
    return Prepared(
        election,
        utility,
        order,
        ballots,
        field,
        sides,
        _state(len(order), len(ballots.count), len(election.ceilings)),
        free,
    )


def _approvals(ballots: Ballots) -> Ballots:
    """The same ballots with one point for each project named."""
    if (ballots.points == 1).all():
        return ballots
    return Ballots(
        ballots.start, ballots.project, np.ones(len(ballots.points), np.int32), ballots.count, ballots.blank
    )


def _spread(ballots: Ballots) -> Ballots:
    """Where hardly any ballot was cast twice, one for each voter: passes that need no weights are faster."""
    voters = int(ballots.count.sum())
    if voters == len(ballots.count) or voters > _HARDLY * len(ballots.count):
        return ballots
    lengths = np.repeat(ballots.start[1:] - ballots.start[:-1], ballots.count)
    start = np.zeros(voters + 1, np.int64)
    start[1:] = np.cumsum(lengths)
    entries = np.repeat(np.repeat(ballots.start[:-1], ballots.count) - start[:-1], lengths) + np.arange(
        start[-1]
    )
    ones = np.ones(voters, np.int64)
    return Ballots(start, ballots.project[entries], ballots.points[entries], ones, ballots.blank)


def _points(ballots: Ballots, projects: int) -> list[int]:
    points = np.zeros(projects, np.int64)
    lengths = ballots.start[1:] - ballots.start[:-1]
    np.add.at(points, ballots.project, np.repeat(ballots.count, lengths) * ballots.points)
    return [int(number) for number in points]


def _sides(ballots: Ballots, projects: int, flat: bool) -> Sides:
    first = np.zeros(projects + 1, np.int64)
    first[1:] = np.cumsum(np.bincount(ballots.project, minlength=projects))
    voter = np.empty(len(ballots.project), np.int32)
    points = np.empty(0 if flat else len(ballots.project), np.int32)
    _turn(ballots.start, ballots.project, ballots.points, first[:-1].copy(), voter, points)
    return Sides(
        first=first,
        voter=voter,
        points=points,
        weight=ballots.count.astype(np.float64),
        single=bool((ballots.count == 1).all()),
        flat=flat,
    )


@compiled
def _turn(start: Longs, project: Ints, points: Ints, filled: Longs, voter: Ints, points_out: Ints) -> None:
    """Ballots by voter become supporters by project, in the order of voters."""
    for row in range(start.shape[0] - 1):
        for k in range(start[row], start[row + 1]):
            place = filled[project[k]]
            voter[place] = row
            if points_out.shape[0] > 0:
                points_out[place] = points[k]
            filled[project[k]] += 1


def _foes(election: Election) -> Iterable[list[int]]:
    foes: list[set[int]] = [set() for _ in election.projects]
    for one, other in election.incompatible:
        foes[election.index[one]].add(election.index[other])
        foes[election.index[other]].add(election.index[one])
    return (sorted(row) for row in foes)


def _rows(lists: Iterable[list[int]]) -> tuple[Longs, Longs]:
    rows = list(lists)
    first = np.zeros(len(rows) + 1, np.int64)
    first[1:] = np.cumsum([len(row) for row in rows])
    return first, np.array([item for row in rows for item in row], np.int64)


def _state(projects: int, ballots: int, ceilings: int) -> kernel.State:
    return kernel.State(
        purses=Purses(np.empty(ballots), np.empty(ballots), np.empty(ballots)),
        room_at_start=np.zeros(ceilings, np.int64),
        room=np.zeros(ceilings, np.int64),
        least=np.empty(projects),
        guess=np.zeros(projects),
        active=np.empty(projects, np.int64),
        winner=np.empty(projects, np.int64),
        high=np.empty(projects),
        low=np.empty(projects),
        error=np.empty(projects),
        tied=np.empty(projects, np.int64),
        barred=np.zeros(projects, np.int64),
    )


def as_pair(share: Fraction) -> tuple[float, float]:
    """A fraction as a float and what the float leaves out."""
    high = float(share)
    return high, float(share - Fraction(high))
