"""Areas as SVG paths: one frame for a whole map, short strings.

The server draws the map, so it is there without JavaScript and costs a few kilobytes.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import shapely
from shapely import MultiPolygon

from rembuk.algorithms.tiles.geometry import only_polygons, representative_point

METRES_PER_DEGREE = 111_195.0


@dataclass(frozen=True, slots=True)
class Frame:
    """The sheet of one map: equirectangular with the scale true in its middle, y downwards."""

    width: float
    height: float
    west: float
    north: float
    across: float  # units per degree of longitude
    down: float  # units per degree of latitude

    @property
    def view_box(self) -> str:
        return f"0 0 {_number(round(self.width * 10))} {_number(round(self.height * 10))}"

    @property
    def unit(self) -> float:
        """How many degrees one unit of the sheet is: a tolerance for `simplify`."""
        return 1 / self.down

    def place(self, lon: float, lat: float) -> tuple[float, float]:
        """Where a point stands on the sheet, to one decimal."""
        return round((lon - self.west) * self.across, 1), round((self.north - lat) * self.down, 1)


def fit(
    bounds: tuple[float, float, float, float], width: float, height: float | None = None, margin: float = 4
) -> Frame:
    """The frame of a given width (and height, if it must not be taller) that shows these bounds."""
    west, south, east, north = bounds
    squeeze = math.cos(math.radians((south + north) / 2))
    wide = max((east - west) * squeeze, 1e-6)
    tall = max(north - south, 1e-6)
    down = (width - 2 * margin) / wide
    if height is not None:
        down = min(down, (height - 2 * margin) / tall)
    sheet = tall * down + 2 * margin if height is None else height
    side = (width - wide * down) / 2
    top = (sheet - tall * down) / 2
    return Frame(
        width=width,
        height=round(sheet, 1),
        west=west - side / (down * squeeze),
        north=north + top / down,
        across=down * squeeze,
        down=down,
    )


def simplify(geometries: Sequence[shapely.Geometry], tolerance: float) -> list[MultiPolygon]:
    """The same areas with fewer vertices; neighbours keep their common border where they have one.

    Official files rarely fit together without gaps; then each area is simplified by itself, and a stroke
    in the colour of the fill hides the slivers.
    """
    if not geometries:
        return []
    if shapely.coverage_is_valid(geometries):
        simpler = shapely.coverage_simplify(geometries, tolerance)
    else:
        simpler = shapely.simplify(geometries, tolerance, preserve_topology=True)
    return [
        areas if not (areas := only_polygons(new)).is_empty else only_polygons(old)
        for new, old in zip(simpler, geometries, strict=True)
    ]


def svg_path(geometry: shapely.Geometry, frame: Frame) -> str:
    """The `d` of a path: relative, one decimal, nothing that cannot be seen.

    An area smaller than a unit is drawn as a dot of one unit, so that no place is missing on its map.
    """
    rings = [
        ring
        for part in shapely.get_parts(geometry)
        for line in (part.exterior, *part.interiors)
        if len(ring := _tenths(shapely.get_coordinates(line), frame)) >= 3
    ]
    if not rings:
        x, y = frame.place(*representative_point(geometry))
        return f"M{_number(round(x * 10) - 5)}{_joined([round(y * 10) - 5])}h1v1h-1z"
    return "".join(_ring_path(ring) for ring in rings)


def _tenths(points: npt.NDArray[np.float64], frame: Frame) -> list[tuple[int, int]]:
    """Tenths of a unit, without the closing point, repetitions and points on a straight line."""
    x = np.rint((points[:, 0] - frame.west) * frame.across * 10).astype(int)
    y = np.rint((frame.north - points[:, 1]) * frame.down * 10).astype(int)
    ring: list[tuple[int, int]] = []
    for point in zip(x.tolist(), y.tolist(), strict=True):
        while ring and _needless(ring, point):
            ring.pop()
        ring.append(point)
    if len(ring) > 1 and ring[0] == ring[-1]:
        ring.pop()
    return ring


def _needless(ring: list[tuple[int, int]], point: tuple[int, int]) -> bool:
    """Is the last point of the ring the new one, or on the way to it?"""
    (x, y) = ring[-1]
    if (x, y) == point:
        return True
    if len(ring) < 2:
        return False
    before_x, before_y = ring[-2]
    to_x, to_y = x - before_x, y - before_y
    on_x, on_y = point[0] - x, point[1] - y
    return to_x * on_y == to_y * on_x and to_x * on_x + to_y * on_y > 0


def _ring_path(ring: list[tuple[int, int]]) -> str:
    steps: Iterator[int] = (
        after - before
        for (x, y), (next_x, next_y) in pairwise(ring)
        for before, after in ((x, next_x), (y, next_y))
    )
    x, y = ring[0]
    return f"M{_joined([x, y])}l{_joined(steps)}z"


def _joined(tenths: Iterable[int]) -> str:
    """Numbers with a space only where a sign does not part them already."""
    out = ""
    for value in tenths:
        text = _number(value)
        out += text if text.startswith("-") or not out else f" {text}"
    return out


def _number(tenths: int) -> str:
    """12.3, 12, .3 or -.3: as short as SVG allows."""
    whole, rest = divmod(abs(tenths), 10)
    sign = "-" if tenths < 0 else ""
    if not rest:
        return f"{sign}{whole}"
    return f"{sign}{whole or ''}.{rest}"
