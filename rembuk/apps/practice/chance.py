"""Chance that follows from the seed: each part has its own stream, so that none shifts another."""

import random
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


class Dice(random.Random):  # a picture of life, no secret
    """A stream for one purpose, the same on every run and machine."""

    def __init__(self, seed: int, purpose: str | int) -> None:
        """A number as purpose is for what is told a million times: its stream starts three times as fast."""
        super().__init__(
            f"rembuk practice {seed} {purpose}" if isinstance(purpose, str) else purpose << 40 | seed
        )

    def pick(self, rows: Sequence[T]) -> T:
        """One of them; several times as fast as `choice`."""
        return rows[int(self.random() * len(rows))]

    def between(self, low: int, high: int, step: int = 1) -> int:
        """A number from low to high, both possible."""
        return low + step * int(self.random() * ((high - low) // step + 1))
