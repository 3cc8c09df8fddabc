"""What official files bring is mended and named, or refused with a sentence."""

import json
import math
import os
from pathlib import Path

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from rembuk.algorithms.tiles import (
    Finding,
    UnusableGeometryError,
    area_km2,
    bounds,
    from_geojson,
    merge,
    read_geometry,
    representative_point,
    to_geojson,
)
from rembuk.algorithms.tiles.geometry import only_polygons

SQUARE = [[110.0, -7.0], [110.1, -7.0], [110.1, -6.9], [110.0, -6.9], [110.0, -7.0]]
SHARED = Path(os.environ.get("REMBUK_SHARED", "../shared")) / "data"


def polygon(*rings: object) -> dict[str, object]:
    return {"type": "Polygon", "coordinates": list(rings)}


def many(*polygons: object) -> dict[str, object]:
    return {"type": "MultiPolygon", "coordinates": list(polygons)}


def moved(ring: list[list[float]], by: float) -> list[list[float]]:
    return [[lon + by, lat] for lon, lat in ring]


def test_a_good_polygon_is_left_as_it_is() -> None:
    reading = read_geometry(polygon(SQUARE))

    assert reading.done == ()
    assert reading.geometry.geom_type == "MultiPolygon"
    assert reading.geometry.equals(shapely.Polygon(SQUARE))


def test_a_feature_is_its_geometry() -> None:
    feature = {"type": "Feature", "properties": {}, "geometry": polygon(SQUARE)}

    assert read_geometry(feature) == read_geometry(polygon(SQUARE))


def test_swapped_coordinates_are_turned_round() -> None:
    swapped = [[lat, lon] for lon, lat in SQUARE]

    reading = read_geometry(polygon(swapped))

    assert reading.done == (Finding.SWAPPED,)
    assert reading.geometry.equals(shapely.Polygon(SQUARE))


def test_a_crossing_border_is_repaired() -> None:
    bow_tie = [[110.0, -7.0], [110.1, -6.9], [110.1, -7.0], [110.0, -6.9], [110.0, -7.0]]

    reading = read_geometry(polygon(bow_tie))

    assert reading.done == (Finding.REPAIRED,)
    assert reading.geometry.is_valid
    assert reading.geometry.area == pytest.approx(0.005)


def test_a_shell_inside_a_shell_is_joined_and_not_cut_out() -> None:
    inner = [[110.02, -6.98], [110.05, -6.98], [110.05, -6.95], [110.02, -6.98]]

    reading = read_geometry(many([SQUARE], [inner]))

    assert reading.done == (Finding.REPAIRED,)
    assert reading.geometry.area == pytest.approx(0.01)


def test_open_rings_heights_and_lines_are_mended() -> None:
    open_ring = [[*pair, 12.5] for pair in SQUARE[:-1]]
    line = [[110.3, -7], [110.4, -7], [110.3, -7]]

    reading = read_geometry(many([open_ring], [line], [[]]))

    assert reading.done == (Finding.CLOSED, Finding.FLATTENED, Finding.DROPPED)
    assert reading.geometry.equals(shapely.Polygon(SQUARE))


def test_a_hole_without_area_and_a_speck_are_dropped() -> None:
    point_hole = [[110.05, -6.95]] * 4
    speck = [[110.5, -7], [110.5000001, -7], [110.5, -6.9999999]]

    reading = read_geometry(many([SQUARE, point_hole], [[*speck, speck[0]]]))

    assert reading.done == (Finding.DROPPED,)
    assert reading.geometry.equals(shapely.Polygon(SQUARE))


def test_an_exclave_and_a_hole_stay() -> None:
    hole = [[110.02, -6.98], [110.05, -6.98], [110.05, -6.95], [110.02, -6.98]]

    reading = read_geometry(many([SQUARE, hole], [moved(SQUARE, 0.5)]))

    assert reading.done == ()
    assert len(reading.geometry.geoms) == 2
    assert len(reading.geometry.geoms[0].interiors) == 1


@pytest.mark.parametrize(
    "data, finding",
    [
        (None, Finding.NOT_AREA),
        ([SQUARE], Finding.NOT_AREA),
        ({"type": "Point", "coordinates": [110, -7]}, Finding.NOT_AREA),
        ({"type": "Polygon"}, Finding.NOT_AREA),
        ({"type": "Polygon", "coordinates": "x"}, Finding.NOT_AREA),
        (polygon("x"), Finding.NOT_AREA),
        (many(SQUARE), Finding.NOT_NUMBERS),
        (polygon(), Finding.EMPTY),
        (many(), Finding.EMPTY),
        (polygon([]), Finding.EMPTY),
        (polygon([[110, -7], [110, -7], [110, -7]]), Finding.EMPTY),
        (polygon([[110, -7], [110.1, -7.1], [110.2, -7.2], [110, -7]]), Finding.EMPTY),
        (polygon([[110, -7], [math.nan, -7], [110, -6]]), Finding.NOT_NUMBERS),
        (polygon([[110, -7], [math.inf, -7], [110, -6]]), Finding.NOT_NUMBERS),
        (polygon([[110, -7], ["110", -7], [110, -6]]), Finding.NOT_NUMBERS),
        (polygon([[110, -7], [True, -7], [110, -6]]), Finding.NOT_NUMBERS),
        (polygon([[110, -7], [10**400, -7], [110, -6]]), Finding.NOT_NUMBERS),
        (polygon([[110, -7], [110.1], [110, -6]]), Finding.NOT_NUMBERS),
        (polygon([[430000, 9120000], [431000, 9120000], [431000, 9121000]]), Finding.PROJECTED),
        (polygon([[4.8, 52.3], [4.9, 52.3], [4.9, 52.4]]), Finding.ELSEWHERE),
    ],
)
def test_what_cannot_be_used_is_refused_with_a_sentence(data: object, finding: Finding) -> None:
    with pytest.raises(UnusableGeometryError) as refusal:
        read_geometry(data)

    assert refusal.value.finding is finding
    assert str(refusal.value) == finding.sentence("id") != finding.sentence("en")


def test_more_than_a_million_vertices_are_refused() -> None:
    with pytest.raises(UnusableGeometryError) as refusal:
        read_geometry(polygon([SQUARE[0]] * 1_000_001))

    assert refusal.value.finding is Finding.TOO_LARGE


POINTS = st.tuples(st.floats(95, 141), st.floats(-11, 6)).map(list)


@given(st.lists(st.lists(POINTS, min_size=0, max_size=12), max_size=4), st.booleans())
def test_any_ring_becomes_valid_or_is_refused(rings: list[list[list[float]]], swap: bool) -> None:
    if swap:
        rings = [[pair[::-1] for pair in ring] for ring in rings]
    try:
        reading = read_geometry(many(*([ring] for ring in rings)))
    except UnusableGeometryError as refusal:
        assert refusal.finding is Finding.EMPTY
        return

    assert reading.geometry.is_valid
    assert not reading.geometry.is_empty
    assert read_geometry(to_geojson(reading.geometry, 17)).geometry.is_valid
    west, south, east, north = bounds([reading.geometry])
    assert west >= 95 and east <= 141 and south >= -11 and north <= 6


def test_stored_lists_come_back_and_are_plain_json() -> None:
    geometry = read_geometry(many([SQUARE], [moved(SQUARE, 0.5)])).geometry

    stored = json.loads(json.dumps(to_geojson(geometry)))

    assert from_geojson(stored).equals_exact(geometry, 1e-6)


def test_slivers_between_villages_are_closed_where_that_is_asked() -> None:
    apart = [shapely.Polygon(SQUARE), shapely.Polygon(moved(SQUARE, 0.1 + 1e-4))]

    assert len(merge(apart).geoms) == 2
    district = merge(apart, gap=1e-4)
    assert len(district.geoms) == 1
    assert not district.geoms[0].interiors
    assert district.bounds == pytest.approx(merge(apart).bounds)
    assert district.area == pytest.approx(merge(apart).area, rel=2e-3)


def test_villages_merge_into_a_district() -> None:
    district = merge([shapely.Polygon(SQUARE), shapely.Polygon(moved(SQUARE, 0.1))])

    assert bounds([district]) == pytest.approx((110.0, -7.0, 110.2, -6.9))
    assert len(district.geoms) == 1


def test_a_collection_gives_its_areas_and_nothing_else() -> None:
    square = shapely.Polygon(SQUARE)
    mixed = shapely.GeometryCollection(
        [shapely.Point(1, 1), shapely.MultiPolygon([square]), shapely.LineString([(0, 0), (1, 1)])]
    )

    assert only_polygons(mixed).equals(square)


def test_nothing_has_no_bounds() -> None:
    with pytest.raises(UnusableGeometryError):
        bounds([])


def test_a_label_stands_inside_the_largest_part() -> None:
    horseshoe = shapely.Polygon([(0, 0), (9, 0), (9, 9), (8, 9), (8, 1), (1, 1), (1, 9), (0, 9)])
    both = shapely.MultiPolygon([horseshoe, shapely.box(20, 0, 21, 1)])

    point = shapely.Point(representative_point(both))

    assert horseshoe.contains(point)


def test_a_square_minute_at_the_equator_has_its_known_size() -> None:
    # one minute of arc on WGS 84 at the equator: 1,855.32 m along it and 1,842.90 m across
    assert area_km2(shapely.box(110, 0, 110 + 1 / 60, 1 / 60)) == pytest.approx(1.85532 * 1.84290, rel=1e-4)


FILES = sorted([*SHARED.glob("field/boundaries/*.geojson"), *SHARED.glob("domain/boundaries_*.geojson")])
INVALID = {
    "kabkota_jateng_diy": {"33.01", "34.03"},
    "kecamatan_jateng_diy": {
        "33.01.21", "33.04.03", "33.06.09", "33.24.11", "33.24.18", "34.03.16", "34.03.17",
    },
    "desa_33.10_klaten": {"33.10.19.2002"},
    "provinces38_denyherianto": {"92", "81"},
}  # fmt: skip


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
@pytest.mark.slow
def test_real_files_are_read_and_their_invalid_areas_named(path: Path) -> None:
    features = json.loads(path.read_bytes())["features"]

    repaired = set()
    for feature in features:
        reading = read_geometry(feature)
        assert reading.geometry.is_valid
        assert area_km2(reading.geometry) > 0
        if Finding.REPAIRED in reading.done:
            repaired.add(feature["properties"].get("kode") or str(feature["properties"]["KODE_PROV"]))

    assert repaired == INVALID.get(path.stem, set())
