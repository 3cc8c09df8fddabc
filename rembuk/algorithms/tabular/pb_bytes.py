"""Bytes of a `.pb` file: where its fields end, whether it is text, and what a number is.

With numba these are loops of machine code, without it the same loops in Python. Loops over `range` without
branches are vectorised, which is why they are written that way.
"""

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numpy as np
import numpy.typing as npt

F = TypeVar("F", bound=Callable[..., Any])
Bytes = npt.NDArray[np.uint8]
Ints = npt.NDArray[np.int32]
Longs = npt.NDArray[np.int64]
Marks = npt.NDArray[np.signedinteger[Any]]

try:
    import numba

    def compiled(function: F) -> F:
        """The function as machine code, kept beside its source for the next start."""
        return cast(F, numba.njit(cache=True)(function))

    def unfolded(function: F) -> F:
        """The same, written into its caller: for what would be handed many arrays once a row."""
        return cast(F, numba.njit(inline="always")(function))
except ImportError:

    def unfolded(function: F) -> F:
        """Without a compiler: the function itself."""
        return function

    def compiled(function: F) -> F:
        """Without a compiler: the function itself."""
        return function


LF, CR, SPACE, TAB, QUOTE, COMMA, SEMICOLON = 10, 13, 32, 9, 34, 44, 59
_MOST_DIGITS = 9


@compiled
def count_of(text: Bytes, sign: int) -> int:
    """How often a byte stands in the text."""
    count = 0
    for k in range(text.shape[0]):
        count += text[k] == sign
    return count


@compiled
def is_text(text: Bytes) -> bool:
    """Whether it is UTF-8 without NUL; the first three bytes must be ASCII.

    A byte of 10xxxxxx stands exactly where one of the three before it asks for it; some pairs are forbidden
    (overlong forms, surrogates, beyond U+10FFFF). RFC 3629.
    """
    size = text.shape[0]
    if size < 3:
        return True
    one, two, three, four = text[: size - 3], text[1 : size - 2], text[2 : size - 1], text[3:]
    wrong = 0
    for k in range(size - 3):
        a, b, c, d = one[k], two[k], three[k], four[k]
        follows = (d >= 0x80) & (d < 0xC0)
        asked = (c >= 0xC2) | (b >= 0xE0) | (a >= 0xF0)
        never = (d == 0) | (d == 0xC0) | (d == 0xC1) | (d > 0xF4)
        pair = ((c == 0xE0) & (d < 0xA0)) | ((c == 0xED) & (d > 0x9F))
        wrong += (follows != asked) | never | pair | ((c == 0xF0) & (d < 0x90)) | ((c == 0xF4) & (d > 0x8F))
    asks = text[size - 1] >= 0xC2 or text[size - 2] >= 0xE0 or text[size - 3] >= 0xF0
    return wrong == 0 and not asks


@compiled
def mark_plain(text: Bytes, marks: Marks) -> int:
    """The places of all `;`, `,` and line feeds of a text without quotes; returns how many."""
    count = 0
    for k in range(text.shape[0]):
        sign = text[k]
        marks[count] = k
        count += (sign == SEMICOLON) | (sign == COMMA) | (sign == LF)
    return count


@compiled
def mark_quoted(text: Bytes, marks: Marks) -> int:
    """The same where fields may be quoted: in quotes only commas count. Below 0: a quote that opens at
    -1 - result is not closed, or something follows its end.
    """
    count, at, end, begins = 0, 0, text.shape[0], True
    while at < end:
        sign = text[at]
        if begins and sign == QUOTE:
            opened, at = at, at + 1
            while at < end and (text[at] != QUOTE or (at + 1 < end and text[at + 1] == QUOTE)):
                if text[at] == COMMA:
                    marks[count] = at
                    count += 1
                at += 2 if text[at] == QUOTE else 1
            at += 1
            while at < end and (text[at] == SPACE or text[at] == TAB or text[at] == CR):
                at += 1
            if at >= end or (text[at] != SEMICOLON and text[at] != LF):
                return -1 - opened
            continue
        if sign in (SEMICOLON, COMMA, LF):
            marks[count] = at
            count += 1
        begins = sign in (SEMICOLON, LF) or (begins and sign in (SPACE, TAB))
        at += 1
    return count


@compiled
def begin_of(text: Bytes, start: int, stop: int) -> int:
    """The start without spaces, tabs and quotes."""
    while start < stop and (text[start] <= SPACE or text[start] == QUOTE):
        start += 1
    return start


@compiled
def end_of(text: Bytes, start: int, stop: int) -> int:
    """The end without spaces, tabs, carriage returns and quotes."""
    while stop > start and (text[stop - 1] <= SPACE or text[stop - 1] == QUOTE):
        stop -= 1
    return stop


@compiled
def number_at(text: Bytes, start: int, stop: int) -> int:
    """A whole number that is not negative; -1 for anything else."""
    start = begin_of(text, start, stop)
    stop = end_of(text, start, stop)
    if stop == start or stop - start > _MOST_DIGITS:
        return -1
    value = 0
    for k in range(start, stop):
        digit = int(text[k]) - 48
        if digit < 0 or digit > 9:
            return -1
        value = value * 10 + digit
    return value
