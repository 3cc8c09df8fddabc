"""The land that does not exist: complete, without gaps, and the same every time."""

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from rembuk.algorithms.tiles import area_km2, land, merge, partition, scatter, voronoi

OUTLINE = land(107.2, -7.1, 22, seed=1)
POINTS = scatter(OUTLINE, 60, seed=1)
VILLAGES = voronoi(POINTS, OUTLINE)


def test_the_same_seed_draws_the_same_land() -> None:
    again = land(107.2, -7.1, 22, seed=1)

    assert again.equals_exact(OUTLINE, 0)
    assert scatter(again, 60, seed=1) == POINTS
    assert voronoi(POINTS, again) == VILLAGES
    assert not land(107.2, -7.1, 22, seed=2).equals(OUTLINE)


def test_land_is_as_large_as_was_asked() -> None:
    assert OUTLINE.is_valid
    assert 700 < area_km2(OUTLINE) < 2000


def test_villages_cover_the_land_without_gap_or_overlap() -> None:
    assert shapely.coverage_is_valid(list(VILLAGES))
    assert area_km2(merge(VILLAGES)) == pytest.approx(area_km2(OUTLINE), rel=0.01)
    assert len(merge(VILLAGES).geoms) == 1
    assert not merge(VILLAGES).geoms[0].interiors


def test_villages_are_of_similar_size() -> None:
    sizes = sorted(area_km2(village) for village in VILLAGES)

    assert sizes[-1] < 6 * sizes[0]


def test_straight_borders_are_the_nearest_points() -> None:
    cells = voronoi(POINTS, OUTLINE, bend=0)

    for point, cell in zip(POINTS, cells, strict=True):
        assert cell.contains(shapely.Point(point))
        inner = cell.point_on_surface()
        assert min(POINTS, key=lambda other: inner.distance(shapely.Point(other))) == point


def test_a_hole_in_the_land_belongs_to_nobody() -> None:
    lake = OUTLINE.difference(shapely.Point(107.2, -7.1).buffer(0.05))

    cells = voronoi(scatter(lake, 12, seed=4), lake, bend=0)

    assert merge(cells).area == pytest.approx(lake.area, rel=1e-3)


def test_one_point_has_all_the_land() -> None:
    (cell,) = voronoi([(107.2, -7.1)], OUTLINE, bend=0)

    assert cell.equals(OUTLINE)


@pytest.mark.parametrize("points", [[], [(107.2, -7.1)] * 2, [(107.2, -7.1), (120.0, 0.0)]])
def test_impossible_points_are_refused(points: list[tuple[float, float]]) -> None:
    with pytest.raises(ValueError, match="point"):
        voronoi(points, OUTLINE)


@settings(max_examples=20)
@given(st.lists(st.integers(1, 9), min_size=1, max_size=12), st.integers(0, 99))
def test_groups_have_exactly_their_sizes(sizes: list[int], seed: int) -> None:
    points = scatter(shapely.box(110, -8, 111, -7), sum(sizes), seed, rounds=0)

    groups = partition(points, sizes)

    assert [len(group) for group in groups] == sizes
    assert sorted(position for group in groups for position in group) == list(range(len(points)))


def test_a_district_is_one_piece() -> None:
    for group in partition(POINTS, [12, 12, 12, 12, 12]):
        assert len(merge(VILLAGES[position] for position in group).geoms) == 1


def test_sizes_must_add_up() -> None:
    with pytest.raises(ValueError, match="add up"):
        partition(POINTS, [1, 2])


@settings(max_examples=10)
@given(st.integers(0, 10_000), st.integers(2, 30))
def test_any_seed_gives_a_clean_map(seed: int, count: int) -> None:
    outline = land(110.0, -7.0, 15, seed)

    villages = voronoi(scatter(outline, count, seed, rounds=2), outline)

    assert shapely.coverage_is_valid(list(villages))
    assert all(village.is_valid and not village.is_empty for village in villages)
