"""Equal shares with bounded overspending (BOS): a project may be bought although its supporters hold a
little less.

At price level x its supporters raise R(x) = sum of min(money, x * points); alpha = min(1, R(x) / cost).
Bought is the project and level of least x / alpha^2; each supporter is then charged x / alpha a point, as
far as they can pay, so those who can pay more than x, and what is still missing is the overspending, at
most (1 - alpha) of the cost. Papasotiropoulos, Pishbin, Skibski, Skowron, Was, "Method of Equal Shares with
Bounded Overspending", EC 2025 (arXiv 2409.15005), section 5. With alpha = 1 throughout it is the method of
equal shares.
"""

from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from rembuk.algorithms.allocation.outcome import Phase, Round, Run
from rembuk.algorithms.allocation.rational import Group, Purses
from rembuk.algorithms.allocation.rules import Rule
from rembuk.algorithms.allocation.shares import Pot, first_share, greedy_by_votes


class _Offer(NamedTuple):
    """worth: x / alpha^2 for a unit of utility; price: x / alpha for a point."""

    worth: Fraction
    place: int
    project: int
    price: Fraction


def bounded_overspending(pot: Pot, rule: Rule, earmark: str = "") -> Phase:
    """One pot; never spends more than it holds, although single voters may be a little short."""
    prepared, costs = pot.prepared, pot.prepared.election.costs
    share, _step = first_share(pot, rule)
    purses, won, spent = Purses(prepared, share), pot.free(), 0
    rounds = [Round(p, Fraction(0), Fraction(0)) for p in won]
    while offers := [offer for p in pot.fitting(won, spent) if costs[p] for offer in _offers(pot, purses, p)]:
        best = min(offers)
        groups = purses.groups(best.project)
        tied = sorted({offer.place: offer.project for offer in offers if offer.worth == best.worth}.items())
        rounds.append(
            _round(best, groups, [project for _place, project in tied], prepared.unit_value(best.project))
        )
        purses.charge(best.project, best.price)
        won.append(best.project)
        spent += costs[best.project]
    added = greedy_by_votes(pot, won, spent) if rule.completion == "utilitarian" else []
    return Phase(earmark, pot.budget, "complete", Run(share, 0, tuple(rounds), spent), added=tuple(added))


def _offers(pot: Pot, purses: Purses, project: int) -> Iterator[_Offer]:
    """The best level of one project: between two breakpoints x / alpha^2 is largest, so they suffice."""
    cost = Fraction(pot.prepared.election.costs[project])
    unit, place = pot.prepared.unit_value(project), int(pot.prepared.field.lot[project])
    levels = _levels(cost, [group for group in purses.groups(project) if group[0] > 0])
    best = min(((x / alpha**2, x / alpha) for x, alpha in levels), default=None)
    if best is not None:
        yield _Offer(best[0] / unit, place, project, best[1])


def _levels(cost: Fraction, groups: list[Group]) -> Iterator[tuple[Fraction, Fraction]]:
    """(x, alpha) at each breakpoint, up to the level at which the whole cost is raised."""
    given, points = Fraction(0), sum(many * weight for _money, many, weight in groups)
    for money, many, weight in sorted(groups, key=lambda group: group[0] / group[1]):
        x = money / many
        raised = given + x * points
        if raised >= cost:
            yield (cost - given) / points, Fraction(1)
            return
        yield x, raised / cost
        given += money * weight
        points -= many * weight


def _round(offer: _Offer, groups: list[Group], tied: list[int], unit: int) -> Round:
    return Round(
        project=offer.project,
        rho=offer.price / unit,
        price=offer.price,
        in_full=sum(weight for money, many, weight in groups if money >= offer.price * many),
        with_rest=sum(weight for money, many, weight in groups if 0 < money < offer.price * many),
        with_nothing=sum(weight for money, _many, weight in groups if not money),
        tied=tuple(tied) if len(tied) > 1 else (),
    )
