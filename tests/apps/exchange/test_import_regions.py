"""Region codes from a file: all of them or none, twice is once, each fault with its line and column."""

import gzip
from pathlib import Path

import pytest

from rembuk.apps.audit.models import Event
from rembuk.apps.exchange.commands.import_ import main
from rembuk.apps.places.models import Region
from rembuk.apps.places.queries import region_line

HEADER = "code,parent,level,kind,name,population_male,population_female,population,area_km2"
ROWS = (
    "98,,provinsi,provinsi,Contoh,100,110,210,1250.5",
    "98.01,98,kabupaten_kota,kabupaten,Kabupaten Contoh,60,61,121,700",
    "98.01.01,98.01,kecamatan,kecamatan,Satu,,,,",
    "98.01.01.1001,98.01.01,desa_kelurahan,kelurahan,Melati,,,,",
    '98.01.01.2001,98.01.01,desa_kelurahan,desa,"Mekar, Jaya",,,,',
)


@pytest.fixture
def write(tmp_path: Path):
    def _write(*rows: str, name: str = "wilayah.csv", packed: bool = False) -> str:
        data = "\n".join((HEADER, *rows)).encode()
        path = tmp_path / name
        path.write_bytes(gzip.compress(data) if packed else data)
        return str(path)

    return _write


def test_regions_come_in_and_a_second_time_changes_nothing(db, write, capsys):
    file = write(*ROWS)

    assert main(["regions", file], "id") == 0
    assert capsys.readouterr().out.splitlines()[-1] == "5 baru, 0 berubah, 0 sama, 0 ditolak"
    assert main(["regions", file], "id") == 0
    assert capsys.readouterr().out.splitlines()[-1] == "0 baru, 0 berubah, 5 sama, 0 ditolak"

    village = Region.objects.get(pk="98.01.01.2001")
    assert (village.name, village.level, village.kind, village.parent_code) == (
        "Mekar, Jaya", "village", "desa", "98.01.01",
    )  # fmt: skip


def test_a_regency_is_not_called_one_twice(db, write):
    main(["regions", write(*ROWS)], "id")

    assert (region_line("98.01"), region_line("98.01", "en")) == ("Kabupaten Contoh", "Contoh Regency")


def test_a_packed_file_is_read_as_well(db, write, capsys):
    assert main(["regions", write(*ROWS, name="wilayah.csv.gz", packed=True)], "en") == 0

    assert capsys.readouterr().out.splitlines()[-1] == "5 new, 0 changed, 0 same, 0 rejected"


def test_what_changed_is_written_and_noted_once(db, write, capsys):
    main(["regions", write(*ROWS)], "id")
    changed = [row.replace("Satu", "Satu Baru") for row in ROWS]

    assert main(["regions", write(*changed)], "id") == 0

    assert capsys.readouterr().out.splitlines()[-1] == "0 baru, 1 berubah, 4 sama, 0 ditolak"
    assert Region.objects.get(pk="98.01.01").name == "Satu Baru"
    assert Event.objects.filter(subject="import:regions").count() == 2


def test_a_dry_run_writes_nothing(db, write, capsys):
    assert main(["regions", write(*ROWS), "--dry-run"], "id") == 0

    assert capsys.readouterr().out.splitlines()[-1] == "5 baru, 0 berubah, 0 sama, 0 ditolak"
    assert not Region.objects.exists()
    assert not Event.objects.exists()


@pytest.mark.parametrize(
    ("bad", "column", "sentence"),
    [
        ("98.02,98,negara,kota,Kota", "level", "Tingkat “negara” tidak dikenal."),
        ("98.2,98,kabupaten_kota,kota,Kota", "code", "bukan kode tingkat kabupaten_kota."),
        ("９８.02,98,kabupaten_kota,kota,Kota", "code", "bukan kode tingkat kabupaten_kota."),
        ("98.02,99,kabupaten_kota,kota,Kota", "parent", "seharusnya “98”."),
        ("98.02,98,kabupaten_kota,desa,Kota", "kind", "Jenis “desa” tidak dikenal."),
        ("98.02,98,kabupaten_kota,kota,", "name", "Nama kosong atau terlalu panjang."),
        ("98.02,98,kabupaten_kota,kota,Kota,-5", "population_male", "“-5” bukan jumlah orang."),
        ("98.02,98,kabupaten_kota,kota,Kota,5,6,11,NaN", "area_km2", "“NaN” bukan luas dalam km2."),
        ("97.02,97,kabupaten_kota,kota,Kota", "parent", "Wilayah induk 97 tidak ada"),
        ("98.01,98,kabupaten_kota,kota,Kota", "code", "Kode 98.01 sudah ada di baris 3."),
    ],
)
def test_a_bad_row_is_named_with_line_and_column_and_nothing_is_written(
    db, write, capsys, bad, column, sentence
):
    assert main(["regions", write(*ROWS, bad)], "id") == 1

    told = capsys.readouterr()
    assert f"wilayah.csv, baris 7, kolom {column}:" in told.err
    assert sentence in told.err
    assert told.out.splitlines()[-1] == "0 baru, 0 berubah, 0 sama, 1 ditolak"
    assert not Region.objects.exists()


def test_all_faults_are_told_at_once_but_not_without_end(db, write, capsys):
    bad = [f"98.{number:02d},98,kabupaten_kota,kota," for number in range(10, 60)]

    assert main(["regions", write(*ROWS, *bad)], "id") == 1

    told = capsys.readouterr()
    assert told.err.count("kolom name") == 20
    assert "Mungkin masih ada lagi." in told.err
    assert told.out.splitlines()[-1] == "0 baru, 0 berubah, 0 sama, 50 ditolak"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "Berkas ini kosong."),
        (b"code;name\n98;Contoh", "Kolom yang kurang: parent, level, kind."),
        (b"\x1f\x8b\x08broken", "rusak"),
        (b"%PDF-1.7", "PDF"),
        (b"code,parent,level,kind,name\n98,,provinsi,provinsi,A\x00B", "baris 2"),
    ],
)
def test_a_file_that_is_no_table_is_refused_with_a_sentence(db, tmp_path, capsys, content, sentence):
    path = tmp_path / "aneh.csv"
    path.write_bytes(content)

    assert main(["regions", str(path)], "id") == 1

    assert sentence in capsys.readouterr().err


def test_a_missing_file_is_told(db, tmp_path, capsys):
    assert main(["regions", str(tmp_path / "tidak-ada.csv")], "id") == 1

    assert "Berkas ini tidak ada." in capsys.readouterr().err


@pytest.mark.parametrize("words", [[], ["regions"], ["villages", "a.csv"], ["regions", "a.csv", "--fast"]])
def test_a_wrong_call_ends_with_two(words):
    with pytest.raises(SystemExit) as end:
        main(words, "id")

    assert end.value.code == 2


def test_help_speaks_indonesian_and_english(capsys):
    for lang, words in (("id", "Selesai dengan 0"), ("en", "Ends with 0")):
        with pytest.raises(SystemExit) as end:
            main(["--help"], lang)
        assert end.value.code == 0
        assert words in capsys.readouterr().out


@pytest.mark.slow
def test_the_official_list_comes_in_whole(db, shared, capsys):
    file = next((shared / "data" / "domain").glob("wilayah_*.csv.gz"))

    assert main(["regions", str(file)], "id") == 0

    assert capsys.readouterr().out.splitlines()[-1] == "91599 baru, 0 berubah, 0 sama, 0 ditolak"
    assert Region.objects.filter(level="village").count() == 83_762
    assert (
        Region.objects.exclude(parent_code="").exclude(parent_code__in=Region.objects.values("code")).count()
        == 0
    )
