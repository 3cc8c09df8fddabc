"""The map of influence and interest as a drawing: five columns, five rows, a circle where institutions stand.

Apart, because places in a drawing are arithmetic, and templates do none.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

STEPS = 5
CELL = 60
EDGE = 44  # room for the numbers at the left and below
_SMALLEST, _GROWTH, _LARGEST = 11, 4, 27


@dataclass(frozen=True, slots=True)
class Dot:
    """The institutions of one cell."""

    x: int
    y: int
    radius: int
    count: int
    names: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A number at an axis."""

    x: int
    y: int
    text: str


@dataclass(frozen=True, slots=True)
class Grid:
    """Everything that the drawing needs."""

    view_box: str
    left: int
    side: int
    middle_x: int
    middle_y: int
    dots: tuple[Dot, ...]
    columns: tuple[Tick, ...]
    rows: tuple[Tick, ...]


def grid_of(places: Sequence[tuple[str, int, int]]) -> Grid:
    """Interest grows to the right, influence upwards."""
    cells: dict[tuple[int, int], list[str]] = defaultdict(list)
    for name, influence, interest in places:
        cells[interest, influence].append(name)
    side = STEPS * CELL
    return Grid(
        view_box=f"0 0 {side + EDGE} {side + EDGE}",
        left=EDGE,
        side=side,
        middle_x=EDGE + side // 2,
        middle_y=side // 2,
        dots=tuple(
            Dot(
                _column(interest),
                _row(influence),
                min(_LARGEST, _SMALLEST + _GROWTH * len(names)),
                len(names),
                ", ".join(names),
            )
            for (interest, influence), names in sorted(cells.items())
        ),
        columns=tuple(Tick(_column(n), side + 20, str(n)) for n in range(1, STEPS + 1)),
        rows=tuple(Tick(EDGE - 14, _row(n) + 5, str(n)) for n in range(1, STEPS + 1)),
    )


def _column(interest: int) -> int:
    return EDGE + CELL * interest - CELL // 2


def _row(influence: int) -> int:
    return CELL * (STEPS - influence) + CELL // 2
