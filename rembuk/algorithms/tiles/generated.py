"""A regency that does not exist: points, districts and villages whose borders fit together.

The practice regency needs a map, and real borders belong to real places. Everything follows from the
arguments; the same seed draws the same land.
"""

import hashlib
import math
import random
from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
import shapely
from shapely import MultiPolygon, Polygon

from rembuk.algorithms.tiles.geometry import only_polygons

Point = tuple[float, float]

_GRID = 1e-6  # degrees: common borders are equal to the last digit
_SHORTEST = 0.004  # degrees: borders are bent down to pieces of 440 m


def land(lon: float, lat: float, radius_km: float, seed: int) -> Polygon:
    """A rounded piece of land with a lively outline around a centre."""
    dice = random.Random(f"land {seed}")  # noqa: S311 - a drawing, no secret
    waves = [(k, dice.uniform(0.3, 1.0) * 0.34 / k, dice.uniform(0, math.tau)) for k in range(2, 9)]
    radius = radius_km / 111.195
    ring = []
    for step in range(180):
        angle = math.tau * step / 180
        reach = radius * (1 + sum(size * math.sin(k * angle + turn) for k, size, turn in waves))
        ring.append((round(lon + reach * math.cos(angle), 6), round(lat + reach * math.sin(angle) * 0.8, 6)))
    return Polygon(ring)


def scatter(outline: Polygon | MultiPolygon, count: int, seed: int, rounds: int = 6) -> tuple[Point, ...]:
    """So many points inside an outline, spread as evenly as villages are."""
    dice = random.Random(f"scatter {seed}")  # noqa: S311 - a drawing, no secret
    west, south, east, north = outline.bounds
    shapely.prepare(outline)
    points: list[Point] = []
    while len(points) < count:
        lon, lat = dice.uniform(west, east), dice.uniform(south, north)
        if shapely.contains_xy(outline, lon, lat):
            points.append((lon, lat))
    for _ in range(rounds):
        points = [_middle(cell) for cell in _cells(points, outline)]
    return tuple((round(lon, 6), round(lat, 6)) for lon, lat in points)


def partition(points: Sequence[Point], sizes: Sequence[int]) -> tuple[tuple[int, ...], ...]:
    """The positions of the points in compact groups of the given sizes: villages of one district."""
    if sum(sizes) != len(points) or any(size < 1 for size in sizes):
        raise ValueError("the sizes must be positive and add up to the number of points")
    groups: list[tuple[int, ...]] = [()] * len(sizes)
    todo: list[tuple[list[int], list[int]]] = [(list(range(len(points))), list(range(len(sizes))))]
    while todo:
        members, parts = todo.pop()
        if len(parts) == 1:
            groups[parts[0]] = tuple(sorted(members))
            continue
        near, far = parts[: len(parts) // 2], parts[len(parts) // 2 :]
        ordered = _along_their_length(points, members)
        cut = sum(sizes[part] for part in near)
        todo += [(ordered[:cut], near), (ordered[cut:], far)]
    return tuple(groups)


def voronoi(
    points: Sequence[Point], outline: Polygon | MultiPolygon, bend: float = 0.22
) -> tuple[MultiPolygon, ...]:
    """The land nearest to each point, in the order of the points; borders bent like rivers, fitting exactly.

    `bend` is how far the middle of a border may move, as a share of its length; 0 leaves them straight.
    """
    if not points or len(set(points)) != len(points):
        raise ValueError("points are needed, and no two on the same spot")
    cells = _cells(points, outline)
    if any(cell.is_empty for cell in cells):
        raise ValueError("a point lies outside the outline")
    while bend > 0.01:
        bent = [_bent(cell, bend) for cell in cells]
        if shapely.is_valid(bent).all() and shapely.coverage_is_valid(bent):
            return tuple(bent)
        bend /= 2  # two borders of a sharp corner crossed
    return tuple(cells)


def _cells(points: Sequence[Point], outline: Polygon | MultiPolygon) -> list[MultiPolygon]:
    """The cells out of one common net of lines, so that neighbours share every vertex."""
    if len(points) == 1:
        return [only_polygons(outline)]
    edges = shapely.voronoi_polygons(shapely.MultiPoint(points), extend_to=outline, only_edges=True)
    net = shapely.union_all([shapely.intersection(edges, outline), outline.boundary], grid_size=_GRID)
    shapely.prepare(outline)
    spots = shapely.STRtree(shapely.points(points))
    parts: list[list[Polygon]] = [[] for _ in points]
    for part in shapely.get_parts(shapely.polygonize(shapely.get_parts(net))):
        inner = part.point_on_surface()
        if outline.contains(inner):
            parts[int(spots.nearest(inner))].append(part)
    return [MultiPolygon(pieces) for pieces in parts]


def _middle(cell: MultiPolygon) -> Point:
    centre = cell.centroid if cell.contains(cell.centroid) else cell.point_on_surface()
    return centre.x, centre.y


def _along_their_length(points: Sequence[Point], members: Sequence[int]) -> list[int]:
    """Members ordered along the direction in which they spread most."""
    spots = np.array([points[member] for member in members])
    centred = spots - spots.mean(axis=0)
    (xx, xy), (_, yy) = (centred.T @ centred).tolist()
    angle = math.atan2(2 * xy, xx - yy) / 2
    along = (centred @ np.array([math.cos(angle), math.sin(angle)])).round(9).tolist()
    return [member for _, member in sorted(zip(along, members, strict=True))]


def _bent(cell: MultiPolygon, bend: float) -> MultiPolygon:
    return MultiPolygon(
        [
            Polygon(_bent_ring(part.exterior, bend), [_bent_ring(hole, bend) for hole in part.interiors])
            for part in cell.geoms
        ]
    )


def _bent_ring(ring: shapely.LinearRing, bend: float) -> list[Point]:
    corners: list[Point] = [(x, y) for x, y in shapely.get_coordinates(ring).round(6).tolist()]
    bent: list[Point] = []
    for start, stop in pairwise(corners):
        bent.append(start)
        bent.extend(_between(start, stop, bend))
    return [*bent, bent[0]]


def _between(start: Point, stop: Point, bend: float) -> Iterator[Point]:
    """The points of a bent border between two corners; the same from both of its sides."""
    (x, y), (to_x, to_y) = start, stop
    dx, dy = to_x - x, to_y - y
    if math.hypot(dx, dy) < _SHORTEST:
        return
    low, high = sorted((start, stop))
    digest = hashlib.blake2b(f"{low[0]:.6f} {low[1]:.6f} {high[0]:.6f} {high[1]:.6f}".encode(), digest_size=4)
    share = (int.from_bytes(digest.digest(), "big") / 2**31 - 1) * bend
    if start != low:
        share = -share
    middle = (round((x + to_x) / 2 - dy * share, 6), round((y + to_y) / 2 + dx * share, 6))
    yield from _between(start, middle, bend)
    yield middle
    yield from _between(middle, stop, bend)
