"""The VOTES section of a `.pb` file: the one place where such a file is large.

Two passes: `pb_bytes` marks where fields and names end, this walks from mark to mark.
"""

from typing import NamedTuple

import numpy as np

from rembuk.algorithms.tabular.pb_bytes import (
    COMMA,
    LF,
    QUOTE,
    Bytes,
    Ints,
    Longs,
    Marks,
    begin_of,
    compiled,
    end_of,
    number_at,
    unfolded,
)

FINE, FIELDS, UNKNOWN, NUMBER, UNEVEN = 0, 1, 2, 3, 4
_EMPTY = -1  # a row without anything
_PACKED = 8  # so many letters fit one number
# Where the one bit stands that is set, by a de Bruijn sequence (Leiserson, Prokop, Randall 1998).
_SEQUENCE = 0x077CB531
_PLACE_OF_BIT = np.array(
    [{((1 << bit) * _SEQUENCE >> 27) & 31: bit for bit in range(32)}[k] for k in range(32)]
)


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
    """Ids of the projects as one text, and a hash table of their keys and numbers (-1: empty).

    text: has eight bytes before the first name; words: see `words_of`.
    """

    text: Bytes
    words: Longs
    first: Longs
    keys: Longs
    table: Longs


class Rows(NamedTuple):
    """What is filled: `start[r]:start[r + 1]` are the projects of row r, ascending, each once.

    begin: where the row begins in the text; voter: where the id of the voter begins and ends; chosen, given:
    the projects on the ballot at hand as a set of bits, and their points.
    """

    start: Longs
    project: Ints
    points: Ints
    weight: Longs
    begin: Longs
    voter: Longs
    chosen: Longs
    given: Ints


class Spans(NamedTuple):
    """Where the wanted fields of one row begin and end; vote_mark: the first mark at or behind its begin."""

    voter: int
    voter_end: int
    vote: int
    vote_mark: int
    vote_last: int
    points: int
    points_end: int
    weight: int
    weight_end: int


def words_of(raw: bytes, first: int) -> Longs:
    """`words[k]`: the eight bytes before `raw[first + k]` as one number; first is at least 8."""
    return np.ndarray((max(len(raw) - first + 1, 0),), np.dtype("<i8"), raw, first - _PACKED, (1,))


def names_of(ids: list[str]) -> Names:
    """The table of all project ids."""
    encoded = [name.encode() for name in ids]
    first = np.full(len(ids) + 1, _PACKED, np.int64)
    first[1:] += np.cumsum([len(name) for name in encoded])
    size = 16
    while size < 4 * len(ids):
        size *= 2
    raw = b" " * _PACKED + b"".join(encoded)
    names = Names(
        np.frombuffer(raw, np.uint8),
        words_of(raw, 8),
        first,
        np.zeros(size, np.int64),
        np.full(size, -1, np.int64),
    )
    _fill(names)
    return names


@compiled
def _fill(names: Names) -> None:
    size = names.table.shape[0]
    for number in range(names.first.shape[0] - 1):
        key = _key(names.words, names.first[number] - _PACKED, names.first[number + 1] - _PACKED)
        place = _place(key, size)
        while names.table[place] >= 0:
            place = (place + 1) & (size - 1)
        names.table[place], names.keys[place] = number, key


@compiled
def _key(words: Longs, start: int, stop: int) -> int:
    """The last eight letters as one number: for short names that is the name."""
    return int(words[stop]) >> (8 * max(_PACKED - (stop - start), 0))


@compiled
def _place(key: int, size: int) -> int:
    mixed = ((key ^ (key >> 32)) & 0x7FFFFFFF) * 0x45D9F3B
    return (mixed >> 24) & (size - 1)


@compiled
def _find(text: Bytes, words: Longs, start: int, stop: int, names: Names) -> int:
    """The number of a name, -1 where there is none."""
    key, size = _key(words, start, stop), names.table.shape[0]
    place = _place(key, size)
    while names.table[place] >= 0:
        number = names.table[place]
        if names.keys[place] == key and (stop - start < _PACKED or _is(text, start, stop, names, number)):
            return int(number)
        place = (place + 1) & (size - 1)
    return -1


@compiled
def _is(text: Bytes, start: int, stop: int, names: Names, number: int) -> bool:
    first = names.first[number]
    same = names.first[number + 1] - first == stop - start
    k = 0
    while same and k < stop - start:
        same = text[start + k] == names.text[first + k]
        k += 1
    return bool(same)


@compiled
def read_rows(
    text: Bytes, words: Longs, marks: Marks, layout: Layout, names: Names, rows: Rows
) -> tuple[int, int, int, int]:
    """(status, rows, place, repeated): all rows, or up to the first that is wrong, with its place.

    The last mark is a line feed. `repeated` counts ballots that name a project twice.
    """
    at, mark, row, repeated = 0, 0, 0, 0
    while mark < marks.shape[0]:
        begin = at
        status, at, mark, spans = _split(text, marks, at, mark, layout)
        if status == FINE:
            rows.begin[row] = begin
            status, twice = _take(text, words, marks, spans, layout, names, rows, row)
            repeated += twice
            row += 1
        if status > 0:
            return status, row, begin, repeated
    return FINE, row, at, repeated


@compiled
def _split(text: Bytes, marks: Marks, at: int, mark: int, layout: Layout) -> tuple[int, int, int, Spans]:
    """The fields of one row: (status, where the next row begins, its first mark, spans)."""
    column, begin, ended = 0, at, False
    a = b = c = d = e = f = g = h = i = at
    while not ended:
        first = mark
        while text[marks[mark]] == COMMA:
            mark += 1
        stop = int(marks[mark])
        if column == layout.vote_at:
            c, d, e = at, first, mark
        elif column == layout.voter_at:
            a, b = at, stop
        elif column == layout.points_at:
            f, g = at, stop
        elif column == layout.weight_at:
            h, i = at, stop
        column += 1
        ended = text[stop] == LF
        at, mark = stop + 1, mark + 1
    status = FINE if column == layout.columns else FIELDS
    if column == 1 and begin_of(text, begin, at) == at:
        status = _EMPTY
    return status, at, mark, Spans(a, b, c, d, e, f, g, h, i)


@unfolded
def _take(
    text: Bytes,
    words: Longs,
    marks: Marks,
    spans: Spans,
    layout: Layout,
    names: Names,
    rows: Rows,
    row: int,
) -> tuple[int, int]:
    """Write one ballot down: (status, 1 where a project is named twice)."""
    rows.voter[2 * row], rows.voter[2 * row + 1] = spans.voter, spans.voter_end
    rows.weight[row] = 1
    if layout.weight_at >= 0:
        rows.weight[row] = number_at(text, spans.weight, spans.weight_end)
        if rows.weight[row] < 1:
            return NUMBER, 0
    first = rows.start[row]
    last = _names(
        text, words, marks[spans.vote_mark : spans.vote_last + 1], spans.vote, names, rows.project[first:]
    )
    if last < 0:
        return UNKNOWN, 0
    last += first
    status, kept = _weigh(text, spans, layout, rows, first, last)
    rows.start[row + 1] = kept
    return status, 1 if kept < last else 0


@compiled
def _names(text: Bytes, words: Longs, marks: Marks, at: int, names: Names, project: Ints) -> int:
    """Names between marks become numbers: how many, -1 where one is unknown."""
    keys, table, count = names.keys, names.table, 0
    size = table.shape[0]
    for mark in range(marks.shape[0]):
        start, stop = at, int(marks[mark])
        at = stop + 1
        if stop > start and (text[start] <= QUOTE or text[stop - 1] <= QUOTE):
            start = begin_of(text, start, stop)
            stop = end_of(text, start, stop)
        if stop > start:
            key = _key(words, start, stop)
            place = _place(key, size)
            if keys[place] == key and stop - start < _PACKED:
                number = int(table[place])
            else:
                number = _find(text, words, start, stop, names)
            if number < 0:
                return -1
            project[count] = number
            count += 1
    return count


@unfolded
def _weigh(text: Bytes, spans: Spans, layout: Layout, rows: Rows, first: int, last: int) -> tuple[int, int]:
    """Points of one ballot, and its order: (status, end of what is kept)."""
    if layout.pointed:
        status = _points(text, spans.points, spans.points_end, rows.points, first, last)
        if status != FINE:
            return status, last
    elif layout.ranked:
        for k in range(first, last):
            rows.points[k] = last - k
    project, points = rows.project[first:last], rows.points[first:last]
    if _ascends(project):
        return FINE, last
    if layout.pointed or layout.ranked:
        return FINE, first + _order_both(project, points, rows.chosen, rows.given)
    return FINE, first + _order(project, rows.chosen)


@compiled
def _ascends(project: Ints) -> bool:
    ascends = True
    for k in range(1, project.shape[0]):
        ascends &= project[k - 1] < project[k]
    return ascends


@compiled
def _order(project: Ints, chosen: Longs) -> int:
    """Put one ballot into project order, each project once; returns how many there are."""
    for k in range(project.shape[0]):
        chosen[project[k] >> 5] |= 1 << (project[k] & 31)
    kept = 0
    for place in range(chosen.shape[0]):
        left = int(chosen[place])
        chosen[place] = 0
        while left:
            lowest = left & -left
            project[kept] = (place << 5) + _PLACE_OF_BIT[((lowest * _SEQUENCE) >> 27) & 31]
            kept += 1
            left ^= lowest
    return kept


@compiled
def _order_both(project: Ints, points: Ints, chosen: Longs, given: Ints) -> int:
    """The same with points; of a project named twice the last points stay."""
    for k in range(project.shape[0]):
        given[project[k]] = points[k]
    kept = _order(project, chosen)
    for k in range(kept):
        points[k] = given[project[k]]
    return kept


@compiled
def _points(text: Bytes, at: int, end: int, points: Ints, first: int, last: int) -> int:
    """As many whole numbers as there are names."""
    at = begin_of(text, at, end)
    end, k = end_of(text, at, end), first
    while at < end:
        start = at
        while at < end and text[at] != COMMA:
            at += 1
        value = number_at(text, start, at)
        if value < 0:
            return NUMBER
        if k >= last:
            return UNEVEN
        points[k] = value
        k += 1
        at += 1
    return FINE if k == last else UNEVEN


@compiled
def count_doubled(text: Bytes, words: Longs, voter: Longs, rows: int) -> int:
    """How many voter ids appear again: none where they ascend, as they mostly do, else by a table."""
    ascends = True
    for row in range(rows):
        a = begin_of(text, voter[2 * row], voter[2 * row + 1])
        b = end_of(text, a, voter[2 * row + 1])
        voter[2 * row], voter[2 * row + 1] = a, b
        ascends = ascends and (row == 0 or _follows(text, voter, row - 1, row))
    if ascends:
        return 0
    size = 16
    while size < 2 * rows:
        size *= 2
    table, doubled = np.full(size, -1, np.int64), 0
    for row in range(rows):
        place = _place(_key(words, voter[2 * row], voter[2 * row + 1]), size)
        while table[place] >= 0 and not _same(text, voter, table[place], row):
            place = (place + 1) & (size - 1)
        doubled += 1 if table[place] >= 0 else 0
        table[place] = row
    return doubled


@compiled
def _follows(text: Bytes, voter: Longs, one: int, other: int) -> bool:
    """Longer, or as long and later in the alphabet: true of numbers that grow."""
    a, b = voter[2 * one], voter[2 * other]
    length = voter[2 * one + 1] - a
    if voter[2 * other + 1] - b != length:
        return bool(voter[2 * other + 1] - b > length)
    k = 0
    while k < length and text[a + k] == text[b + k]:
        k += 1
    return bool(k < length and text[a + k] < text[b + k])


@compiled
def _same(text: Bytes, voter: Longs, one: int, other: int) -> bool:
    a, b = voter[2 * one], voter[2 * other]
    length = voter[2 * one + 1] - a
    k = 0 if voter[2 * other + 1] - b == length else length + 1
    while k < length and text[a + k] == text[b + k]:
        k += 1
    return bool(k == length)
