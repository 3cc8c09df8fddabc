"""The set of projects that most votes stand behind, whatever that leaves to others: for comparison only.

Maximises the sum of scores under the money, the ceilings and the pairs that exclude one another; among
equal sums the cheaper set, then the set that the lot prefers, so there is one answer. Branch and bound with
Dantzig's bound (Operations Research 5, 1957) over whole numbers; where the limit of nodes stops it the
answer is not proven.
"""

from fractions import Fraction

from rembuk.algorithms.allocation.outcome import Phase, Round, Run
from rembuk.algorithms.allocation.shares import Pot

MOST_NODES = 300_000


class _Search:
    """Projects by value for each rupiah; a value holds score, cost and lot in one whole number."""

    def __init__(self, pot: Pot, most_nodes: int) -> None:
        costs, votes = pot.prepared.election.costs, pot.prepared.field.votes
        offered = pot.fitting(pot.free(), 0)
        large = sum(costs) + 1
        order = {p: place for place, p in enumerate(reversed(pot.prepared.lot))}
        value = {
            p: ((int(votes[p]) * pot.prepared.unit_value(p) * large - costs[p]) << len(costs))
            + (1 << order[p])
            for p in offered
            if costs[p]
        }
        self.projects = sorted(value, key=lambda p: (-Fraction(value[p], costs[p]), p))
        self.value, self.costs, self.pot = value, costs, pot
        self.best, self.best_value, self.nodes, self.most_nodes = list[int](), 0, 0, most_nodes

    def bound(self, place: int, room: int) -> int:
        """The most that the projects from this place on could add, were they divisible."""
        total = 0
        for project in self.projects[place:]:
            if self.costs[project] > room:
                return total + self.value[project] * room // self.costs[project]
            total += self.value[project]
            room -= self.costs[project]
        return total

    def search(self) -> bool:
        """Depth first with a stack of our own; False where the limit of nodes stopped it."""
        free = self.pot.free()
        stack: list[tuple[int, tuple[int, ...], int, int]] = [(0, (), 0, self.pot.budget)]
        while stack:
            place, taken, value, room = stack.pop()
            self.nodes += 1
            if self.nodes > self.most_nodes:
                return False
            if value > self.best_value:
                self.best, self.best_value = list(taken), value
            if place == len(self.projects) or value + self.bound(place, room) <= self.best_value:
                continue
            stack.append((place + 1, taken, value, room))
            project = self.projects[place]
            if self.costs[project] <= room and self.pot.may_join(project, [*free, *taken]):
                new = value + self.value[project]
                stack.append((place + 1, (*taken, project), new, room - self.costs[project]))
        return True


def welfare(pot: Pot, earmark: str = "", most_nodes: int = MOST_NODES) -> Phase:
    """The best set of one pot, in the order of votes; the ending says where it is not proven."""
    search = _Search(pot, most_nodes)
    proven = search.search()
    votes, place = pot.prepared.field.votes, pot.prepared.field.lot
    won = sorted(search.best, key=lambda p: (-int(votes[p]) * pot.prepared.unit_value(p), int(place[p])))
    rounds = tuple(Round(p, Fraction(0), Fraction(0)) for p in (*pot.free(), *won))
    spent = sum(search.costs[p] for p in won)
    return Phase(
        earmark, pot.budget, "complete" if proven else "node-limit", Run(Fraction(0), 0, rounds, spent)
    )
