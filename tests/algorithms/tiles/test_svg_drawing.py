"""A path says what the area is, briefly, and every area can be seen."""

import re

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from rembuk.algorithms.tiles import bounds, fit, simplify, svg_path

SQUARE = shapely.box(110.0, -7.1, 110.1, -7.0)
FRAME = fit((110.0, -7.1, 110.1, -7.0), 108)


def drawn(path: str) -> list[list[tuple[float, float]]]:
    """A small reader of our paths: M, l, h, v and z, numbers as the SVG grammar has them."""
    rings: list[list[tuple[float, float]]] = []
    for command, rest in re.findall(r"([Mlhvz])([^Mlhvz]*)", path):
        numbers = [float(n) for n in re.findall(r"-?(?:\d+(?:\.\d)?|\.\d)", rest)]
        if command == "M":
            rings.append([(numbers[0], numbers[1])])
        elif command == "h":
            rings[-1].append((rings[-1][-1][0] + numbers[0], rings[-1][-1][1]))
        elif command == "v":
            rings[-1].append((rings[-1][-1][0], rings[-1][-1][1] + numbers[0]))
        elif command == "l":
            for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
                x, y = rings[-1][-1]
                rings[-1].append((round(x + dx, 1), round(y + dy, 1)))
    return rings


def test_a_square_is_four_corners() -> None:
    assert svg_path(SQUARE, FRAME) == "M104 104.8l0-100.8-100 0 0 100.8z"
    assert FRAME.view_box == "0 0 108 108.8"


def test_a_frame_has_one_scale_for_both_directions() -> None:
    frame = fit((95, -11, 141, 6), 800, 400, margin=0)
    middle = fit((109.9, -7.2, 110.1, -7.0), 800)

    assert frame.width == 800 and frame.height == 400
    assert frame.place(118, -2.5) == (400.0, 200.0)
    assert middle.across / middle.down == pytest.approx(0.9924, abs=1e-3)  # the cosine of 7.1 degrees


def test_a_unit_is_one_step_of_the_sheet() -> None:
    lon, lat = 110.05, -7.05

    (_, y), (_, below) = FRAME.place(lon, lat), FRAME.place(lon, lat - FRAME.unit)

    assert below - y == pytest.approx(1, abs=0.1)


def test_a_frame_keeps_within_its_sheet() -> None:
    west, south, east, north = 110.0, -8.0, 110.2, -7.0
    frame = fit((west, south, east, north), 300, 300, margin=10)

    assert frame.place(west, north)[1] == 10
    assert frame.place(east, south)[1] == 290
    assert frame.place(west, north)[0] >= 10


def test_points_on_a_straight_line_are_left_out() -> None:
    more = shapely.segmentize(SQUARE, 0.01)

    assert len(drawn(svg_path(more, FRAME))[0]) == 4


def test_an_area_too_small_to_see_is_a_dot() -> None:
    speck = shapely.box(110.05, -7.05, 110.05001, -7.04999)

    (ring,) = drawn(svg_path(speck, FRAME))

    assert len(ring) == 4
    assert ring[2] == pytest.approx((ring[0][0] + 1, ring[0][1] + 1))


def test_a_hole_is_a_ring_of_its_own() -> None:
    ring = SQUARE.difference(shapely.box(110.02, -7.08, 110.05, -7.02))

    assert len(drawn(svg_path(ring, FRAME))) == 2


@given(st.lists(st.tuples(st.floats(110, 110.1), st.floats(-7.1, -7)), min_size=3, max_size=30))
def test_a_path_keeps_to_the_border_of_its_area(points: list[tuple[float, float]]) -> None:
    hull = shapely.MultiPoint(points).convex_hull
    if hull.geom_type != "Polygon" or hull.area < 1e-7:
        return

    path = svg_path(hull, FRAME)

    assert set(path) <= set("Mlhvz0123456789.- ")
    rings = [shapely.Polygon(ring) for ring in drawn(path)]
    sheet = shapely.transform(hull, lambda xy: [FRAME.place(*pair) for pair in xy])
    if hull.area > 1e-5:  # not a dot
        assert rings[0].symmetric_difference(sheet).area <= 0.15 * sheet.length + 0.2


def test_neighbours_keep_their_common_border() -> None:
    left = shapely.Polygon([(0, 0), (1, 0), (1.1, 1), (0.9, 2), (1.05, 3), (1, 4), (0, 4)])
    right = shapely.Polygon([(1, 0), (2, 0), (2, 4), (1, 4), (1.05, 3), (0.9, 2), (1.1, 1)])

    simpler = simplify([left, right], 0.6)

    assert shapely.coverage_is_valid(simpler)
    assert sum(map(shapely.get_num_coordinates, simpler)) < 16


def test_areas_that_do_not_fit_together_are_simplified_one_by_one() -> None:
    overlapping = [
        shapely.Point(0, 0).buffer(1),
        shapely.Point(1, 0).buffer(1),
        shapely.Point(9, 9).buffer(0.01),
    ]

    simpler = simplify(overlapping, 0.05)

    assert all(area.is_valid and not area.is_empty for area in simpler)
    assert shapely.get_num_coordinates(simpler[0]) < 30
    assert simplify([], 1) == []


def test_a_map_of_many_fits_its_view_box() -> None:
    areas = [shapely.box(110 + i / 10, -7, 110.1 + i / 10, -6.8) for i in range(5)]
    frame = fit(bounds(areas), 360)

    for area in areas:
        for x, y in drawn(svg_path(area, frame))[0]:
            assert 0 <= x <= frame.width and 0 <= y <= frame.height
