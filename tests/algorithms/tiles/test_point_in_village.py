"""Which village: one answer, and how sure it is."""

import math
from itertools import pairwise

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from rembuk.algorithms.tiles import Certainty, PointIndex, land, scatter, voronoi

DEGREE = 111_195
WEST = shapely.box(110.0, -7.1, 110.1, -7.0)
EAST = shapely.box(110.09, -7.1, 110.2, -7.0)  # overlaps WEST by a hundredth of a degree
FAR = shapely.box(110.205, -7.1, 110.3, -7.0)  # a gap of 550 m
INDEX = PointIndex(["west", "east", "far"], [WEST, EAST, FAR])


def test_inside_one_village() -> None:
    found = INDEX.containing(110.05, -7.05)

    assert found is not None
    assert (found.key, found.certainty) == ("west", Certainty.INSIDE)
    assert found.metres == pytest.approx(0.05 * DEGREE * math.cos(math.radians(7.05)), rel=0.01)


def test_where_two_overlap_the_deeper_one_is_taken() -> None:
    assert INDEX.containing(110.091, -7.05).key == "west"
    assert INDEX.containing(110.099, -7.05).key == "east"
    assert INDEX.containing(110.099, -7.05).certainty is Certainty.SEVERAL


def test_in_a_gap_the_nearest_is_taken() -> None:
    found = INDEX.containing(110.201, -7.05)

    assert (found.key, found.certainty) == ("east", Certainty.NEAR)
    assert 100 <= found.metres <= 115


@pytest.mark.parametrize("lon, lat", [(110.0, -8.0), (0, 0), (math.nan, 0), (110.05, math.inf)])
def test_far_away_is_nowhere(lon: float, lat: float) -> None:
    assert INDEX.containing(lon, lat) is None


def test_no_villages_at_all() -> None:
    assert PointIndex([], []).containing(110, -7) is None
    with pytest.raises(ValueError, match="as many keys"):
        PointIndex(["a"], [])


OUTLINE = land(110.4, -7.5, 8, seed=3)
VILLAGES = voronoi(scatter(OUTLINE, 25, seed=3), OUTLINE)
PLACES = PointIndex([str(i) for i in range(len(VILLAGES))], VILLAGES)


def naive_inside(ring: list[tuple[float, float]], lon: float, lat: float) -> bool:
    """Count the edges that a ray to the east crosses: the schoolbook, as a measure."""
    crossed = False
    for (x, y), (to_x, to_y) in pairwise(ring):
        if (y > lat) != (to_y > lat) and lon < x + (lat - y) / (to_y - y) * (to_x - x):
            crossed = not crossed
    return crossed


@given(st.floats(110.3, 110.5), st.floats(-7.6, -7.4))
def test_the_index_agrees_with_the_schoolbook(lon: float, lat: float) -> None:
    holders = {
        str(position)
        for position, village in enumerate(VILLAGES)
        for part in village.geoms
        if naive_inside(list(part.exterior.coords), lon, lat)
    }

    found = PLACES.containing(lon, lat)

    if found is not None and found.certainty is not Certainty.NEAR and found.metres > 0:
        assert holders == {found.key}
    elif found is None:
        assert not holders
