"""What hardly ever changes and is asked for all the time, kept in memory until its version counter is raised.

Each question costs one small read of the counter instead of the ORM's work: a third of a submission went into
asking for the same calendar, places and agencies again. Only plain values are kept, never rows of a model.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Concatenate, ParamSpec, TypeVar

from .versions import is_raised_here, numbers

P = ParamSpec("P")
T = TypeVar("T")
_KINDS = ("places", "calendar")  # read together
_FORGET: list[Callable[[], None]] = []


def keep(make: Callable[P, T], *, most: int) -> Callable[Concatenate[int, P], T]:
    """What `make` returned for a version number and plain arguments; the caller knows the number."""

    @lru_cache(maxsize=most)
    def kept(_version: int, *args: P.args, **kwargs: P.kwargs) -> T:
        return make(*args, **kwargs)

    _FORGET.append(kept.cache_clear)
    return kept  # type: ignore[return-value]


class _Reading(threading.local):
    """The numbers that the page this thread is making has read."""

    numbers: dict[str, int] | None = None


_reading = _Reading()


@contextmanager
def one_reading() -> Iterator[None]:
    """While a page is only read, the counters are asked once: it shows what held when it was begun."""
    _reading.numbers = {}
    try:
        yield
    finally:
        _reading.numbers = None


def _number(kind: str) -> int:
    known = _reading.numbers
    if known is None:
        return numbers((kind,))[0]
    if kind not in known:
        kinds = {*_KINDS, kind}
        known.update(zip(kinds, numbers(kinds), strict=True))
    return known[kind]


def remembered(kind: str, *, most: int = 500) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Keep what a function of plain arguments returns for as long as this kind stands at one version.

    A transaction that has raised the counter itself is answered from the database: others must not see yet
    what it wrote, and it must.
    """

    def declare(make: Callable[P, T]) -> Callable[P, T]:
        kept = keep(make, most=most)

        def found(*args: P.args, **kwargs: P.kwargs) -> T:
            if is_raised_here(kind):
                return make(*args, **kwargs)
            return kept(_number(kind), *args, **kwargs)

        return found

    return declare


def forget_all() -> None:
    """Begin anew: for tests, which write behind the actions' back and roll their databases back."""
    for clear in _FORGET:
        clear()
