"""Equal payments (exact equal shares, EES): all who pay for a project pay the same, and jumps that miss
nothing.

k is the largest number for which k supporters can pay cost / k each; bought is the project of most utility
for the money: most payers (cost utility), or most payers for each rupiah (cardinality). `add-opt` raises
the shares straight to the least one at which anything changes. Kraiczy, Robinson, Elkind, "Streamlining
Equal Shares", arXiv 2502.11797.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction

from rembuk.algorithms.allocation.describing import supporters
from rembuk.algorithms.allocation.errors import ElectionError
from rembuk.algorithms.allocation.outcome import Phase, Round, Run
from rembuk.algorithms.allocation.rules import Rule
from rembuk.algorithms.allocation.shares import Pot, first_share, greedy_by_votes


@dataclass
class Bought:
    """What a run bought: payers by project (distinct ballots), their number, and the money of each ballot."""

    money: list[Fraction]
    payers: dict[int, list[int]] = field(default_factory=dict)
    number: dict[int, int] = field(default_factory=dict)
    tied: dict[int, tuple[int, ...]] = field(default_factory=dict)
    spent: int = 0


def equal_payments(pot: Pot, rule: Rule, earmark: str = "") -> Phase:
    """One pot shared out with equal payments, the shares raised by `add-opt` where the rule says so."""
    if rule.utility == "points" or pot.prepared.election.need_permille:
        raise ElectionError(
            "Aturan equal-payments hanya mengenal manfaat cost dan cardinality, tanpa dana kebutuhan.",
            "The rule equal-payments knows the utilities cost and cardinality alone, and no need fund.",
        )
    share, _step = first_share(pot, rule)
    bought, number = run(pot, share), 0
    if rule.completion != "add-opt":
        added = (
            greedy_by_votes(pot, _won(pot, bought), bought.spent) if rule.completion == "utilitarian" else []
        )
        return Phase(earmark, pot.budget, "complete", _as_run(pot, share, 0, bought), added=tuple(added))
    while True:
        exhaustive = not pot.fitting(_won(pot, bought), bought.spent)
        step = least_step(pot, bought)
        if step is None or (exhaustive and rule.stop == "first-exhaustive"):
            return Phase(earmark, pot.budget, "exhaustive", _as_run(pot, share, number, bought))
        after = run(pot, share + step)
        if after.spent > pot.budget:
            deciding = _as_run(pot, share, number, bought)
            over = _as_run(pot, share + step, number + 1, after)
            return Phase(earmark, pot.budget, "next-overspends", deciding, over)
        share, bought, number = share + step, after, number + 1


def run(pot: Pot, share: Fraction) -> Bought:
    """One pass; ends after the first project that overspends the pot."""
    count, costs = pot.prepared.ballots.count, pot.prepared.election.costs
    bought = Bought([share] * len(count))
    while bought.spent <= pot.budget:
        offers = []
        for project in pot.fitting(_won(pot, bought), -(10**18)):
            number, payers = _payers(pot, bought.money, project)
            if number and costs[project]:
                offers.append(
                    (-_worth(pot, project, number), int(pot.prepared.field.lot[project]), project, payers)
                )
        if not offers:
            break
        worth, _place, project, payers = min(offers)
        number = sum(int(count[v]) for v in payers)
        for voter in payers:
            bought.money[voter] -= Fraction(costs[project], number)
        tied = tuple(offer[2] for offer in sorted(offers) if offer[0] == worth)
        bought.payers[project], bought.number[project] = payers, number
        bought.tied[project] = tied if len(tied) > 1 else ()
        bought.spent += costs[project]
    return bought


def least_step(pot: Pot, bought: Bought) -> Fraction | None:
    """The least amount by which all shares must rise for anything to change; None where nothing ever will.

    A project is bought by k payers as soon as k supporters hold cost / k each, counting what they now give
    to projects that are worth less than this one would be then. What a ceiling keeps out now counts as
    well, as it may overtake what fills the ceiling; so with ceilings a step may turn out to change nothing,
    but none is missed.
    """
    steps = [step for project in pot.offered() for step in _steps(pot, bought, project) if step > 0]
    return min(steps, default=None)


def _steps(pot: Pot, bought: Bought, project: int) -> Iterator[Fraction]:
    """For each number of payers larger than now: what is missing for it."""
    voter, _points = supporters(pot.prepared, project)
    voters, count = voter.tolist(), pot.prepared.ballots.count
    cost, most = pot.prepared.election.costs[project], sum(int(count[v]) for v in voters)
    paid = _payments(pot, bought)
    for number in range(bought.number.get(project, 0) + 1, most + 1):
        rank = (-_worth(pot, project, number), int(pot.prepared.field.lot[project]))
        free = sorted(
            ((bought.money[v] + _from_worse(paid.get(v, ()), rank, project), int(count[v])) for v in voters),
            reverse=True,
        )
        reached = 0
        for money, many in free:
            reached += many
            if reached >= number:
                yield Fraction(cost, number) - money
                break


def _payments(pot: Pot, bought: Bought) -> dict[int, list[tuple[Fraction, int, int, Fraction]]]:
    """By ballot: (-worth, lot, project, paid) of all it pays for."""
    paid: dict[int, list[tuple[Fraction, int, int, Fraction]]] = {}
    for project, payers in bought.payers.items():
        number = bought.number[project]
        each = Fraction(pot.prepared.election.costs[project], number)
        for voter in payers:
            paid.setdefault(voter, []).append(
                (-_worth(pot, project, number), int(pot.prepared.field.lot[project]), project, each)
            )
    return paid


def _from_worse(
    paid: "list[tuple[Fraction, int, int, Fraction]] | tuple[()]", rank: tuple[Fraction, int], project: int
) -> Fraction:
    return sum(
        (each for worth, place, other, each in paid if other == project or (worth, place) > rank), Fraction(0)
    )


def _payers(pot: Pot, money: list[Fraction], project: int) -> tuple[int, list[int]]:
    """The largest k such that k supporters hold cost / k each, and who they are."""
    voter, _points = supporters(pot.prepared, project)
    count, cost = pot.prepared.ballots.count, pot.prepared.election.costs[project]
    reached, best, line = 0, 0, sorted(voter.tolist(), key=lambda v: -money[v])
    for place, v in enumerate(line):
        reached += int(count[v])
        if money[v] * reached >= cost:
            best = place + 1
    payers = line[:best]
    return sum(int(count[v]) for v in payers), payers


def _worth(pot: Pot, project: int, payers: int) -> Fraction:
    """Utility for each rupiah that the payers give."""
    return Fraction(payers * pot.prepared.unit_value(project), pot.prepared.election.costs[project])


def _won(pot: Pot, bought: Bought) -> list[int]:
    return [*pot.free(), *bought.number]


def _as_run(pot: Pot, share: Fraction, number: int, bought: Bought) -> Run:
    rounds = [Round(p, Fraction(0), Fraction(0)) for p in pot.free()]
    for project, payers in bought.number.items():
        price = Fraction(pot.prepared.election.costs[project], payers)
        rho = price / pot.prepared.unit_value(project)
        heads = int(pot.prepared.field.heads[project])
        rounds.append(Round(project, rho, price, payers, 0, heads - payers, bought.tied[project]))
    return Run(share, number, tuple(rounds), bought.spent)
