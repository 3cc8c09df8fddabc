"""Why each project won or lost, to the last rupiah: who paid, whose money went where, and what would have
done.

"Would have won" is always found by a rerun of the whole rule that decided, never by a formula: winning is
not proven to be monotone, so the sentence is "at this cost it wins", not "it needs".
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction

import numpy as np

from rembuk.algorithms.allocation.allocating import winners_of
from rembuk.algorithms.allocation.ballots import Ballots
from rembuk.algorithms.allocation.describing import supporters
from rembuk.algorithms.allocation.lots import lot_order
from rembuk.algorithms.allocation.model import Election
from rembuk.algorithms.allocation.outcome import Outcome, Phase
from rembuk.algorithms.allocation.prepared import Prepared, prepare
from rembuk.algorithms.allocation.rational import Purses
from rembuk.algorithms.allocation.shares import Pot

MOST_EXTRA_VOTERS = 1 << 20
_COST_STEPS = 1000  # the largest winning cost is found to one thousandth
_LAST_RAISES = 8


class Reason(StrEnum):
    """Why a project is where it is; each project has exactly one."""

    FUNDED = "FUNDED"
    SUPPORT = "SUPPORT"  # its supporters' money never was enough
    SPENT = "SPENT"  # their money went to other winners
    BUDGET = "BUDGET"  # it would come with the next raise, which overspends
    CEILING = "CEILING"  # a ceiling is full
    EXCLUDED = "EXCLUDED"  # it cannot stand beside a winner
    TIE = "TIE"  # it lost a lot


@dataclass(frozen=True, slots=True)
class Loss:
    """One project that lost. detail: the ceiling or the winner that a reason names.

    start = left + sum(went): what its supporters held at the start, hold at the end, and gave to each winner.
    empty: weight of its supporters who hold nothing any more.
    """

    project: int
    reason: Reason
    detail: str
    votes: int
    start: Fraction
    left: Fraction
    empty: int
    went: tuple[tuple[int, Fraction], ...]


class Purse:
    """The deciding run of one pot, replayed: who held how much before each round, and who paid what."""

    def __init__(self, prepared: Prepared, phase: Phase) -> None:
        self.prepared, self.phase = prepared, phase
        purses = Purses(prepared, phase.deciding.share)
        self.rounds: list[tuple[int, dict[int, Fraction]]] = []
        for row in phase.deciding.rounds:
            if row.price:
                before = purses.money_of(supporters(prepared, row.project)[0])
                purses.charge(row.project, row.price)
                after = purses.money_of(supporters(prepared, row.project)[0])
                self.rounds.append((row.project, {v: before[v] - after[v] for v in before}))
        self._purses = purses

    def loss(self, project: int) -> tuple[Fraction, Fraction, int, tuple[tuple[int, Fraction], ...]]:
        """(start, left, empty, went) of the supporters of a project."""
        voter, _points = supporters(self.prepared, project)
        count = dict(zip(voter.tolist(), self.prepared.ballots.count[voter].tolist(), strict=True))
        money = self._purses.money_of(voter)
        went = []
        for winner, paid in self.rounds:
            gave = sum((paid[v] * count[v] for v in count.keys() & paid.keys()), Fraction(0))
            if gave:
                went.append((winner, gave))
        left = sum((money[v] * many for v, many in count.items()), Fraction(0))
        start = self.phase.deciding.share * sum(count.values())
        empty = sum(many for v, many in count.items() if not money[v])
        return start, left, empty, tuple(sorted(went, key=lambda pair: -pair[1]))


def explain_losses(election: Election, outcome: Outcome) -> list[Loss]:
    """Every project that lost, in the order of the projects. Money is told where the rule has purses that
    the prices of the rounds empty: equal shares, with or without bounded overspending.
    """
    prepared = prepare(election, outcome.rule.utility, outcome.rule.ties)
    phase = outcome.phases[-1]
    has_purses = outcome.rule.id in ("equal-shares", "equal-shares-bos")
    purse, won = Purse(prepared, phase) if has_purses else None, set(outcome.winners)
    reversed_lot = None
    losses = []
    for project in range(len(election.projects)):
        if project in won:
            continue
        start, left, empty, went = purse.loss(project) if purse else (Fraction(0), Fraction(0), 0, ())
        reason, detail = _reason(prepared, outcome, project, start if purse else None)
        if reason in (Reason.SPENT, Reason.BUDGET) and _lost_a_lot(outcome, project):
            reversed_lot = reversed_lot or allocate_with_lot_reversed(election, outcome)
            reason = Reason.TIE if project in reversed_lot else reason
        losses.append(Loss(project, reason, detail, election.votes[project], start, left, empty, went))
    return losses


def _reason(prepared: Prepared, outcome: Outcome, project: int, start: Fraction | None) -> tuple[Reason, str]:
    election, phase = prepared.election, outcome.phases[-1]
    pot = Pot(prepared, phase.budget)
    for winner in outcome.winners:
        if project in pot.foes([winner]):
            return Reason.EXCLUDED, election.ids[winner]
    room = pot.room(outcome.winners)
    for number, ceiling in enumerate(election.ceilings):
        if election.ids[project] in ceiling.projects and election.costs[project] > room[number]:
            return Reason.CEILING, ceiling.name
    if start is None:
        return (Reason.BUDGET if prepared.field.votes[project] else Reason.SUPPORT), ""
    if start < election.costs[project]:
        return Reason.SUPPORT, ""
    if phase.next_run and project in [row.project for row in phase.next_run.rounds]:
        return Reason.BUDGET, ""
    return Reason.SPENT, ""


def _lost_a_lot(outcome: Outcome, project: int) -> bool:
    return any(project in row.tied for phase in outcome.phases for row in phase.deciding.rounds)


def allocate_with_lot_reversed(election: Election, outcome: Outcome) -> set[int]:
    """The winners if every tie had gone the other way."""
    lot = lot_order(outcome.rule.ties, election.ids, election.costs, election.votes)
    place = {p: f"{len(lot) - number:09d}" for number, p in enumerate(lot)}
    names = {p.id: place[k] for k, p in enumerate(election.projects)}
    renamed = replace(
        election,
        projects=tuple(replace(p, id=names[p.id]) for p in election.projects),
        ceilings=tuple(
            replace(c, projects=frozenset(names[n] for n in c.projects)) for c in election.ceilings
        ),
        earmarks=tuple(
            replace(e, projects=frozenset(names[n] for n in e.projects)) for e in election.earmarks
        ),
        incompatible=tuple((names[a], names[b]) for a, b in election.incompatible),
    )
    return set(winners_of(renamed, replace(outcome.rule, ties="id")))


def largest_winning_cost(election: Election, outcome: Outcome, project: int) -> int | None:
    """A cost below today's at which a loser wins, found by halving to a thousandth; None where none was seen.

    The figure has been rerun from the first share on: at the returned cost it does win.
    """
    cost = election.costs[project]

    def wins(lower: int, begin: int) -> bool:
        projects = list(election.projects)
        projects[project] = replace(projects[project], cost=lower)
        changed = replace(election, projects=tuple(projects))
        return project in winners_of(changed, outcome.rule, begin)

    def largest(begin: int) -> int | None:
        low, high = 1, cost
        if cost < 2 or not wins(low, begin):
            return None
        while high - low > max(1, cost // _COST_STEPS):
            middle = (low + high) // 2
            low, high = (middle, high) if wins(middle, begin) else (low, middle)
        return low

    found = largest(_near_the_end(outcome)) if cost > 1 else None
    return found if found and wins(found, 0) else largest(0)


def extra_voters_to_win(election: Election, outcome: Outcome, project: int) -> int | None:
    """So many more voters of this project alone make it win (rerun); None where a million would not."""

    def wins(extra: int, begin: int) -> bool:
        ballots = election.ballots
        more = Ballots(
            start=np.append(ballots.start, ballots.start[-1] + 1),
            project=np.append(ballots.project, np.int32(project)),
            points=np.append(ballots.points, np.int32(_usual_points(ballots))),
            count=np.append(ballots.count, np.int64(extra)),
            blank=ballots.blank,
        )
        return project in winners_of(replace(election, ballots=more), outcome.rule, begin)

    found = _least_number(lambda extra: wins(extra, _near_the_end(outcome)))
    if found and wins(found, 0) and (found == 1 or not wins(found - 1, 0)):
        return found
    return _least_number(lambda extra: wins(extra, 0))


def _near_the_end(outcome: Outcome) -> int:
    """Candidates are looked for among the last raises: what loses wins there first, if at all. Each that is
    found is then rerun from the first share on, and the whole search with it where they differ.
    """
    return max(0, outcome.phases[-1].deciding.increments - _LAST_RAISES)


def _usual_points(ballots: Ballots) -> int:
    """What one choice is worth on most ballots' first place: the largest number of points in use."""
    return int(ballots.points.max(initial=1))


def _least_number(wins: Callable[[int], bool]) -> int | None:
    """Doubling, then halving: a number that wins, with the next smaller one tried not winning."""
    low, high = 0, 1
    while not wins(high):
        low, high = high, 2 * high
        if high > MOST_EXTRA_VOTERS:
            return None
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if wins(middle) else (middle, high)
    return high
