"""The columns of a million proposals: numbers in numpy, read a chunk at a time.

Only numbers: their words are told later, one by one.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.integer[Any]]
Timed = tuple[Ints, npt.NDArray[np.uint32]]  # proposals, and a moment for each step (rows) of each


@dataclass(slots=True)
class Fates:
    """The columns; the position of a proposal is its id minus one, in the order in which they came in."""

    cycle: Ints  # of its row: after a carry-over the next one
    village: Ints
    need: Ints
    life: Ints
    started: Ints  # made-up moment of its first word
    place_seed: Ints  # where it lies: the same for proposals that are merged
    text_seed: Ints
    target: Ints  # position of the proposal into which it was merged, -1 for none
    supports: Ints  # how many people support it
    village_rank: Ints  # in its village's list, from 1
    district_rank: Ints
    moves: npt.NDArray[
        np.int64
    ]  # moment, position and step of every move in one number, in the order of time

    @property
    def count(self) -> int:
        return len(self.life)

    def move_chunks(self, size: int) -> Iterator[tuple[list[int], list[int], list[int]]]:
        """(moments, positions, steps) of so many moves at a time, in the order of time."""
        for start in range(0, len(self.moves), size):
            keys = self.moves[start : start + size]
            yield (
                (keys >> MOMENT_AT).tolist(),
                (keys >> PLACE_AT & _LARGEST_PLACE).tolist(),
                (keys & _LARGEST_STEP).tolist(),
            )


# A move is one 64-bit number: 5 bits for the step of its life, 24 for the proposal, the rest for the moment.
PLACE_AT, MOMENT_AT = 5, 29
_LARGEST_STEP, _LARGEST_PLACE = (1 << 5) - 1, (1 << 24) - 1
SUPPORT = _LARGEST_STEP  # stands for "somebody supports it" among the steps
