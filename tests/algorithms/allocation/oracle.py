"""The method of equal shares as a textbook has it: a purse in fractions for each voter, no shortcuts.

Shares nothing with the engine but the election itself. Slow on purpose.
"""

from dataclasses import dataclass
from fractions import Fraction

from rembuk.algorithms.allocation.model import Election


@dataclass
class Bought:
    project: int
    rho: Fraction
    payments: list[Fraction]
    tied: list[int]


@dataclass
class Voter:
    share: Fraction
    utility: dict[int, int]  # by project


def voters(election: Election, utility: str, share: Fraction) -> list[Voter]:
    """One entry a person: weights and the need fund are spelled out."""
    a, people = election.need_permille, []
    copies = 1000 - a if a else 1
    ballots = [(election.ballots.row(v), int(n)) for v, n in enumerate(election.ballots.count)]
    for row, count in [*ballots, ((), election.ballots.blank)]:
        worth = {p: points * 1000 if a else points for p, points in row}
        if utility != "points":
            worth = dict.fromkeys(worth, 1000 if a else 1)
        people += [Voter(share, _times(election, utility, worth)) for _ in range(count * copies)]
    fund = {p: project.need for p, project in enumerate(election.projects) if project.need}
    people += [Voter(share, _times(election, utility, fund)) for _ in range(election.ballots.voters * a)]
    return people


def _times(election: Election, utility: str, worth: dict[int, int]) -> dict[int, int]:
    return {p: points * (election.costs[p] if utility == "cost" else 1) for p, points in worth.items()}


def equal_shares(
    election: Election, utility: str, share: Fraction, lot: list[int], budget: int | None = None
) -> list[Bought]:
    """All rounds, or until `budget` is overspent; `lot` lists projects, who wins a tie first."""
    people = voters(election, utility, share)
    supported = {p for person in people for p in person.utility}
    bought = []
    for p in lot:  # what costs nothing comes first
        if (
            election.costs[p] == 0
            and p in supported
            and not excluded(election, p, [b.project for b in bought])
        ):
            bought.append(Bought(p, Fraction(0), [Fraction(0)] * len(people), [p]))
    spent = 0
    while True:
        won = [b.project for b in bought]
        prices = {}
        for p in supported - set(won):
            if election.costs[p] and not excluded(election, p, won) and within(election, p, won):
                rho = price(people, p, election.costs[p])
                if rho is not None:
                    prices[p] = rho
        if not prices:
            return bought
        least = min(prices.values())
        tied = [p for p in lot if prices.get(p) == least]
        winner, payments = tied[0], []
        for person in people:
            paid = min(person.share, least * person.utility.get(winner, 0))
            person.share -= paid
            payments.append(paid)
        bought.append(Bought(winner, least, payments, tied))
        spent += election.costs[winner]
        if budget is not None and spent > budget:
            return bought


def price(people: list[Voter], project: int, cost: int) -> Fraction | None:
    """The smallest rho at which the supporters raise the cost."""
    supporters = [(v.share, v.utility[project]) for v in people if v.utility.get(project)]
    if sum((share for share, _u in supporters), Fraction(0)) < cost:
        return None
    for rho in sorted({share / u for share, u in supporters}):
        if sum(min(share, rho * u) for share, u in supporters) >= cost:
            poor = [(share, u) for share, u in supporters if share / u < rho]
            rich = sum(u for share, u in supporters if share / u >= rho)
            return (cost - sum(share for share, _u in poor)) / Fraction(rich)
    raise AssertionError("the last rho raises everything")


def excluded(election: Election, project: int, won: list[int]) -> bool:
    pairs = {frozenset(election.index[name] for name in pair) for pair in election.incompatible}
    return any(frozenset((project, other)) in pairs for other in won)


def within(election: Election, project: int, won: list[int]) -> bool:
    for ceiling in election.ceilings:
        members = {election.index[name] for name in ceiling.projects}
        spent = sum(election.costs[p] for p in won if p in members)
        if project in members and spent + election.costs[project] > ceiling.limit:
            return False
    return True


def add1(election: Election, utility: str, lot: list[int], unit: int, start: str, stop: str) -> list[int]:
    """Winners of the first exhaustive outcome, or of the last before one that overspends."""
    a = election.need_permille
    micro = 1000 - a if a else 1
    weight = election.ballots.voters * (1000 if a else 1)
    share = Fraction(election.budget, weight)
    if start == "floor":
        share = Fraction((share * micro).__floor__(), micro)
    supported = {p for person in voters(election, utility, share) for p in person.utility}
    before: list[int] = [b.project for b in equal_shares(election, utility, Fraction(0), lot)]
    for _ in range(100_000):
        won = [b.project for b in equal_shares(election, utility, share, lot, election.budget)]
        spent = sum(election.costs[p] for p in won)
        if spent > election.budget:
            return before
        possible = [
            p for p in supported - set(won)
            if within(election, p, won) and not excluded(election, p, won)
        ]  # fmt: skip
        exhaustive = all(spent + election.costs[p] > election.budget for p in possible)
        if exhaustive and (stop == "first-exhaustive" or not possible):
            return won
        before, share = won, share + Fraction(unit, micro)
    raise AssertionError("the share was raised a hundred thousand times")
