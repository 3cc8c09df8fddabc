"""What a number in a `.pb` file may be, and what META allows on one ballot."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from rembuk.algorithms.tabular.table import TabularError

MOST_MONEY = 10**15
Ints = npt.NDArray[np.int32]
Longs = npt.NDArray[np.int64]
LineOf = Callable[[int], int]  # from a row of VOTES to its line
_WHOLE = re.compile(r"([0-9]{1,18})(?:[.,]0*)?")


@dataclass(frozen=True, slots=True, eq=False)
class Votes:
    """`project[start[v]:start[v + 1]]` are the projects of voter v, ascending, with their points; weight
    per voter.

    points: 1 on approvals; length - position on rankings (3, 2, 1); as written on the other types.
    """

    start: Longs
    project: Ints
    points: Ints
    weight: Longs


def amount(text: str, column: str, line: int, most: int = MOST_MONEY) -> int:
    """A whole number with or without `,00`; anything else is an error that names its row."""
    found = _WHOLE.fullmatch(text.strip())
    if found is None or int(found[1]) > most:
        raise TabularError(
            line, column, f"“{text}” bukan bilangan bulat dari 0 sampai {most}.",
            f"“{text}” is not a whole number from 0 to {most}.",
        )  # fmt: skip
    return int(found[1])


def check_limits(
    known: Mapping[str, tuple[str, int]], kind: str, votes: Votes, line_of: LineOf, costs: list[int]
) -> None:
    """A ballot over or under the limits that META states, as (value, line) by key, is an error with its
    line.
    """
    sizes = votes.start[1:] - votes.start[:-1]
    if kind == "choose-1":
        _compare("vote_type", "jumlah usulan", sizes, 1, line_of, under=False)
    measures: list[tuple[str, str, Longs]] = [("length", "jumlah usulan", sizes)]
    if kind == "approval" and ("min_sum_cost" in known or "max_sum_cost" in known):
        measures.append(("sum_cost", "jumlah biaya", _sums(votes, np.array(costs, np.int64)[votes.project])))
    if kind in ("cumulative", "scoring"):
        points = votes.points.astype(np.int64)
        measures.append(("sum_points", "jumlah poin", _sums(votes, points)))
        _check_each(known, votes, points, sizes, line_of)
    for key, what, values in measures:
        for edge in ("min", "max"):
            limit = _limit(known, f"{edge}_{key}")
            if limit is not None:
                _compare(f"{edge}_{key}", what, values, limit, line_of, under=edge == "min")


def _check_each(
    known: Mapping[str, tuple[str, int]], votes: Votes, points: Longs, sizes: Longs, line_of: LineOf
) -> None:
    row = np.repeat(np.arange(len(sizes)), sizes)

    def line_of_choice(choice: int) -> int:
        return line_of(int(row[choice]))

    for edge in ("min", "max"):
        limit = _limit(known, f"{edge}_points")
        if limit is not None:
            _compare(f"{edge}_points", "poin", points, limit, line_of_choice, under=edge == "min")


def _limit(known: Mapping[str, tuple[str, int]], key: str) -> int | None:
    """A limit of META; `none` in any case means that there is none."""
    text, line = known.get(key, ("", 0))
    return None if text.strip().lower() in ("", "none") else amount(text, key, line)


def _compare(key: str, what: str, values: Longs, limit: int, line_of: LineOf, under: bool) -> None:
    wrong = np.nonzero(values < limit if under else values > limit)[0]
    if len(wrong):
        value, line = int(values[wrong[0]]), line_of(int(wrong[0]))
        raise TabularError(
            line, "vote",
            f"{what} {value} {'kurang dari' if under else 'melebihi'} batas {key} = {limit}.",
            f"{value} is {'under' if under else 'over'} the limit {key} = {limit}.",
        )  # fmt: skip


def _sums(votes: Votes, values: Longs) -> Longs:
    """The sum over each ballot; exact, as sums of 64 bits wrap alike at both ends of a ballot."""
    total = np.zeros(len(values) + 1, np.int64)
    total[1:] = np.cumsum(values)
    sums: Longs = total[votes.start[1:]] - total[votes.start[:-1]]
    return sums
