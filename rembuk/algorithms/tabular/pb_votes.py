"""The VOTES section of a `.pb` file, byte by byte: the one place where such a file is large.

With numba these are loops of machine code, without it the same loops in Python.
"""

from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar, cast

import numpy as np
import numpy.typing as npt

F = TypeVar("F", bound=Callable[..., Any])
Bytes = npt.NDArray[np.uint8]
Ints = npt.NDArray[np.int32]
Longs = npt.NDArray[np.int64]

try:
    import numba

    def compiled(function: F) -> F:
        """The function as machine code, kept beside its source for the next start."""
        return cast(F, numba.njit(cache=True)(function))
except ImportError:

    def compiled(function: F) -> F:
        """Without a compiler: the function itself."""
        return function


FINE, FIELDS, UNKNOWN, NUMBER, UNEVEN, QUOTE = 0, 1, 2, 3, 4, 5
_LF, _CR, _SPACE, _TAB, _QUOTE, _COMMA, _SEMICOLON = 10, 13, 32, 9, 34, 44, 59
_FNV, _PRIME, _MASK = 1469598103934665, 1099511, (1 << 42) - 1
_MOST_DIGITS = 9


class Layout(NamedTuple):
    """columns: how many fields a row has; the place of each wanted one, -1 where there is none.

    ranked: points follow from the place on the ballot; pointed: they stand in a field of their own.
    """

    columns: int
    voter_at: int
    vote_at: int
    points_at: int
    weight_at: int
    ranked: bool
    pointed: bool


class Names(NamedTuple):
    """Ids of the projects as one text, and a table from the hash of a name to its number (-1: empty)."""

    text: Bytes
    first: Longs
    table: Longs


class Rows(NamedTuple):
    """What is filled: `start[r]:start[r + 1]` are the projects of row r, ascending, each once."""

    start: Longs
    project: Ints
    points: Ints
    weight: Longs
    line: Longs
    voter: Longs


def names_of(ids: list[str]) -> Names:
    """The table of all project ids."""
    encoded = [name.encode() for name in ids]
    first = np.zeros(len(ids) + 1, np.int64)
    first[1:] = np.cumsum([len(name) for name in encoded])
    text = np.frombuffer(b"".join(encoded), np.uint8)
    size = 16
    while size < 3 * len(ids):
        size *= 2
    table = np.full(size, -1, np.int64)
    for number in range(len(ids)):
        place = _hash(text, first[number], first[number + 1]) & (size - 1)
        while table[place] >= 0:
            place = (place + 1) & (size - 1)
        table[place] = number
    return Names(text, first, table)


@compiled
def read_rows(
    text: Bytes, layout: Layout, names: Names, rows: Rows, first_line: int
) -> tuple[int, int, int, int]:
    """(status, rows, line, repeated): all rows, or up to the first that is wrong, with its line in the file.

    `repeated` counts ballots that name a project twice.
    """
    at, end, row, line, repeated = 0, text.shape[0], 0, first_line, 0
    fields = np.zeros((layout.columns, 2), np.int64)
    while at < end:
        status, at, lines = _split(text, at, end, fields)
        if status == FINE:
            rows.line[row] = line
            status, twice = _take(text, fields, layout, names, rows, row)
            repeated += twice
            row += 1
        elif status > 0:
            return status, row, line, repeated
        if status > 0:
            return status, row - 1, line, repeated
        line += lines
    return FINE, row, line, repeated


@compiled
def _split(text: Bytes, at: int, end: int, fields: Longs) -> tuple[int, int, int]:
    """The spans of the fields of one row: (status, where the next row begins, lines); -1 for an empty row."""
    count, lines, begin, most = 0, 1, at, fields.shape[0]
    while True:
        while at < end and (text[at] == _SPACE or text[at] == _TAB):
            at += 1
        start = at
        if at < end and text[at] == _QUOTE:
            stop, at, inside = _quoted(text, at + 1, end)
            if stop < 0:
                return QUOTE, at, lines
            start, lines = start + 1, lines + inside
            while at < end and text[at] != _SEMICOLON and text[at] != _LF:
                at += 1
        else:
            while at < end and text[at] != _SEMICOLON and text[at] != _LF:
                at += 1
            stop = _trimmed(text, start, at)
        if count < most:
            fields[count, 0], fields[count, 1] = start, stop
        count += 1
        if at >= end or text[at] == _LF:
            break
        at += 1
    is_empty = count == 1 and _trimmed(text, begin, at) == begin
    status = -1 if is_empty else (FINE if count == most else FIELDS)
    return status, min(at + 1, end), lines


@compiled
def _quoted(text: Bytes, at: int, end: int) -> tuple[int, int, int]:
    """(end of the quoted text, where reading goes on, line ends within); -1 where it is never closed."""
    lines = 0
    while at < end:
        if text[at] == _QUOTE:
            if at + 1 < end and text[at + 1] == _QUOTE:
                at += 1
            else:
                return at, at + 1, lines
        elif text[at] == _LF:
            lines += 1
        at += 1
    return -1, at, lines


@compiled
def _trimmed(text: Bytes, start: int, stop: int) -> int:
    """The end without spaces, tabs and carriage returns."""
    while stop > start and (text[stop - 1] == _SPACE or text[stop - 1] == _TAB or text[stop - 1] == _CR):
        stop -= 1
    return stop


@compiled
def _take(text: Bytes, fields: Longs, layout: Layout, names: Names, rows: Rows, row: int) -> tuple[int, int]:
    """Write one ballot down: (status, 1 where a project is named twice)."""
    rows.voter[row] = 0
    if layout.voter_at >= 0:
        rows.voter[row] = _hash(text, fields[layout.voter_at, 0], fields[layout.voter_at, 1])
    rows.weight[row] = 1
    if layout.weight_at >= 0:
        rows.weight[row] = _number(text, fields[layout.weight_at, 0], fields[layout.weight_at, 1])
        if rows.weight[row] < 1:
            return NUMBER, 0
    first = rows.start[row]
    status, last = _projects(text, fields[layout.vote_at], names, rows, first)
    if status == FINE and layout.pointed:
        status = _points(text, fields[layout.points_at], rows, first, last)
    elif status == FINE:
        for k in range(first, last):
            rows.points[k] = last - k if layout.ranked else 1
    if status != FINE:
        return status, 0
    kept = _sorted_once(rows, first, last)
    rows.start[row + 1] = kept
    return FINE, 1 if kept < last else 0


@compiled
def _projects(text: Bytes, field: Longs, names: Names, rows: Rows, first: int) -> tuple[int, int]:
    """Names between commas become numbers: (status, end of what is filled)."""
    at, end, last = field[0], field[1], first
    while at < end:
        start = at
        while at < end and text[at] != _COMMA:
            at += 1
        while start < at and (text[start] == _SPACE or text[start] == _TAB):
            start += 1
        stop = _trimmed(text, start, at)
        if stop > start:
            number = _find(text, start, stop, names)
            if number < 0:
                return UNKNOWN, last
            rows.project[last] = number
            last += 1
        at += 1
    return FINE, last


@compiled
def _points(text: Bytes, field: Longs, rows: Rows, first: int, last: int) -> int:
    """As many whole numbers as there are names."""
    at, end, k = field[0], field[1], first
    while at < end:
        start = at
        while at < end and text[at] != _COMMA:
            at += 1
        value = _number(text, start, at)
        if value < 0:
            return NUMBER
        if k >= last:
            return UNEVEN
        rows.points[k] = value
        k += 1
        at += 1
    return FINE if k == last else UNEVEN


@compiled
def _number(text: Bytes, start: int, stop: int) -> int:
    """A whole number that is not negative; -1 for anything else."""
    while start < stop and (text[start] == _SPACE or text[start] == _TAB):
        start += 1
    stop = _trimmed(text, start, stop)
    if stop == start or stop - start > _MOST_DIGITS:
        return -1
    value = 0
    for k in range(start, stop):
        digit = int(text[k]) - 48
        if digit < 0 or digit > 9:
            return -1
        value = value * 10 + digit
    return value


@compiled
def _sorted_once(rows: Rows, first: int, last: int) -> int:
    """Put one ballot into project order; of one named twice the last points stay; returns the new end."""
    for k in range(first + 1, last):
        project, points, j = rows.project[k], rows.points[k], k
        while j > first and rows.project[j - 1] > project:
            rows.project[j], rows.points[j] = rows.project[j - 1], rows.points[j - 1]
            j -= 1
        rows.project[j], rows.points[j] = project, points
    kept = first
    for k in range(first, last):
        if k > first and rows.project[kept - 1] == rows.project[k]:
            rows.points[kept - 1] = rows.points[k]
        else:
            rows.project[kept], rows.points[kept] = rows.project[k], rows.points[k]
            kept += 1
    return kept


@compiled
def _find(text: Bytes, start: int, stop: int, names: Names) -> int:
    """The number of a name, -1 where there is none."""
    size = names.table.shape[0]
    place = _hash(text, start, stop) & (size - 1)
    while names.table[place] >= 0:
        number = names.table[place]
        length = names.first[number + 1] - names.first[number]
        if length == stop - start:
            k = 0
            while k < length and text[start + k] == names.text[names.first[number] + k]:
                k += 1
            if k == length:
                return int(number)
        place = (place + 1) & (size - 1)
    return -1


@compiled
def _hash(text: Bytes, start: int, stop: int) -> int:
    mixed = _FNV
    for k in range(start, stop):
        mixed = ((mixed ^ int(text[k])) * _PRIME) & _MASK
    return mixed ^ (mixed >> 21)
