"""Borders from GeoJSON: mended and told where they can be, refused with a sentence where they cannot."""

import json

import pytest

from rembuk.apps.exchange.commands.import_ import main
from rembuk.apps.places.models import Boundary, Region
from tests.factories.places import (
    DISTRICT,
    OTHER_DISTRICT,
    OTHER_VILLAGE,
    OTHER_WARD,
    TENANT,
    VILLAGE,
    WARD,
)

SQUARE = [[108.9, -7.1], [108.91, -7.1], [108.91, -7.09], [108.9, -7.09], [108.9, -7.1]]
EAST = [[lon + 0.01, lat] for lon, lat in SQUARE]
BOW_TIE = [[108.9, -7.1], [108.91, -7.09], [108.91, -7.1], [108.9, -7.09], [108.9, -7.1]]
SWAPPED = [[lat, lon] for lon, lat in SQUARE]


def _feature(code: str, ring: list, kind: str = "Polygon") -> dict:
    return {
        "type": "Feature",
        "properties": {"kode": code},
        "geometry": {"type": kind, "coordinates": [ring]},
    }


@pytest.fixture
def write(tmp_path):
    def _write(*features: object) -> str:
        path = tmp_path / "batas.geojson"
        path.write_text(
            json.dumps({"type": "FeatureCollection", "features": features}, indent=1), encoding="utf-8"
        )
        return str(path)

    return _write


def test_borders_come_in_and_a_second_time_changes_nothing(government, write, capsys):
    file = write(_feature(VILLAGE, SQUARE), _feature(WARD, SQUARE))

    for line in ("2 baru, 0 berubah, 0 sama, 0 ditolak", "0 baru, 0 berubah, 2 sama, 0 ditolak"):
        assert main(["boundaries", file], "id") == 0
        assert capsys.readouterr().out.splitlines()[-1] == line

    found = Boundary.objects.get(region_id=VILLAGE)
    assert (found.west, found.south, found.east, found.north) == (108.9, -7.1, 108.91, -7.09)
    assert found.geometry["type"] == "MultiPolygon"
    assert found.source == "batas.geojson"


@pytest.mark.parametrize(
    ("ring", "told"),
    [
        (SWAPPED, "Lintang dan bujur tertukar; sudah dibalik."),
        (BOW_TIE, "Garis batas saling memotong; sudah dirapikan."),
    ],
)
def test_what_was_mended_is_told(government, write, capsys, ring, told):
    assert main(["boundaries", write(_feature(VILLAGE, ring))], "id") == 0

    assert f"{VILLAGE}: {told}" in capsys.readouterr().out
    assert 108.89 < Boundary.objects.get().label_lon < 108.92


@pytest.mark.parametrize(
    ("feature", "told"),
    [
        (_feature("99.09.01.2001", SQUARE), "Wilayah 99.09.01.2001 belum ada."),
        (_feature("", SQUARE), "Bidang ke-2 tidak menyebut kode wilayah."),
        (
            _feature(VILLAGE, [[2.3, 48.8], [2.4, 48.8], [2.4, 48.9], [2.3, 48.8]]),
            "Koordinat berada di luar Indonesia.",
        ),
        (
            _feature(VILLAGE, [[430000, 9210000], [431000, 9210000], [431000, 9211000], [430000, 9210000]]),
            "UTM",
        ),
        (_feature(VILLAGE, SQUARE, "LineString"), "Geometri harus berupa Polygon atau MultiPolygon."),
        (_feature(VILLAGE, [["a", "b"]]), "kolom geometry"),
        ("bukan fitur", "Bidang ke-2 bukan Feature."),
        (_feature(WARD, SQUARE), f"Kode {WARD} muncul dua kali."),
    ],
)
def test_a_bad_feature_is_told_and_nothing_is_written(government, write, capsys, feature, told):
    assert main(["boundaries", write(_feature(WARD, SQUARE), feature)], "id") == 1

    assert told in capsys.readouterr().err
    assert not Boundary.objects.exists()


def test_sub_districts_and_the_regency_get_their_outline_from_their_parts(government, write, capsys):
    main(["boundaries", write(_feature(VILLAGE, SQUARE), _feature(WARD, EAST))], "id")

    assert "1 batas kecamatan dan kabupaten/kota disatukan" in capsys.readouterr().out
    district = Boundary.objects.get(region_id=DISTRICT)
    assert (district.west, district.east) == pytest.approx((108.9, 108.92), abs=1e-5)
    assert len(district.geometry["coordinates"]) == 1
    assert not Boundary.objects.filter(region_id=TENANT).exists()  # half of it is not known yet

    main(["boundaries", write(_feature(OTHER_VILLAGE, SQUARE), _feature(OTHER_WARD, EAST))], "id")
    assert Boundary.objects.filter(region_id__in=(OTHER_DISTRICT, TENANT)).count() == 2


def test_a_second_time_no_outline_is_joined_anew(government, write, capsys):
    file = write(_feature(VILLAGE, SQUARE), _feature(WARD, EAST))
    main(["boundaries", file], "id")
    before = list(Boundary.objects.order_by("pk").values())
    capsys.readouterr()

    main(["boundaries", file], "id")

    assert "disatukan" not in capsys.readouterr().out
    assert list(Boundary.objects.order_by("pk").values()) == before


def test_an_outline_that_a_file_gave_is_kept(government, write):
    main(["boundaries", write(_feature(DISTRICT, SQUARE))], "id")

    main(["boundaries", write(_feature(VILLAGE, SQUARE), _feature(WARD, EAST))], "id")

    assert Boundary.objects.get(region_id=DISTRICT).east == 108.91


def test_a_dry_run_writes_nothing(government, write):
    file = write(_feature(VILLAGE, SQUARE), _feature(WARD, EAST))

    assert main(["boundaries", file, "--dry-run"], "id") == 0

    assert not Boundary.objects.exists()


def test_a_code_is_told_with_its_line(government, write, capsys):
    main(["boundaries", write(_feature("99.09.01.2001", SQUARE))], "id")

    assert "batas.geojson, baris 7, kolom kode:" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"[1, 2", "baris 1, kolom"),
        (b'{"type": "Feature"}', "Ini bukan FeatureCollection GeoJSON."),
        (b"\xff\xfe\x00", "UTF-8"),
        (b"\x1f\x8b\x08\x00broken", "rusak"),
        (b"[" * 100_000, "bersarang terlalu dalam"),
    ],
)
def test_a_file_that_is_no_geojson_is_refused(government, tmp_path, capsys, content, told):
    path = tmp_path / "aneh.geojson"
    path.write_bytes(content)

    assert main(["boundaries", str(path)], "id") == 1

    assert told in capsys.readouterr().err


@pytest.mark.slow
def test_the_borders_of_two_real_regencies_come_in(db, shared, capsys):
    folder = shared / "data" / "domain"
    files = sorted(folder.glob("boundaries_*.geojson"))
    codes = [
        feature["properties"]["kode"]
        for file in files
        for feature in json.loads(file.read_text())["features"]
    ]
    levels = ((5, "regency"), (8, "district"), (13, "village"))
    Region.objects.bulk_create(
        Region(code=code, parent_code=code.rpartition(".")[0], level=level, kind="desa", name=code)
        for length, level in levels
        for code in sorted({code[:length] for code in codes})
    )

    assert [main(["boundaries", str(file)], "id") for file in files] == [0, 0]

    assert Boundary.objects.filter(region__level="village").count() == len(codes) == 120
    joined = Boundary.objects.exclude(region__level="village")
    assert joined.count() == 17 + 14 + 2
    # Neighbours that do not quite meet leave no holes behind.
    assert all(len(part) == 1 for row in joined for part in row.geometry["coordinates"])
