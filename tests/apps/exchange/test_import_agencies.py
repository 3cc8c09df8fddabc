"""Agencies from a sheet: the same code is the same agency; each fault is told with line and column."""

import pytest

from rembuk.apps.exchange.commands import template
from rembuk.apps.exchange.commands.import_ import main
from rembuk.apps.places.models import Agency
from rembuk.apps.places.queries import agency_for_field
from tests.factories.places import TENANT, WORKS

HEADER = "kode;nama;singkatan;bidang;mitra"
FORESTS = "9.99.01;Dinas Kehutanan;Dishut;3.28;Ekonomi"
BOTH = "9.98.01;Dinas Perumahan dan Pertanahan;;1.04, 2.10;infrastruktur"


@pytest.fixture
def write(tmp_path):
    def _write(*rows: str) -> str:
        path = tmp_path / "opd.csv"
        path.write_text("\n".join((HEADER, *rows)), encoding="utf-8")
        return str(path)

    return _write


def test_agencies_come_in_and_a_second_time_changes_nothing(government, write, capsys):
    before = Agency.objects.count()
    file = write(FORESTS, BOTH)

    for line in ("2 baru, 0 berubah, 0 sama, 0 ditolak", "0 baru, 0 berubah, 2 sama, 0 ditolak"):
        assert main(["agencies", file], "id") == 0
        assert capsys.readouterr().out.splitlines()[-1] == line

    assert Agency.objects.count() == before + 2
    row = Agency.objects.get(code="9.98.01")
    assert (row.tenant, row.sectors, row.group) == (TENANT, ["1.04", "2.10"], "infrastruktur")
    assert row.short_name == "Dinas Perumahan dan Pertanahan"
    assert agency_for_field(TENANT, "3.28").code == "9.99.01"


def test_a_corrected_row_corrects_the_agency(government, write, capsys):
    assert main(["agencies", write(f"{WORKS};Dinas Pekerjaan Umum;DPU;1.03;infrastruktur")], "id") == 0

    assert capsys.readouterr().out.splitlines()[-1] == "0 baru, 1 berubah, 0 sama, 0 ditolak"
    assert Agency.objects.get(code=WORKS).name == "Dinas Pekerjaan Umum"


@pytest.mark.parametrize(
    ("bad", "column"),
    [
        (FORESTS.replace("9.99.01", ""), "kode"),
        (FORESTS.replace("Dinas Kehutanan", ""), "nama"),
        (FORESTS.replace("3.28", "kehutanan"), "bidang"),
        (FORESTS.replace("3.28", ""), "bidang"),
        (FORESTS.replace("Ekonomi", ""), "mitra"),
        (FORESTS.replace("Dishut", "x" * 41), "singkatan"),
        (BOTH, "kode"),
    ],
)
def test_a_bad_row_is_named_and_nothing_is_written(government, write, capsys, bad, column):
    before = Agency.objects.count()

    assert main(["agencies", write(BOTH, bad)], "id") == 1

    assert f"opd.csv, baris 3, kolom {column}:" in capsys.readouterr().err
    assert Agency.objects.count() == before


def test_without_a_government_there_is_nobody_they_belong_to(db, write, capsys):
    assert main(["agencies", write(FORESTS)], "id") == 1

    assert "rembuk init" in capsys.readouterr().err


@pytest.mark.parametrize("kind", sorted(template.KINDS))
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_every_template_has_its_headings_and_an_import_passes_over_its_notes(
    government, tmp_path, capsys, kind, form
):
    sheet = tmp_path / f"lembar.{form}"

    assert template.main([kind, "--format", form, "-o", str(sheet)], "id") == 0
    assert main([kind, str(sheet)], "id") == 0

    assert capsys.readouterr().out.splitlines()[-1] == "0 baru, 0 berubah, 0 sama, 0 ditolak"
