"""Price standards from a sheet: a line of one kind, year and place is one row; faults are told with line."""

import pytest

from rembuk.apps.exchange.commands.import_ import main
from rembuk.apps.places.models import PriceStandard
from rembuk.apps.places.queries import price_rows, price_standards
from tests.factories.places import OTHER_VILLAGE, TENANT, VILLAGE

HEADER = "kode;jenis;nama;satuan;harga;kategori;kode_wilayah;tahun;sumber"
ROAD = "J01;HSPK;Rabat beton;m;850.000;Jalan;;2028;Perbup 12/2027"
OLDER = "J01;HSPK;Rabat beton;m;800.000;Jalan;;2027;Perbup 9/2026"
HILLS = f"J01;HSPK;Rabat beton;m;990000;jalan;{VILLAGE};2028;Perbup 12/2027"


@pytest.fixture
def write(tmp_path):
    def _write(*rows: str) -> str:
        path = tmp_path / "harga.csv"
        path.write_text("\n".join((HEADER, *rows)), encoding="utf-8")
        return str(path)

    return _write


def test_prices_come_in_and_a_second_time_changes_nothing(government, write, capsys):
    file = write(ROAD, OLDER, HILLS)

    for line in ("3 baru, 0 berubah, 0 sama, 0 ditolak", "0 baru, 0 berubah, 3 sama, 0 ditolak"):
        assert main(["prices", file], "id") == 0
        assert capsys.readouterr().out.splitlines()[-1] == line
    assert main(["prices", write(ROAD.replace("850.000", "860.000"))], "id") == 0
    assert capsys.readouterr().out.splitlines()[-1] == "0 baru, 1 berubah, 0 sama, 0 ditolak"


def test_a_dry_run_writes_nothing(government, write, capsys):
    assert main(["prices", write(ROAD), "--dry-run"], "id") == 0

    assert "1 baru" in capsys.readouterr().out
    assert not PriceStandard.objects.exists()


def test_the_newest_price_up_to_the_year_holds_and_that_of_the_place_goes_first(government, write):
    main(["prices", write(ROAD, OLDER, HILLS)], "id")
    rows = price_rows(TENANT, ["road"])

    def price(place, year):
        return [row.price for row in price_standards(rows, "road", place, year)]

    assert price(OTHER_VILLAGE, 2028) == [850_000]
    assert price(VILLAGE, 2028) == [990_000]
    assert price(VILLAGE, 2027) == [800_000]
    assert price(VILLAGE, 2026) == []


@pytest.mark.parametrize(
    ("bad", "column"),
    [
        (ROAD.replace("J01", ""), "kode"),
        (ROAD.replace("HSPK", "SNI"), "jenis"),
        (ROAD.replace("Rabat beton", ""), "nama"),
        (ROAD.replace(";m;", ";;"), "satuan"),
        (ROAD.replace("850.000", "-1"), "harga"),
        (ROAD.replace("850.000", "murah"), "harga"),
        (ROAD.replace("850.000", "9" * 14), "harga"),
        (ROAD.replace("Jalan", "Jalan tol"), "kategori"),
        (ROAD.replace(";;2028", ";12.34.56;2028"), "kode_wilayah"),
        (ROAD.replace("2028", "1928"), "tahun"),
        (ROAD.replace("Perbup 12/2027", ""), "sumber"),
        (OLDER, "kode"),
    ],
)
def test_a_bad_line_is_named_and_nothing_is_written(government, write, capsys, bad, column):
    assert main(["prices", write(OLDER, bad)], "id") == 1

    assert f"harga.csv, baris 3, kolom {column}:" in capsys.readouterr().err
    assert not PriceStandard.objects.exists()
