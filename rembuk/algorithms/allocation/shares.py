"""The method of equal shares and its completions: runs, raised shares, and what goes by votes at the end.

Peters, Pierczynski, Skowron, "Proportional Participatory Budgeting with Additive Utilities", NeurIPS 2021.
"""

from collections.abc import Callable, Iterable
from fractions import Fraction

import numpy as np

from rembuk.algorithms.allocation import kernel, rational
from rembuk.algorithms.allocation.describing import describe
from rembuk.algorithms.allocation.outcome import Phase, Round, Run
from rembuk.algorithms.allocation.prepared import Prepared, as_pair
from rembuk.algorithms.allocation.rules import Rule
from rembuk.algorithms.allocation.scanning import Longs

Watch = Callable[[int], None]


class Pot:
    """One pot of money in the election: who may win from it and what was funded before it.

    only: what may win (None: all); bare: rounds are told without prices and payers.
    """

    def __init__(
        self,
        prepared: Prepared,
        budget: int,
        funded: Iterable[int] = (),
        only: frozenset[int] | None = None,
        bare: bool = False,
    ):
        self.prepared, self.budget, self.only, self.bare = prepared, budget, only, bare
        self.funded = tuple(funded)
        self._cheap: list[int] | None = None
        self._barred: Longs | None = None
        self._room = np.zeros(0, np.int64)
        self._is_open = not (prepared.election.ceilings or prepared.election.incompatible)

    def run(self, share: Fraction, increments: int) -> tuple[list[int], int, Callable[[], tuple[Round, ...]]]:
        """Winners that cost something, what they cost, and how to learn their rounds in fractions.

        Stops after the first winner that overspends the pot.
        """
        self._set_up()
        prepared = self.prepared
        status, won, spent = kernel.run(
            prepared.field, prepared.sides, prepared.state, *as_pair(share), self.budget
        )
        if status != kernel.UNSURE:
            winners = [int(p) for p in prepared.state.winner[:won]]
            if self.bare:
                return winners, int(spent), lambda: tuple(Round(p, Fraction(0), Fraction(0)) for p in winners)
            return winners, int(spent), lambda: describe(prepared, share, winners)
        prepared.state.guess[:] = 0.0
        rounds = tuple(rational.run(prepared, share, self.budget))
        winners = [row.project for row in rounds]
        return winners, sum(prepared.election.costs[p] for p in winners), lambda: rounds

    def free(self) -> list[int]:
        """Supported projects that cost nothing, in lot order, without those that exclude one another."""
        taken: list[int] = []
        for project in self.prepared.free:
            foes = self.foes((*self.funded, *taken))
            if project not in self.funded and project not in foes and self._is_offered(project):
                taken.append(project)
        return taken

    def fitting(self, winners: Iterable[int], spent: int) -> list[int]:
        """Supported projects that could still be paid beside these winners, in lot order."""
        won = {*self.funded, *winners}
        foes, room, costs = self.foes(won), self.room(won), self.prepared.election.costs
        return [
            p
            for p in self.prepared.lot
            if self.prepared.field.votes[p] > 0
            and p not in won
            and p not in foes
            and self._is_offered(p)
            and spent + costs[p] <= self.budget
            and all(costs[p] <= room[limit] for limit in self.limits(p))
        ]

    def fits(self, winners: list[int], spent: int) -> bool:
        """Whether anything more could be paid: `fitting`, quickly where there are no ceilings and pairs."""
        if self._cheap is None:
            prepared = self.prepared
            votes, costs = prepared.field.votes, prepared.field.cost
            self._cheap = [p for p in np.argsort(costs).tolist() if votes[p] and self._is_offered(p)]
        won = {*self.funded, *winners}
        for project in self._cheap:
            if self.prepared.election.costs[project] > self.budget - spent:
                return False
            if project not in won and (self._is_open or self.may_join(project, winners)):
                return True
        return False

    def offered(self) -> list[int]:
        """What has supporters, costs something and may be bought here, whatever was bought before."""
        votes, costs = self.prepared.field.votes, self.prepared.election.costs
        gone = {*self.funded, *self.foes(self.funded)}
        return [
            p
            for p in self.prepared.lot
            if votes[p] > 0 and costs[p] and p not in gone and self._is_offered(p)
        ]

    def may_join(self, project: int, winners: Iterable[int]) -> bool:
        """Whether the ceilings and the pairs let it stand beside these winners; the budget is not asked."""
        won = (*self.funded, *winners)
        room, cost = self.room(won), self.prepared.election.costs[project]
        return project not in self.foes(won) and all(cost <= room[limit] for limit in self.limits(project))

    def foes(self, won: Iterable[int]) -> set[int]:
        """What cannot stand beside these winners."""
        field = self.prepared.field
        return {int(foe) for p in won for foe in field.foe_of[field.foe_first[p] : field.foe_first[p + 1]]}

    def room(self, won: Iterable[int]) -> list[int]:
        """Money left under each ceiling."""
        room = [ceiling.limit for ceiling in self.prepared.election.ceilings]
        for project in won:
            for limit in self.limits(project):
                room[limit] -= self.prepared.election.costs[project]
        return room

    def limits(self, project: int) -> list[int]:
        """The ceilings that a project is under."""
        field = self.prepared.field
        return [int(k) for k in field.limit_of[field.limit_first[project] : field.limit_first[project + 1]]]

    def _is_offered(self, project: int) -> bool:
        return self.only is None or project in self.only

    def _set_up(self) -> None:
        """Tell the kernel who takes part here; found out once for all runs of this pot."""
        state = self.prepared.state
        if self._barred is None:
            before = (*self.funded, *self.free())
            self._barred = np.full(len(state.barred), 0 if self.only is None else 1, np.int64)
            if self.only is not None:
                self._barred[list(self.only)] = 0
            self._barred[[*before, *self.foes(before)]] = 1
            self._room = np.array(self.room(self.funded), np.int64)
        state.barred[:] = self._barred
        state.room_at_start[:] = self._room


def equal_shares(
    pot: Pot, rule: Rule, earmark: str = "", watch: Watch | None = None, begin: int = 0
) -> Phase:
    """One pot shared out by the rule: plain, or with shares raised until nothing more fits.

    begin: raises that are passed over, to look for candidates; a result is found from 0 on.
    """
    share, step = first_share(pot, rule)
    if rule.completion in ("none", "utilitarian"):
        _winners, spent, rounds = pot.run(share, 0)
        deciding = _run(pot, share, 0, rounds(), spent)
        return Phase(earmark, pot.budget, "complete", deciding, added=_by_votes(pot, rule, deciding))
    phase = _raised(pot, rule, earmark, (share + begin * step, step, begin), watch)
    if rule.completion == "add1u":
        added = tuple(
            greedy_by_votes(pot, [row.project for row in phase.deciding.rounds], phase.deciding.spent)
        )
        return Phase(earmark, pot.budget, phase.ending, phase.deciding, phase.next_run, added)
    return phase


def first_share(pot: Pot, rule: Rule) -> tuple[Fraction, Fraction]:
    """The share that everybody begins with, and by how much it is raised; both of one unit of weight."""
    prepared = pot.prepared
    resident = Fraction(pot.budget * prepared.micro, prepared.weight)
    if rule.start == "floor":
        resident = Fraction(resident.__floor__())
    return resident / prepared.micro, Fraction(rule.unit, prepared.micro)


def _raised(
    pot: Pot, rule: Rule, earmark: str, first: tuple[Fraction, Fraction, int], watch: Watch | None
) -> Phase:
    free, kept, (share, step, number) = pot.free(), None, first
    while True:
        winners, spent, rounds = pot.run(share, number)
        if spent > pot.budget:
            over = _run(pot, share, number, rounds(), spent)
            return Phase(earmark, pot.budget, "next-overspends", _again(pot, rule, kept, number - 1), over)
        exhaustive = not pot.fits([*free, *winners], spent)
        if exhaustive and (rule.stop == "first-exhaustive" or _has_all(pot, [*free, *winners])):
            return Phase(earmark, pot.budget, "exhaustive", _run(pot, share, number, rounds(), spent))
        kept, number = share, number + 1
        share += step
        if watch is not None:
            watch(number)


def _has_all(pot: Pot, winners: list[int]) -> bool:
    """Whether a larger share can change nothing any more: all that is offered has won or never can."""
    return not pot.fitting(winners, -(10**18))


def _again(pot: Pot, rule: Rule, share: Fraction | None, increments: int) -> Run:
    """The run before the one that overspent, now with its rounds."""
    if share is None:  # the very first overspends: nothing but what is free was affordable before
        return Run(Fraction(0), -1, tuple(_free_rounds(pot)), 0)
    _winners, spent, rounds = pot.run(share, increments)
    return _run(pot, share, increments, rounds(), spent)


def _run(pot: Pot, share: Fraction, increments: int, rounds: tuple[Round, ...], spent: int) -> Run:
    return Run(share, increments, (*_free_rounds(pot), *rounds), spent)


def _free_rounds(pot: Pot) -> list[Round]:
    return [Round(p, Fraction(0), Fraction(0)) for p in pot.free()]


def _by_votes(pot: Pot, rule: Rule, deciding: Run) -> tuple[int, ...]:
    if rule.completion == "none":
        return ()
    return tuple(greedy_by_votes(pot, [row.project for row in deciding.rounds], deciding.spent))


def greedy_by_votes(pot: Pot, winners: list[int], spent: int, per_cost: bool = False) -> list[int]:
    """What fits beside the winners, most votes (or points) first, ties by lot; what does not fit is passed
    over.
    """
    votes, costs, added = pot.prepared.field.votes, pot.prepared.election.costs, list[int]()
    place = pot.prepared.field.lot

    def rank(project: int) -> tuple[int, Fraction, int]:
        score = Fraction(int(votes[project]))
        if per_cost and costs[project]:
            score /= costs[project]
        return int(costs[project] > 0), -score, int(place[project])

    beside = Beside(pot, winners)
    for project in sorted(pot.fitting(winners, spent), key=rank):
        if spent + costs[project] <= pot.budget and beside.allows(project):
            beside.take(project)
            added.append(project)
            spent += costs[project]
    return added


class Beside:
    """What may still stand beside winners that become more: ceilings and pairs, kept up to date."""

    def __init__(self, pot: Pot, winners: Iterable[int]) -> None:
        won = (*pot.funded, *winners)
        self._pot, self._foes, self._room = pot, pot.foes(won), pot.room(won)

    def allows(self, project: int) -> bool:
        """Whether ceilings and pairs let it in; the budget is not asked."""
        cost = self._pot.prepared.election.costs[project]
        return project not in self._foes and all(cost <= self._room[k] for k in self._pot.limits(project))

    def take(self, project: int) -> None:
        """It is in: ceilings shrink, and what cannot stand beside it goes."""
        self._foes |= self._pot.foes((project,))
        for limit in self._pot.limits(project):
            self._room[limit] -= self._pot.prepared.election.costs[project]
