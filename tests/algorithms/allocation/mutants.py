"""Faults planted into the engine's text, one at a time; `test_mutants.py` shows that each is noticed.

`python -m tests.algorithms.allocation.mutants` holds the engine that it finds first on its path against the
textbook, on drawn elections in which ties, exact budgets, ceilings and pairs are common.
"""

import random
import sys
from fractions import Fraction

from rembuk.algorithms.allocation.ballots import Ballots
from rembuk.algorithms.allocation.model import Ceiling, Election, Project
from rembuk.algorithms.allocation.prepared import prepare
from rembuk.algorithms.allocation.rules import Rule
from rembuk.algorithms.allocation.shares import Pot, equal_shares
from tests.algorithms.allocation import oracle

# (file, what stands there, what is planted, what it means)
MUTANTS = (
    ("kernel", "field.lot[new.project] < field.lot[best.project]",
     "field.lot[new.project] > field.lot[best.project]",
     "the last of the lot wins a tie"),
    ("kernel", "sign = int(best.full) - int(new.full)", "sign = int(new.full) - int(best.full)",
     "of equal prices in floats fewer payers win"),
    ("kernel", "if 0 <= ceiling < spent:", "if 0 <= ceiling <= 2 * spent:",
     "half the budget counts as overspent"),
    ("kernel", "state.room[field.limit_of[j]] -= field.cost[project]",
     "state.room[field.limit_of[j]] += field.cost[project]", "a ceiling grows"),
    ("kernel", "state.least[field.foe_of[j]] = np.inf", "pass", "what is excluded stays"),
    ("kernel", "if field.cost[project] > state.room[field.limit_of[j]]:",
     "if field.cost[project] >= state.room[field.limit_of[j]]:", "an exactly filled ceiling is refused"),
    ("kernel", "if short < cost - slack:", "if short <= cost + slack:",
     "who holds exactly the cost cannot pay"),
    ("kernel", "if best.project >= 0 and state.least[project] > best.rho + best.rho_error:",
     "if best.project >= 0:", "only the first project is looked at"),
    ("kernel", "(1.0 - 1e-15) > most:", "(1.0 - 1e-15) > most * 0.5:", "projects are dropped too early"),
    ("kernel", "over(high, low, full)", "over(high, low, full + 1.0)", "one more pays in full"),
    ("kernel", "plus(-gives, -gives_low, cost, 0.0)", "plus(gives, gives_low, cost, 0.0)",
     "the poor are charged to the rich"),
    ("kernel", " and state.barred[project] == 0:", ":", "what was excluded from the start takes part"),
    ("exact_floats", "return 1 if low_1 > low_2 else -1", "return -1 if low_1 > low_2 else 1",
     "products of integers are compared the wrong way round"),
    ("scanning", "purses.money[voter] = np.where(holds, high, 0.0)",
     "purses.money[voter] = np.where(holds, high, price)",
     "who gave the rest is given it back"),
    ("scanning", "full = many[~poor] if sides.flat else many[~poor] * sides.points[part][~poor]",
     "full = many[~poor]", "points are forgotten"),
    ("shares", "if spent > pot.budget:\n", "if spent >= pot.budget:\n", "a raise that spends all is undone"),
    ("shares", "share += step", "share += 2 * step", "shares are raised twice as fast"),
    ("shares", "resident = Fraction(resident.__floor__())", "pass", "shares are not rounded"),
    ("shares", "            foes = self.foes((*self.funded, *taken))", "            foes = set()",
     "free projects ignore one another"),
    ("rational", "elif least[p] == best:", "elif least[p] < best:", "in fractions ties are not seen"),
    ("rational", "left -= money * weight", "left -= money", "in fractions weights are forgotten"),
    ("describing", "in_full=int(count[rich].sum())", "in_full=len(count[rich])",
     "payers are counted by ballot"),
    ("prepared", "weight=ballots.count.astype(np.float64)", "weight=np.ones(len(ballots.count))",
     "weights are forgotten"),
    ("lots", "keys = [(name,) for name in ids]", "keys = [(name[::-1],) for name in ids]",
     "the order of ids is another"),
)  # fmt: skip


def drawn(number: int) -> Election:
    """A small election, the same for the same number."""
    dice = random.Random(number)
    count, scale = dice.randint(1, 6), dice.choice([1, 1, 1, 10**9])
    ids = [f"{'abcdef'[k]}{dice.randint(0, 2)}" for k in range(count)]
    ballots = [
        ({p: dice.randint(1, 3) for p in range(count) if dice.random() < 0.5}, dice.randint(1, 3))
        for _ in range(dice.randint(1, 7))
    ]
    return Election(
        projects=tuple(Project(name, scale * dice.choice([0, 1, 2, 2, 3, 4, 6, 9])) for name in ids),
        budget=scale * dice.randint(1, 16),
        ballots=Ballots.of(ballots),
        ceilings=tuple(
            Ceiling(str(k), scale * dice.randint(0, 9), frozenset(dice.sample(ids, dice.randint(1, count))))
            for k in range(dice.choice([0, 0, 1]))
        ),
        incompatible=((ids[0], ids[-1]),) if count > 1 and dice.random() < 0.3 else (),
    )


def misfit(number: int) -> str:
    """How the engine differs from the textbook on one election; empty where it does not."""
    election = drawn(number)
    utility = ("cost", "cardinality", "points")[number % 3]
    prepared = prepare(election, utility, "id")
    lot = sorted(range(len(election.projects)), key=lambda p: election.projects[p].id)
    phase = equal_shares(Pot(prepared, election.budget), Rule(utility=utility, completion="none"))
    share = Fraction(election.budget, prepared.weight)
    expected = oracle.equal_shares(election, utility, share, lot, election.budget)
    said = [(r.project, r.rho, r.in_full + r.with_rest, r.tied) for r in phase.deciding.rounds]
    right = [
        (b.project, b.rho, sum(1 for paid in b.payments if paid), tuple(b.tied) if len(b.tied) > 1 else ())
        for b in expected
    ]
    if said != right:
        return f"{number}: {said} instead of {right}"
    if max(election.costs, default=0) < 100:
        start, stop = ("exact", "floor")[number % 2], ("first-exhaustive", "last-feasible")[number // 2 % 2]
        rule = Rule(utility=utility, start=start, stop=stop)
        raised = equal_shares(Pot(prepared, election.budget), rule)
        winners = oracle.add1(election, utility, lot, 1, start, stop)
        if [r.project for r in raised.deciding.rounds] != winners:
            return f"{number}: another outcome of add1 instead of {winners}"
    return ""


def misfit_of_many() -> str:
    """Very many voters: floats do not tell 1 / n from 1 / (n - 1) any more, whole numbers do."""
    for utility, cost, many in (
        ("cost", 1000, 10**9),
        ("cardinality", 1000, 10**9),
        ("cardinality", 10**12, 5 * 10**12),
    ):
        ballots = Ballots.of([({0: 1}, many - 1), ({1: 1}, many)])
        election = Election((Project("a", cost), Project("b", cost)), 10**15, ballots)
        phase = equal_shares(
            Pot(prepare(election, utility, "id"), 10**15), Rule(utility=utility, completion="none")
        )
        if [(row.project, row.tied) for row in phase.deciding.rounds] != [(1, ()), (0, ())]:
            return f"{utility}: the lot decided where one voter more should"
    return ""


def main() -> int:
    if found := misfit_of_many():
        print(found)
        return 1
    for number in range(700):
        if found := misfit(number):
            print(found)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
