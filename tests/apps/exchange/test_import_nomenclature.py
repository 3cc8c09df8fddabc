"""The nomenclature: level of government and code are the key; cells with line breaks are made plain."""

import pytest

from rembuk.apps.exchange.commands.import_ import main
from rembuk.apps.places.models import SubActivity

HEADER = (
    "jenis_pemda,bidang_code,bidang,program_code,program,kegiatan_code,kegiatan,sub_kegiatan_code,sub_kegiatan,"
    "kinerja,indikator,satuan,tag,definisi_operasional,pelaksana,spm,jenis,sub_kegiatan_sebelumnya"
)
FIRST = (
    "PROV,9.01,BIDANG CONTOH,9.01.02,PROGRAM CONTOH,9.01.02.1.01,Kegiatan  contoh,"
    "9.01.02.1.01.0001,Membangun contoh,"
    'Terbangun,Jumlah,Unit,"[""INFLASI"", ""GEOPARK""]","Cakupan: \n- satu\n- dua",Dinas,SPM,Layanan,'
)
SAME_CODE = FIRST.replace("PROV,", "KABKOT,").replace("Membangun contoh", "Beasiswa contoh")
SUPPORT = (
    "KABKOT,X.XX,PENUNJANG,X.XX.01,PROGRAM PENUNJANG,X.XX.01.2.01,Perencanaan,"
    "X.XX.01.2.01.0001,Menyusun rencana,"
    ",,,,,,NON-SPM,supd,"
)


@pytest.fixture
def write(tmp_path):
    def _write(*rows: str) -> str:
        path = tmp_path / "nomenklatur.csv"
        path.write_text("\n".join((HEADER, *rows)), encoding="utf-8")
        return str(path)

    return _write


def test_one_code_at_two_levels_of_government_is_two_lines(db, write, capsys):
    assert main(["nomenclature", write(FIRST, SAME_CODE, SUPPORT)], "id") == 0

    assert capsys.readouterr().out.splitlines()[-1] == "3 baru, 0 berubah, 0 sama, 0 ditolak"
    names = SubActivity.objects.filter(code="9.01.02.1.01.0001").order_by("government_level")
    assert [(row.government_level, row.name) for row in names] == [
        ("KABKOT", "Beasiswa contoh"), ("PROV", "Membangun contoh"),
    ]  # fmt: skip


def test_a_second_time_changes_nothing(db, write, capsys):
    file = write(FIRST, SAME_CODE, SUPPORT)
    main(["nomenclature", file], "id")

    assert main(["nomenclature", file], "id") == 0

    assert capsys.readouterr().out.splitlines()[-1] == "0 baru, 0 berubah, 3 sama, 0 ditolak"


def test_line_breaks_and_double_spaces_are_made_plain_and_tags_a_list(db, write):
    main(["nomenclature", write(FIRST)], "id")

    row = SubActivity.objects.get()
    assert row.activity_name == "Kegiatan contoh"
    assert row.definition == "Cakupan: - satu - dua"
    assert row.tags == ["INFLASI", "GEOPARK"]


@pytest.mark.parametrize(
    ("bad", "column"),
    [
        (FIRST.replace("PROV,", "KOTA,"), "jenis_pemda"),
        (FIRST.replace("9.01.02.1.01.0001", "9.01.02"), "sub_kegiatan_code"),
        (FIRST.replace(",9.01,", ",901,"), "bidang_code"),
        (FIRST.replace("Membangun contoh", ""), "sub_kegiatan"),
        (FIRST.replace('"[""INFLASI"", ""GEOPARK""]"', "INFLASI"), "tag"),
        (SAME_CODE, "sub_kegiatan_code"),
    ],
)
def test_a_bad_line_is_named_and_nothing_is_written(db, write, capsys, bad, column):
    assert main(["nomenclature", write(SAME_CODE, bad)], "id") == 1

    assert f"nomenklatur.csv, baris 4, kolom {column}:" in capsys.readouterr().err.replace(
        "baris 5", "baris 4"
    )
    assert not SubActivity.objects.exists()


@pytest.mark.slow
def test_the_official_file_comes_in_whole(db, shared, capsys):
    file = next((shared / "data" / "domain").glob("nomenklatur_*.csv.gz"))

    assert main(["nomenclature", str(file)], "id") == 0

    assert capsys.readouterr().out.splitlines()[-1] == "7581 baru, 0 berubah, 0 sama, 0 ditolak"
    assert SubActivity.objects.filter(government_level="KABKOT").count() == 3_550
