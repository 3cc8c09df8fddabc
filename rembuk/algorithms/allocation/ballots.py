"""Ballots as flat arrays: distinct ones with their weight, each a row of (project, points) in project order.

A voter of weight w counts as w voters of weight 1, so weight and multiplicity are one number.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from rembuk.algorithms.allocation.compiled import compiled
from rembuk.algorithms.allocation.errors import ElectionError
from rembuk.algorithms.allocation.scanning import Ints, Longs

MOST_WEIGHT = 10**13  # votes times points stay whole numbers below 2^53


@dataclass(frozen=True, slots=True, eq=False)
class Ballots:
    """`project[start[v]:start[v + 1]]` are the projects on distinct ballot v, ascending, with `points` of
    at least 1.

    count: weight of those who cast it; blank: weight of those who chose nothing (they hold a share all the
    same).
    """

    start: Longs
    project: Ints
    points: Ints
    count: Longs
    blank: int

    @classmethod
    def of(cls, cast: Iterable[tuple[Mapping[int, int], int]]) -> "Ballots":
        """From (points by project index, weight) pairs; projects with 0 points are as if not named."""
        tally: Counter[tuple[tuple[int, int], ...]] = Counter()
        for choice, weight in cast:
            if weight < 1 or any(points < 0 for points in choice.values()):
                raise ElectionError(
                    "Bobot pemilih paling sedikit 1 dan poin tidak boleh negatif.",
                    "A voter weighs at least 1 and points are never negative.",
                )
            tally[tuple(sorted((project, points) for project, points in choice.items() if points))] += weight
        blank = tally.pop((), 0)
        rows = sorted(tally)
        start = np.zeros(len(rows) + 1, np.int64)
        start[1:] = np.cumsum([len(row) for row in rows])
        flat = [pair for row in rows for pair in row]
        return cls(
            start=start,
            project=np.array([project for project, _points in flat], np.int32),
            points=np.array([points for _project, points in flat], np.int32),
            count=np.array([tally[row] for row in rows], np.int64),
            blank=blank,
        )

    @classmethod
    def merged(cls, start: Longs, project: Ints, points: Ints, weight: Longs) -> "Ballots":
        """From rows as they were cast, each in project order: equal rows become one."""
        kind = np.empty(len(start) - 1, np.int64)
        distinct = _number_rows(start, project, points, kind)
        count = np.zeros(distinct, np.int64)
        blank = int(weight[kind < 0].sum())
        np.add.at(count, kind[kind >= 0], weight[kind >= 0])
        first = np.full(distinct, -1, np.int64)
        voters = np.nonzero(kind >= 0)[0][::-1]
        first[kind[voters]] = voters  # the earliest of each kind stays
        lengths = (start[1:] - start[:-1])[first]
        new_start = np.zeros(distinct + 1, np.int64)
        new_start[1:] = np.cumsum(lengths)
        take = np.repeat(start[first] - new_start[:-1], lengths) + np.arange(new_start[-1])
        return cls(new_start, project[take], points[take], count, blank)

    @property
    def voters(self) -> int:
        """Weight of everybody who handed in a ballot, blank ones too."""
        return int(self.count.sum()) + self.blank

    def row(self, ballot: int) -> tuple[tuple[int, int], ...]:
        """One distinct ballot as (project, points) pairs."""
        part = slice(self.start[ballot], self.start[ballot + 1])
        return tuple(zip(self.project[part].tolist(), self.points[part].tolist(), strict=True))

    def votes(self, projects: int) -> list[int]:
        """Weight of the supporters of each project."""
        weights = np.repeat(self.count, self.start[1:] - self.start[:-1])
        votes = np.zeros(projects, np.int64)
        np.add.at(votes, self.project, weights)
        return [int(number) for number in votes]


@compiled
def _number_rows(start: Longs, project: Ints, points: Ints, kind: Longs) -> int:
    """Give equal rows one number, in order of appearance, -1 to empty ones; returns how many there are."""
    rows = start.shape[0] - 1
    size = 16
    while size < 2 * rows:
        size *= 2
    table = np.full(size, -1, np.int64)  # place -> a row of that kind
    distinct = 0
    for row in range(rows):
        if start[row] == start[row + 1]:
            kind[row] = -1
            continue
        place = _place_of(start, project, points, row, size)
        while table[place] >= 0 and not _same(start, project, points, table[place], row):
            place = (place + 1) & (size - 1)
        if table[place] < 0:
            table[place] = row
            kind[row] = distinct
            distinct += 1
        else:
            kind[row] = kind[table[place]]
    return distinct


@compiled
def _place_of(start: Longs, project: Ints, points: Ints, row: int, size: int) -> int:
    """Where in a table of `size` (a power of two) this row is looked for first."""
    mixed = 1469598103
    for k in range(start[row], start[row + 1]):
        mixed = ((mixed ^ int(project[k])) * 1000003 + int(points[k])) & 0xFFFFFFFFFFFF
        mixed ^= mixed >> 17
    return int(mixed & (size - 1))


@compiled
def _same(start: Longs, project: Ints, points: Ints, one: int, other: int) -> bool:
    length = start[one + 1] - start[one]
    if start[other + 1] - start[other] != length:
        return False
    for k in range(length):
        a, b = start[one] + k, start[other] + k
        if project[a] != project[b] or points[a] != points[b]:
            return False
    return True
