"""The same run in fractions: slower, and never in doubt. Used where the kernel could not decide.

Voters who hold the same money form a class, so a price costs one fraction for each class and not for each
voter.
"""

from collections.abc import Iterator
from fractions import Fraction

import numpy as np

from rembuk.algorithms.allocation.outcome import Round
from rembuk.algorithms.allocation.prepared import Prepared
from rembuk.algorithms.allocation.scanning import Longs

Group = tuple[Fraction, int, int]  # money of each, points of each, weight of all


class Purses:
    """Who holds how much: a class number per ballot, and the money of each class."""

    def __init__(self, prepared: Prepared, share: Fraction) -> None:
        self._sides, self._ballots = prepared.sides, prepared.ballots
        self._of = np.zeros(len(prepared.ballots.count), np.int64)
        self._money = [share]

    def groups(self, project: int) -> list[Group]:
        """The supporters, joined where money and points are the same."""
        voter, points = self._supporters(project)
        keys, inverse = np.unique(np.stack([self._of[voter], points]), axis=1, return_inverse=True)
        weight = np.zeros(keys.shape[1], np.int64)
        np.add.at(weight, inverse.reshape(-1), self._ballots.count[voter])
        return [
            (self._money[kind], many, total)
            for kind, many, total in zip(*keys.tolist(), weight.tolist(), strict=True)
        ]

    def charge(self, project: int, price: Fraction) -> None:
        """Everybody pays the price for each of their points, or the rest of what they have."""
        voter, points = self._supporters(project)
        keys, inverse = np.unique(np.stack([self._of[voter], points]), axis=1, return_inverse=True)
        new = np.empty(keys.shape[1], np.int64)
        for place, (kind, many) in enumerate(zip(*keys.tolist(), strict=True)):
            new[place] = len(self._money)
            self._money.append(max(Fraction(0), self._money[kind] - price * many))
        self._of[voter] = new[inverse.reshape(-1)]

    def money_of(self, voter: Longs) -> dict[int, Fraction]:
        """What each of these distinct ballots holds."""
        return {
            v: self._money[kind] for v, kind in zip(voter.tolist(), self._of[voter].tolist(), strict=True)
        }

    def _supporters(self, project: int) -> tuple[Longs, Longs]:
        part = slice(self._sides.first[project], self._sides.first[project + 1])
        voter = self._sides.voter[part].astype(np.int64)
        points = (
            np.ones(len(voter), np.int64) if self._sides.flat else self._sides.points[part].astype(np.int64)
        )
        return voter, points


def least_price(cost: int, groups: list[Group]) -> Fraction | None:
    """The smallest price of a point at which the groups raise the cost; None where they cannot."""
    left, points = Fraction(cost), sum(many * weight for _money, many, weight in groups)
    for money, many, weight in sorted(groups, key=lambda group: group[0] / group[1]):
        if left * many <= money * points:
            return left / points
        left -= money * weight
        points -= many * weight
    return None


def run(prepared: Prepared, share: Fraction, ceiling: int | None = None) -> Iterator[Round]:
    """Round after round; ends after the first that spends more than `ceiling`. Rooms and who is barred come
    from the state that the kernel uses.
    """
    field, purses = prepared.field, Purses(prepared, share)
    room, spent = prepared.state.room_at_start.copy(), 0
    least = {
        p: Fraction(1, 1) * int(field.cost[p]) / int(field.votes[p]) / prepared.unit_value(p)
        for p in range(len(field.cost))
        if field.cost[p] > 0 and field.votes[p] > 0 and not prepared.state.barred[p]
    }
    while True:
        least = {p: rho for p, rho in least.items() if _fits(prepared, room, p)}
        best, tied = _cheapest(prepared, purses, least)
        if best is None:
            return
        winner = min(tied, key=lambda p: int(field.lot[p]))
        price = best * prepared.unit_value(winner)
        yield _round(
            winner, price, best, purses.groups(winner), sorted(tied, key=lambda p: int(field.lot[p]))
        )
        purses.charge(winner, price)
        del least[winner]
        for foe in _slice(field.foe_of, field.foe_first, winner):
            least.pop(foe, None)
        for limit in _slice(field.limit_of, field.limit_first, winner):
            room[limit] -= field.cost[winner]
        spent += int(field.cost[winner])
        if ceiling is not None and spent > ceiling:
            return


def _cheapest(
    prepared: Prepared, purses: Purses, least: dict[int, Fraction]
) -> tuple[Fraction | None, list[int]]:
    best: Fraction | None = None
    tied: list[int] = []
    for p in sorted(least, key=least.__getitem__):
        if best is not None and least[p] > best:
            break
        price = least_price(int(prepared.field.cost[p]), purses.groups(p))
        if price is None:
            del least[p]
            continue
        least[p] = price / prepared.unit_value(p)
        if best is None or least[p] < best:
            best, tied = least[p], [p]
        elif least[p] == best:
            tied.append(p)
    return best, tied


def _round(winner: int, price: Fraction, rho: Fraction, groups: list[Group], tied: list[int]) -> Round:
    return Round(
        project=winner,
        rho=rho,
        price=price,
        in_full=sum(weight for money, many, weight in groups if money >= price * many),
        with_rest=sum(weight for money, many, weight in groups if 0 < money < price * many),
        with_nothing=sum(weight for money, many, weight in groups if not money),
        tied=tuple(tied) if len(tied) > 1 else (),
    )


def _fits(prepared: Prepared, room: Longs, project: int) -> bool:
    limits = _slice(prepared.field.limit_of, prepared.field.limit_first, project)
    return all(prepared.field.cost[project] <= room[limit] for limit in limits)


def _slice(values: Longs, first: Longs, project: int) -> list[int]:
    return [int(value) for value in values[first[project] : first[project + 1]]]
