"""What binds proposals to one another and to people: merges, supporters, places in the lists.

Apart from the fates, because it looks at many proposals at once.
"""

import numpy as np
import numpy.typing as npt

from .columns import Fates, Ints, Timed
from .paths import LIVES
from .timing import DAY, GAP

_MANY, _MEAN_SUPPORTS, _FEWEST_MEAN = 20_000, 4.0, 0.5
_NUMBER = {life.steps: number for number, life in reversed(tuple(enumerate(LIVES)))}  # the first of its kind
_NO_TARGET = frozenset({"merged", "withdrawn", "safeguarded", "draft", "recorded"})


def merge(fates: Fates, ended: Ints, draw: np.random.Generator) -> npt.NDArray[np.bool_]:
    """Find for each merged proposal the one it went into: same village and year, older than the merge, alive.

    Where there is none, its proposer withdraws it instead. Returns for which not even that fits: their lives
    end one step earlier.
    """
    is_merged = np.array([life.end == "merged" for life in LIVES])[fates.life]
    is_alive = np.array([life.end not in _NO_TARGET for life in LIVES])[fates.life]
    home = fates.cycle.astype(np.int64) * 256 + fates.village
    alive = np.flatnonzero(is_alive)
    alive = alive[np.argsort(home[alive], kind="stable")]  # by home, within it by age
    homes = home[alive]
    is_cut = np.zeros(fates.count, dtype=np.bool_)
    for place, chance in zip(
        np.flatnonzero(is_merged).tolist(), draw.random(int(is_merged.sum())).tolist(), strict=True
    ):
        first, last = np.searchsorted(homes, (home[place], home[place] + 1)).tolist()
        known = alive[first:last]
        older = int(np.searchsorted(fates.started[known], ended[place] - GAP))
        if not older:
            before = LIVES[int(fates.life[place])].steps[:-1]
            is_cut[place] = (*before, "withdraw_in_review") not in _NUMBER
            fates.life[place] = _NUMBER[before if is_cut[place] else (*before, "withdraw_in_review")]
            continue
        target = int(known[int(chance * older)])
        fates.target[place] = target
        fates.need[place], fates.place_seed[place] = fates.need[target], fates.place_seed[target]
    return is_cut


def supports(fates: Fates, order: Ints, limit: float, most: int, draw: np.random.Generator) -> Timed:
    """A few proposals have many supporters, most have few; they come in the weeks after the first word.

    `most`: so many neighbours have an account.
    """
    mean = max(_FEWEST_MEAN, _MEAN_SUPPORTS * min(1.0, _MANY / max(1, fates.count)))
    is_open = np.array([life.end not in _NO_TARGET for life in LIVES])[fates.life]
    wished = np.minimum((draw.random(fates.count) ** -0.55 - 1) * mean * 0.85, most)
    fates.supports = np.where(is_open, np.floor(wished), 0).astype(np.int16)
    places = np.repeat(np.arange(fates.count, dtype=np.int32), fates.supports)
    first = fates.started[places] + GAP
    last = np.minimum(first + 70 * DAY, limit)
    moments = first + draw.random(len(places)) * np.maximum(last - first, 0)
    return order[places].astype(np.int32), moments.astype(np.uint32)[np.newaxis]


def counted(groups: Ints, chosen: npt.NDArray[np.bool_]) -> Ints:
    """For each chosen one its number within its group, from 1; zero for the others."""
    numbers = np.zeros(len(groups), np.int32)
    places = np.flatnonzero(chosen)
    places = places[np.argsort(groups[places], kind="stable")]
    ordered = groups[places]
    starts = np.flatnonzero(np.diff(ordered, prepend=-1))
    numbers[places] = np.arange(len(places)) - np.repeat(starts, np.diff(np.append(starts, len(places)))) + 1
    return numbers


def life_number(steps: tuple[str, ...]) -> int:
    return _NUMBER[steps]
