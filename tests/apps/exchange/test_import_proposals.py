"""A sheet of proposals: recorded once, corrected while nobody works on it, left alone afterwards."""

from datetime import UTC, datetime

import pytest

from rembuk.algorithms.tabular import write_xlsx
from rembuk.apps.audit.models import Event
from rembuk.apps.exchange.commands import template
from rembuk.apps.exchange.commands.import_ import main
from rembuk.apps.exchange.importing.owners import owners
from rembuk.apps.exchange.importing.proposals import uuid_of
from rembuk.apps.exchange.importing.sheet import HEADINGS
from rembuk.apps.proposals.models import Move, Proposal, ProposerContact
from tests.factories.places import OTHER_VILLAGE, TENANT, VILLAGE, WORKS, WORKS_GROUP

ROW = {
    "id_asal": "A-1", "kode_desa": VILLAGE, "masalah": "Jalan kami rusak sejak banjir.",
    "usulan": "Rabat beton 120 m",
    "kategori": "jalan", "rt": "3", "rw": "02", "lintang": "-7,0912", "bujur": "108,9034",
    "volume": "1.200,5",
    "satuan": "m", "penerima_manfaat": "85", "perkiraan_biaya": "Rp150.000.000", "tanggal_usul": "17/08/2026",
    "kontak_telepon": "0800-0000-0001",
}  # fmt: skip


@pytest.fixture
def write(tmp_path):
    def _write(*rows: dict[str, str], delimiter: str = ";", name: str = "usulan.csv") -> str:
        path = tmp_path / name
        lines = [[row.get(column, "") for column in HEADINGS] for row in rows]
        if name.endswith(".xlsx"):
            with path.open("wb") as stream:
                write_xlsx(stream, list(HEADINGS), lines)
        else:
            quoted = [[f'"{cell}"' for cell in line] for line in (HEADINGS, *lines)]
            path.write_text("\n".join(delimiter.join(line) for line in quoted), encoding="utf-8")
        return str(path)

    return _write


@pytest.mark.parametrize(
    ("name", "delimiter"), [("usulan.csv", ";"), ("usulan.csv", ","), ("usulan.xlsx", "")]
)
def test_a_sheet_comes_in_once_however_often_it_is_brought(government, write, capsys, name, delimiter):
    file = write(ROW, ROW | {"id_asal": "A-2", "kode_desa": OTHER_VILLAGE}, name=name, delimiter=delimiter)

    for line in ("2 baru, 0 berubah, 0 sama, 0 ditolak", "0 baru, 0 berubah, 2 sama, 0 ditolak"):
        assert main(["proposals", file], "id") == 0
        assert capsys.readouterr().out.splitlines()[-1] == line
    assert Proposal.objects.count() == Move.objects.count() == 2


def test_a_row_becomes_a_recorded_proposal_with_its_history(government, write):
    main(["proposals", write(ROW)], "id")

    proposal = Proposal.objects.get(uuid=uuid_of(TENANT, "A-1"))
    assert (proposal.state, proposal.title, proposal.category) == ("recorded", "Rabat beton 120 m", "road")
    assert (proposal.rt, proposal.rw, proposal.place_line[:12]) == ("03", "02", "RT 03/RW 02,")
    assert (str(proposal.volume), proposal.beneficiaries, proposal.estimated_cost) == (
        "1200.50",
        85,
        150_000_000,
    )
    assert (proposal.lat, proposal.lon) == (-7.0912, 108.9034)
    assert (proposal.agency_code, proposal.agency_group) == (WORKS, WORKS_GROUP)
    assert proposal.submitted_at == datetime(2026, 8, 17, 2, tzinfo=UTC)
    assert proposal.code and proposal.is_public and proposal.morton
    move = Move.objects.get(proposal=proposal)
    assert (move.step, move.to_state, move.role) == ("keep_out_of_season", "recorded", "system")
    assert ProposerContact.objects.get(proposal=proposal).consent == "paper"
    assert Event.objects.filter(subject=f"proposal:{proposal.code}", action="proposal.submit").count() == 1


def test_a_corrected_row_corrects_what_nobody_works_on_yet(government, write, capsys):
    main(["proposals", write(ROW)], "id")

    corrected = ROW | {"masalah": "Atap sekolah kami bocor.", "kategori": "Pendidikan"}
    assert main(["proposals", write(corrected)], "id") == 0

    assert capsys.readouterr().out.splitlines()[-1] == "0 baru, 1 berubah, 0 sama, 0 ditolak"
    proposal = Proposal.objects.get()
    assert (proposal.problem, proposal.category) == ("Atap sekolah kami bocor.", "education")
    assert (
        (proposal.agency_code, proposal.agency_group) == owners(TENANT)["education"] != (WORKS, WORKS_GROUP)
    )


def test_what_somebody_reviews_is_told_and_left_alone(government, write, capsys):
    main(["proposals", write(ROW)], "id")
    Proposal.objects.update(state="village_review", volume=7)

    assert main(["proposals", write(ROW)], "id") == 0
    assert capsys.readouterr().out.splitlines()[-1] == "0 baru, 0 berubah, 1 sama, 0 ditolak"
    assert main(["proposals", write(ROW | {"masalah": "Jalan kami putus."})], "id") == 0

    told = capsys.readouterr().out
    assert "sudah diperiksa; perubahan tidak dimasukkan." in told
    assert told.splitlines()[-1] == "0 baru, 0 berubah, 0 sama, 1 ditolak"
    assert Proposal.objects.get().problem == ROW["masalah"]


def test_swapped_coordinates_are_turned_round_and_told(government, write, capsys):
    assert main(["proposals", write(ROW | {"lintang": "108.9", "bujur": "-7.1"})], "id") == 0

    assert "lintang dan bujur tertukar; sudah dibalik." in capsys.readouterr().out
    assert Proposal.objects.get().lat == -7.1


@pytest.mark.parametrize(
    ("change", "column"),
    [
        ({"id_asal": ""}, "id_asal"),
        ({"id_asal": "A-1"}, "id_asal"),
        ({"kode_desa": "98.01.01.2001"}, "kode_desa"),
        ({"masalah": " "}, "masalah"),
        ({"kategori": "istana"}, "kategori"),
        ({"volume": "banyak"}, "volume"),
        ({"volume": "0"}, "volume"),
        ({"penerima_manfaat": "9999999999"}, "penerima_manfaat"),
        ({"perkiraan_biaya": "-5"}, "perkiraan_biaya"),
        ({"lintang": "48,8", "bujur": "2,3"}, "lintang"),
        ({"lintang": "-7,1", "bujur": ""}, "lintang"),
        ({"tanggal_usul": "0001-01-01"}, "tanggal_usul"),
        ({"tanggal_usul": "31/02/2026"}, "tanggal_usul"),
        ({"alamat": "x" * 201}, "alamat"),
        ({"kontak_surel": "andi@desa, 0812-333"}, "kontak_surel"),
    ],
)
def test_a_bad_row_is_named_and_nothing_is_written(government, write, capsys, change, column):
    assert main(["proposals", write(ROW, ROW | {"id_asal": "A-2"} | change)], "id") == 1

    told = capsys.readouterr()
    assert f"usulan.csv, baris 3, kolom {column}:" in told.err
    assert told.out.splitlines()[-1] == "0 baru, 0 berubah, 0 sama, 1 ditolak"
    assert not Proposal.objects.exists()


def test_hostile_text_is_kept_as_text(government, write):
    words = "=cmd|' /C calc'!A0 <script>alert(1)</script> 🌾"

    assert main(["proposals", write(ROW | {"masalah": words})], "id") == 0

    assert Proposal.objects.get().problem == words


def test_a_dry_run_writes_nothing(government, write, capsys):
    assert main(["proposals", write(ROW), "--dry-run"], "id") == 0

    assert capsys.readouterr().out.splitlines()[-1] == "1 baru, 0 berubah, 0 sama, 0 ditolak"
    assert not Proposal.objects.exists()


def test_without_a_government_there_is_nothing_to_import_into(db, write, capsys):
    assert main(["proposals", write(ROW)], "id") == 1

    assert "rembuk init" in capsys.readouterr().err


def test_a_template_that_cannot_be_written_is_told(tmp_path, capsys):
    assert template.main(["proposals", "-o", str(tmp_path / "tidak" / "ada.csv")], "id") == 1

    assert "tidak dapat ditulis" in capsys.readouterr().err
