"""Answers kept in memory until what they were made of changes: maps, names of places, counts by state.

Keyed by the version counters, which a page reads once: an answer is never older than the data it tells of.
"""

from collections.abc import Callable
from typing import Concatenate, NamedTuple, ParamSpec, TypeVar

from django.http import HttpRequest

from rembuk.apps.core.remembered import keep
from rembuk.apps.core.versions import numbers

P = ParamSpec("P")
T = TypeVar("T")
_MOST = 500


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
        kept = keep(make, most=_MOST)

        def found(at: Versions, /, *args: P.args, **kwargs: P.kwargs) -> T:
            return kept(getattr(at, kind), *args, **kwargs)

        return found

    return declare
