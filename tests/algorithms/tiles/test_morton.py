"""Codes are reversible, keep neighbours together, and boxes lose nobody."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rembuk.algorithms.tiles import box_ranges, decode, encode, encode_many
from rembuk.algorithms.tiles.morton import BITS

LON = st.floats(95, 141)
LAT = st.floats(-11, 6)


@given(st.floats(-180, 179.999999), st.floats(-85, 85))
def test_a_point_comes_back_within_two_centimetres(lon: float, lat: float) -> None:
    back_lon, back_lat = decode(encode(lon, lat))

    assert abs(back_lon - lon) * 111_320 < 0.02
    assert abs(back_lat - lat) * 111_320 < 0.02


@given(st.integers(0, 4**BITS - 1))
def test_a_code_comes_back_exactly(code: int) -> None:
    assert encode(*decode(code)) == code


@given(LON, LAT)
def test_the_code_is_the_bits_of_both_axes_in_turn(lon: float, lat: float) -> None:
    x = int((lon + 180) / 360 * 2**31)
    y = int((1 - math.asinh(math.tan(math.radians(lat))) / math.pi) / 2 * 2**31)

    slow = sum((x >> bit & 1) << 2 * bit | (y >> bit & 1) << 2 * bit + 1 for bit in range(31))

    assert encode(lon, lat) == slow < 2**62


@given(st.lists(st.tuples(LON, LAT), min_size=1, max_size=20))
def test_many_at_once_are_the_same_to_the_last_pixel(points: list[tuple[float, float]]) -> None:
    many = encode_many([lon for lon, _ in points], [lat for _, lat in points])

    for code, point in zip(many.tolist(), points, strict=True):
        assert decode(code) == pytest.approx(decode(encode(*point)), abs=4e-7)


@given(LON, LAT, st.floats(0, 3), st.floats(0, 3), st.integers(1, 12), st.randoms(use_true_random=False))
def test_a_box_misses_no_point_inside(lon, lat, wide, high, at_most, dice) -> None:
    ranges = box_ranges(lon, lat, lon + wide, lat + high, at_most)

    assert 1 <= len(ranges) <= at_most
    assert list(ranges) == sorted(ranges)
    assert all(first <= last for first, last in ranges)
    inside = [(dice.uniform(lon, lon + wide), dice.uniform(lat, lat + high)) for _ in range(20)]
    for point in [*inside, (lon, lat), (lon + wide, lat + high), (lon + wide, lat)]:
        code = encode(*point)
        assert any(first <= code <= last for first, last in ranges)


def test_a_box_brings_few_points_from_outside() -> None:
    dice = np.random.default_rng(7)
    lons, lats = dice.normal(110.4, 0.4, 50_000), dice.normal(-7.4, 0.3, 50_000)
    codes = encode_many(lons, lats)
    for half in (0.05, 0.2, 0.7):
        box = (110.4 - half, -7.4 - half, 110.4 + half, -7.4 + half)
        inside = (lons >= box[0]) & (lons <= box[2]) & (lats >= box[1]) & (lats <= box[3])

        found = sum((codes >= first) & (codes <= last) for first, last in box_ranges(*box)).astype(bool)

        assert not (inside & ~found).any()
        assert found.sum() <= 2.2 * inside.sum()


@pytest.mark.parametrize("lon, lat", [(math.nan, 0), (0, math.inf)])
def test_what_is_no_place_has_no_code(lon: float, lat: float) -> None:
    with pytest.raises(ValueError, match="not a place"):
        encode(lon, lat)
    with pytest.raises(ValueError, match="not all"):
        encode_many([lon], [lat])


def test_what_is_no_code_or_box_is_refused() -> None:
    with pytest.raises(ValueError, match="62 bits"):
        decode(1 << 62)
    with pytest.raises(ValueError, match="a box needs"):
        box_ranges(110, -7, 109, -6)


def test_beyond_the_square_is_its_edge() -> None:
    assert encode(110, 90) == encode(110, 85.06)
    assert encode(500, 0) == encode(179.9999999999, 0)
