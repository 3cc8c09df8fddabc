"""The open data: complete, inert in a spreadsheet, without a person."""

import csv
import io

import pytest

from rembuk.algorithms.tabular import read_table
from rembuk.apps.places.models import RegionProfile
from rembuk.apps.portal.queries import open_data
from tests.factories.places import VILLAGE
from tests.factories.proposals import ProposalFactory

pytestmark = pytest.mark.django_db


def rows(client, address: str) -> list[dict[str, str]]:
    body = b"".join(client.get(address).streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(body)))


def test_every_public_proposal_is_there_once_whatever_the_pieces(client, proposals, monkeypatch):
    expected = [row.code for row in proposals(25)]
    monkeypatch.setattr(open_data, "_PIECE", 4)
    assert [row["kode"] for row in rows(client, "/data/usulan.csv")] == expected


def test_a_row_tells_state_money_and_days(client, government):
    ProposalFactory(
        state="apbd", estimated_cost=15_000_000, amount_budgeted=12_000_000, volume="12.50", unit="meter"
    )
    (row,) = rows(client, "/data/usulan.csv")
    assert row["status"] == "Dianggarkan dalam APBD"
    assert row["kelompok_status"] == "Masuk rencana dan anggaran"
    assert (row["perkiraan_biaya"], row["dianggarkan"]) == ("15000000", "12000000")
    assert row["volume"].rstrip("0") == "12.5"
    assert row["diajukan"] == "2026-07-15"


def test_hidden_proposals_people_and_formulas_stay_out(client, neighbour):
    ProposalFactory(state="safeguarded", is_public=False, title="Rahasia")
    ProposalFactory(proposer=neighbour, proposer_line=neighbour.name, title="=cmd|' /C calc'!A0")
    body = b"".join(client.get("/data/usulan.csv").streaming_content).decode()
    assert "Rahasia" not in body
    assert neighbour.name not in body
    assert "'=cmd" in body


def test_the_workbook_holds_the_same(client, proposals):
    expected = [row.code for row in proposals(3)]
    body = b"".join(client.get("/data/usulan.xlsx").streaming_content)
    table = read_table(io.BytesIO(body), "usulan.xlsx")
    assert [row.cells["kode"] for row in table.rows] == expected


def test_places_tell_no_small_number(client, government):
    RegionProfile.objects.create(region_id=VILLAGE, year=2026, households=7, people_with_disability=12)
    found = {row["kode"]: row for row in rows(client, "/data/wilayah.csv")}
    assert (found[VILLAGE]["keluarga"], found[VILLAGE]["penyandang_disabilitas"]) == ("", "12")


def test_the_page_explains_each_column(client, government):
    page = client.get("/data/").content.decode()
    for column in (*open_data.PROPOSAL_COLUMNS, *open_data.REGION_COLUMNS):
        assert column.name in page
        assert column.label_id in page or "&lt;" in page
