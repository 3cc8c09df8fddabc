"""Holidays from a table or from JSON: a day that was only estimated moves, years not in the file stay."""

import json
from datetime import date

import pytest

from rembuk.apps.exchange.commands.import_ import main
from rembuk.apps.places.models import Holiday

YEAR = ("tanggal,nama", "2027-01-01,Tahun Baru Masehi", "9/3/2027,Idulfitri (perkiraan)")


@pytest.fixture
def write(tmp_path):
    def _write(*rows: str, name: str = "libur.csv") -> str:
        path = tmp_path / name
        path.write_text("\n".join(rows), encoding="utf-8")
        return str(path)

    return _write


def _known() -> list[tuple[date, str, bool]]:
    return list(Holiday.objects.order_by("day").values_list("day", "name", "is_estimate"))


def test_holidays_come_in_and_a_second_time_changes_nothing(db, write, capsys):
    for line in ("2 baru, 0 berubah, 0 sama, 0 ditolak", "0 baru, 0 berubah, 2 sama, 0 ditolak"):
        assert main(["holidays", write(*YEAR)], "id") == 0
        assert capsys.readouterr().out.splitlines()[-1] == line

    assert _known() == [
        (date(2027, 1, 1), "Tahun Baru Masehi", False),
        (date(2027, 3, 9), "Idulfitri", True),
    ]


def test_json_as_calendars_publish_it_is_read_as_well(db, write, capsys):
    data = {"2027-01-01": [["public", "Tahun Baru Masehi"]], "2027-03-09": [["government", "Cuti Bersama"]]}

    assert main(["holidays", write(json.dumps(data, indent=1), name="libur.json")], "id") == 0

    assert [name for _day, name, _ in _known()] == ["Tahun Baru Masehi", "Cuti Bersama"]


def test_an_estimated_day_that_was_moved_leaves_its_old_place(db, write, capsys):
    Holiday.objects.create(day=date(2026, 3, 20), name="Idulfitri")
    main(["holidays", write(*YEAR)], "id")
    capsys.readouterr()

    assert main(["holidays", write(*YEAR[:2], "2027-03-10,Idulfitri")], "id") == 0

    told = capsys.readouterr().out
    assert "1 hari yang tidak ada di berkas ini dihapus" in told
    assert told.splitlines()[-1] == "1 baru, 1 berubah, 1 sama, 0 ditolak"
    assert [day for day, name, _ in _known() if name == "Idulfitri"] == [date(2026, 3, 20), date(2027, 3, 10)]


def test_a_dry_run_neither_writes_nor_removes(db, write, capsys):
    main(["holidays", write(*YEAR)], "id")
    before = _known()

    assert main(["holidays", write(*YEAR[:2]), "--dry-run"], "id") == 0

    assert capsys.readouterr().out.splitlines()[-1] == "0 baru, 1 berubah, 1 sama, 0 ditolak"
    assert _known() == before


@pytest.mark.parametrize(
    ("rows", "name", "told"),
    [
        (("tanggal,nama", "besok,Libur"), "libur.csv", "libur.csv, baris 2, kolom tanggal:"),
        (("tanggal,nama", "2027-02-30,Libur"), "libur.csv", "libur.csv, baris 2, kolom tanggal:"),
        (("tanggal,nama", "2027-02-03,"), "libur.csv", "libur.csv, baris 2, kolom nama:"),
        (("{", '"2027-13-01": [["public", "Libur"]]}'), "libur.json", "libur.json, baris 2, kolom tanggal:"),
        (("{", '"2027-01-01": ["Libur"]}'), "libur.json", "libur.json, baris 2:"),
        (("[]",), "libur.json", "libur.json: Isinya bukan daftar tanggal."),
        (("{",), "libur.json", "libur.json, baris 1, kolom 2:"),
    ],
)
def test_a_bad_file_is_told_and_nothing_is_written(db, write, capsys, rows, name, told):
    assert main(["holidays", write(*rows, name=name)], "id") == 1

    assert told in capsys.readouterr().err
    assert not Holiday.objects.exists()


@pytest.mark.slow
def test_the_holidays_of_five_real_years_come_in(db, shared, capsys):
    file = next((shared / "data" / "domain").glob("holidays_id_*.json"))

    assert main(["holidays", str(file)], "id") == 0

    assert capsys.readouterr().out.splitlines()[-1] == "125 baru, 0 berubah, 0 sama, 0 ditolak"
    assert Holiday.objects.filter(is_estimate=True).count() == 11
