"""Answers kept in memory until what they were made of changes: maps, names of places, counts by state.

Keyed by the version counters, which a page reads once: an answer is never older than the data it tells of.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import Concatenate, NamedTuple, ParamSpec, TypeVar

from django.http import HttpRequest

from rembuk.apps.core.versions import numbers

P = ParamSpec("P")
T = TypeVar("T")
_MOST = 500
_FORGET: list[Callable[[], None]] = []


class Versions(NamedTuple):
    """How often each kind had changed when the page began."""

    places: int
    calendar: int
    proposals: int


def versions_now(request: HttpRequest) -> Versions:
    """One cheap read for the whole page, or none where the cache of pages has just read them."""
    known: dict[str, int] = request.META.get("rembuk.versions", {})
    if known.keys() >= set(Versions._fields):
        return Versions(*(known[kind] for kind in Versions._fields))
    return Versions(*numbers(Versions._fields))


def remembered(
    kind: str,
) -> Callable[[Callable[P, T]], Callable[Concatenate[Versions, P], T]]:
    """Keep what a function of plain arguments returns, for as long as this kind stands at one version."""

    def declare(make: Callable[P, T]) -> Callable[Concatenate[Versions, P], T]:
        @lru_cache(maxsize=_MOST)
        def kept(_version: int, *args: P.args, **kwargs: P.kwargs) -> T:
            return make(*args, **kwargs)

        _FORGET.append(kept.cache_clear)

        def found(at: Versions, /, *args: P.args, **kwargs: P.kwargs) -> T:
            return kept(getattr(at, kind), *args, **kwargs)  # type: ignore[arg-type]

        return found

    return declare


def forget_all() -> None:
    """Begin anew: for tests, whose databases go back to what they were without raising a counter."""
    for clear in _FORGET:
        clear()
