"""Which village a point lies in.

Official borders overlap and leave gaps, so an answer says how sure it is; the person may always correct it.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt
import shapely

from rembuk.algorithms.tiles.drawing import METRES_PER_DEGREE

NEAR_METRES = 500.0  # the widest gap met in official files is 439 m


class Certainty(StrEnum):
    INSIDE = "inside"  # one area holds the point
    SEVERAL = "several"  # areas overlap here; the one whose border is farthest was taken
    NEAR = "near"  # in a gap; the nearest was taken


@dataclass(frozen=True, slots=True)
class Located:
    """The area of a point, how sure that is, and how far its border is."""

    key: str
    certainty: Certainty
    metres: int


class PointIndex:
    """All areas of a release in one tree; build it once, ask it 30,000 times a second."""

    def __init__(self, keys: Sequence[str], geometries: Sequence[shapely.Geometry]) -> None:
        if len(keys) != len(geometries):
            raise ValueError("as many keys as geometries are needed")
        self._keys = tuple(keys)
        middle = shapely.total_bounds(list(geometries))[[1, 3]].mean() if keys else 0.0
        self._squeeze = math.cos(math.radians(float(middle)))
        self._areas = shapely.transform(np.array(geometries, dtype=object), self._metres)
        shapely.prepare(self._areas)
        self._tree = shapely.STRtree(self._areas)

    def containing(self, lon: float, lat: float) -> Located | None:
        """The area around a point, else the nearest within 500 m, else nothing."""
        if not (math.isfinite(lon) and math.isfinite(lat)):
            return None
        x, y = self._metres(np.array([[lon, lat]]))[0].tolist()
        point = shapely.Point(x, y)
        hits = sorted(self._tree.query(point, predicate="intersects").tolist())
        if not hits:
            return self._nearest(point)
        depth = {hit: float(self._areas[hit].boundary.distance(point)) for hit in hits}
        deepest = max(hits, key=lambda hit: (depth[hit], -hit))
        certainty = Certainty.INSIDE if len(hits) == 1 else Certainty.SEVERAL
        return Located(self._keys[deepest], certainty, round(depth[deepest]))

    def _nearest(self, point: shapely.Point) -> Located | None:
        found, distances = self._tree.query_nearest(
            point, max_distance=NEAR_METRES, return_distance=True, all_matches=True
        )
        if not len(found):
            return None
        return Located(self._keys[int(found.min())], Certainty.NEAR, round(float(distances[0])))

    def _metres(self, points: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        return points * (METRES_PER_DEGREE * self._squeeze, METRES_PER_DEGREE)
