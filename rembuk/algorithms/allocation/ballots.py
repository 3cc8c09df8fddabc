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
        """From rows as they were cast, each in project order: equal rows become one, choices without points
        none.
        """
        flat = bool((points == 1).all())
        if not flat and not points.all():
            kept = np.zeros(len(points) + 1, np.int64)
            kept[1:] = np.cumsum(points > 0)
            start, project, points = kept[start], project[points > 0], points[points > 0]
        rows, size = len(start) - 1, len(project)
        out = np.zeros(rows + 1, np.int64), np.empty(size, np.int32), np.zeros(rows, np.int64)
        worth = np.empty(0 if flat else size, np.int32)
        kinds, blank = _merge(start, project, points[: 0 if flat else size], weight, *out, worth)
        last = int(out[0][kinds])
        new_points = np.ones(last, np.int32) if flat else worth[:last].copy()
        return cls(out[0][: kinds + 1].copy(), out[1][:last].copy(), new_points, out[2][:kinds].copy(), blank)

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
def _merge(
    start: Longs,
    project: Ints,
    points: Ints,
    weight: Longs,
    first: Longs,
    kept: Ints,
    count: Longs,
    worth: Ints,
) -> tuple[int, int]:
    """Write each kind of row once, in order of appearance, with its weight: (kinds, weight of empty rows).

    `points` and `worth` are empty where every point is 1.
    """
    size, kinds, blank, flat = 16, 0, 0, points.shape[0] == 0
    while size < 2 * (start.shape[0] - 1):
        size *= 2
    table = np.full(size, -1, np.int32)
    for row in range(start.shape[0] - 1):
        a, length = start[row], start[row + 1] - start[row]
        if length == 0:
            blank += weight[row]
            continue
        place = _place_of(project, points, a, length, size)
        kind = table[place]
        while kind >= 0 and not _same(project, points, a, length, first, kept, worth, kind):
            place = (place + 1) & (size - 1)
            kind = table[place]
        if kind < 0:
            kind, to = kinds, first[kinds]
            for k in range(length):
                kept[to + k] = project[a + k]
                if not flat:
                    worth[to + k] = points[a + k]
            first[kinds + 1] = to + length
            table[place] = kind
            kinds += 1
        count[kind] += weight[row]
    return kinds, int(blank)


@compiled
def _place_of(project: Ints, points: Ints, a: int, length: int, size: int) -> int:
    """Where in a table of `size` (a power of two) this row is looked for first."""
    mixed = length
    for k in range(a, a + length):
        mixed = ((mixed + int(project[k])) * 1000003) & 0xFFFFFFFFFF
    if points.shape[0] > 0:
        for k in range(a, a + length):
            mixed = ((mixed + int(points[k])) * 1000003) & 0xFFFFFFFFFF
    return (mixed ^ (mixed >> 19)) & (size - 1)


@compiled
def _same(
    project: Ints, points: Ints, a: int, length: int, first: Longs, kept: Ints, worth: Ints, kind: int
) -> bool:
    b, k = first[kind], 0
    if first[kind + 1] - b != length:
        return False
    while k < length and project[a + k] == kept[b + k]:
        k += 1
    if k < length or points.shape[0] == 0:
        return bool(k == length)
    k = 0
    while k < length and points[a + k] == worth[b + k]:
        k += 1
    return bool(k == length)
