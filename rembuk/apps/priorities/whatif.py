"""What if: one pass of the rule on ballots that are in memory, so that a slider answers at once.

The shares are not raised here; what is left goes by votes. A real run may therefore differ, and pages say so.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rembuk.algorithms.allocation.allocating import allocate
from rembuk.algorithms.allocation.model import Election
from rembuk.algorithms.allocation.prepared import Prepared, prepare
from rembuk.algorithms.allocation.rules import Rule
from rembuk.algorithms.allocation.shares import Pot, first_share
from rembuk.apps.rounds.models import RoundProject

from .parameters import Parameters, election_with

_AT_ONCE = ("equal-shares", "greedy-votes")  # the others are computed as in a run


@dataclass(frozen=True, slots=True)
class WhatIf:
    """winners: project codes; left_out: share of those who chose and see nothing, six decimals."""

    winners: tuple[str, ...]
    spent: int
    left_out: str


def what_if(election: Election, projects: Sequence[RoundProject], wanted: Parameters, ties: str) -> WhatIf:
    """The winners of one pass; `make bench-whatif` says what it takes on 100,000 ballots."""
    asked, rule = election_with(election, projects, wanted), wanted.engine_rule(ties)
    winners = _at_once(asked, rule) if rule.id in _AT_ONCE else allocate(asked, rule).winners
    spent = sum(asked.costs[p] for p in winners)
    return WhatIf(tuple(asked.ids[p] for p in winners), spent, _left_out(asked, winners))


def _at_once(election: Election, rule: Rule) -> Sequence[int]:
    """Earmarks first, then all the rest, as a run does; winners alone, without their rounds."""
    prepared = prepare(election, rule.utility, rule.ties)
    winners: list[int] = []
    pots = [
        (mark.amount, frozenset(election.index[name] for name in mark.projects)) for mark in election.earmarks
    ]
    for amount, only in pots:
        winners += _from(Pot(prepared, amount, winners, only), rule)
    left = election.budget - sum(election.costs[p] for p in winners)
    return winners + _from(Pot(prepared, left, winners), rule)


def _from(pot: Pot, rule: Rule) -> list[int]:
    won, spent = pot.free(), 0
    if rule.id == "equal-shares":
        shared, spent, _rounds = pot.run(first_share(pot, rule)[0], 0)
        won = won + shared
    return won + _by_votes(pot, won, spent)


def _by_votes(pot: Pot, won: list[int], spent: int) -> list[int]:
    """What fits beside the winners, most votes first, ties by lot: one walk, with the room kept along."""
    prepared: Prepared = pot.prepared
    field, costs = prepared.field, prepared.election.costs
    room, barred, added = pot.room([*pot.funded, *won]), pot.foes(won), list[int]()
    for project in sorted(pot.fitting(won, spent), key=lambda p: (-field.votes[p], field.lot[p])):
        limits = field.limit_of[field.limit_first[project] : field.limit_first[project + 1]].tolist()
        cost = costs[project]
        if project in barred or spent + cost > pot.budget or any(room[limit] < cost for limit in limits):
            continue
        added.append(project)
        spent += cost
        barred |= pot.foes([project])
        for limit in limits:
            room[limit] -= cost
    return added


def _left_out(election: Election, winners: Sequence[int]) -> str:
    ballots = election.ballots
    if not len(ballots.count):
        return f"{0:.6f}"
    won = np.zeros(len(election.projects), np.int64)
    won[list(winners)] = 1
    many = np.add.reduceat(won[ballots.project], ballots.start[:-1])
    voters = int(ballots.count.sum())
    return f"{int(ballots.count[many == 0].sum()) / voters:.6f}"
