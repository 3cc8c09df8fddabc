"""From scores to a list, and from a list to what the money reaches.

The proportional rules stand in `algorithms/allocation`: candidates and a ceiling in, a result
and its steps out.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rembuk.algorithms.scoring.explained import Explained


@dataclass(frozen=True, slots=True)
class Candidate:
    """One item of the list: a key that never changes, its score, its cost in rupiah where known."""

    key: str
    score: int
    cost: int | None

    def __post_init__(self) -> None:
        if self.cost is not None and self.cost < 0:
            raise ValueError(f"{self.key}: a cost is never negative")


class DecidedBy(StrEnum):
    """What put an item behind the one before it."""

    FIRST = "first"
    SCORE = "score"
    COST = "cost"
    LOT = "lot"


@dataclass(frozen=True, slots=True)
class Ranked:
    """A candidate with its place, from 1, and what decided it."""

    place: int
    candidate: Candidate
    decided_by: DecidedBy


class CutReason(StrEnum):
    """Why an item is in or out."""

    FITS = "fits"
    TOO_DEAR = "too_dear"
    COST_UNKNOWN = "cost_unknown"


@dataclass(frozen=True, slots=True)
class CutStep:
    """One item as the walk down the list met it; `remainder` is the money left after it."""

    ranked: Ranked
    included: bool
    reason: CutReason
    remainder: int


def rank(candidates: Iterable[Candidate], *, seed: str = "") -> tuple[Ranked, ...]:
    """Highest score first; equal scores: the cheaper first, unknown cost last; still equal: the lot.

    The lot is the SHA-256 of seed and key, so nobody chooses it once the seed is published.
    """
    ordered = sorted(candidates, key=lambda one: (-one.score, *_by_cost(one), _lot(seed, one.key), one.key))
    keys = {one.key for one in ordered}
    if len(keys) < len(ordered):
        raise ValueError("two candidates have the same key")
    return tuple(
        Ranked(place, one, _decided_by(ordered[place - 2] if place > 1 else None, one))
        for place, one in enumerate(ordered, start=1)
    )


def cut(ranked: Sequence[Ranked], ceiling: int) -> Explained[tuple[str, ...], CutStep]:
    """The keys that the ceiling reaches: down the list, each that still fits is in.

    One that does not fit is passed over and the walk goes on, so that no money lies idle that a later one
    could use.
    """
    if ceiling < 0:
        raise ValueError("a ceiling is never negative")
    steps, remainder = [], ceiling
    for one in ranked:
        reason = _reason(one.candidate.cost, remainder)
        included = reason is CutReason.FITS
        if included:
            remainder -= one.candidate.cost or 0
        steps.append(CutStep(one, included, reason, remainder))
    return Explained(tuple(step.ranked.candidate.key for step in steps if step.included), tuple(steps))


def _reason(cost: int | None, remainder: int) -> CutReason:
    if cost is None:
        return CutReason.COST_UNKNOWN
    return CutReason.FITS if cost <= remainder else CutReason.TOO_DEAR


def _decided_by(before: Candidate | None, one: Candidate) -> DecidedBy:
    if before is None:
        return DecidedBy.FIRST
    if before.score != one.score:
        return DecidedBy.SCORE
    return DecidedBy.COST if before.cost != one.cost else DecidedBy.LOT


def _by_cost(one: Candidate) -> tuple[bool, int]:
    return one.cost is None, one.cost or 0


def _lot(seed: str, key: str) -> bytes:
    return hashlib.sha256(f"{seed}\n{key}".encode()).digest()
