"""RKP Desa and DU-RKP Desa: from the signed minutes to the page, the paper and the sheets."""

import csv
import io

import openpyxl
import pytest
from django.test import Client

from rembuk.apps.proposals.models import Move
from tests.algorithms.documents.reading import says
from tests.apps.musrenbang.conftest import WHY, sit
from tests.factories.places import DISTRICT, OTHER_DISTRICT, OTHER_VILLAGE, VILLAGE, WARD
from tests.factories.preparation import PlanningCycleFactory
from tests.factories.proposals import NOW, ProposalFactory, open_year

PLAN, UPWARD = (f"/rencana-desa/{VILLAGE}/2028/{name}" for name in ("rkp-desa", "du-rkp-desa"))
LINE = {"document": "Peraturan Desa 4/2026", "line": "2.1", "year": 2027}


def said(answer):
    return answer.content.decode()


def funded(cycle, *, line=LINE, **fields):
    return ProposalFactory(
        cycle=cycle, track="desa", state="village_funded", plan_year=cycle.plan_year,
        village_plan_year=line["year"], references={"village_plan_line": line}, **fields,
    )  # fmt: skip


def raised(cycle, **fields):
    proposal = ProposalFactory(
        cycle=cycle, track="desa", plan_year=cycle.plan_year, **{"state": "district_review", **fields}
    )
    Move.objects.create(
        tenant=cycle.tenant, proposal=proposal, step="raise_to_district", from_state="village_agreed",
        to_state="district_review", at=NOW, role="system",
    )  # fmt: skip
    return proposal


@pytest.fixture
def cycle(government):
    return open_year("village_plan_adoption")


def rows_of(client, path):
    text = client.get(f"{path}.csv").content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def test_what_a_musdes_decided_stands_in_both_lists(table_of, village_admin, village_head, cycle, client):
    own, asked, later = (
        ProposalFactory(
            cycle=cycle, plan_year=2028, track="desa", state="village_agreed", category="training",
            volume="2", unit="kelas", beneficiaries=40, estimated_cost=50_000_000, title=title,
        )
        for title in ("Kursus jahit", "Kursus las", "Kursus kopi")
    )  # fmt: skip
    table = table_of(village_admin, village_head)
    table.call("village_plan_adoption", VILLAGE)
    sit(table)
    table.decide(
        own, "funded_by_village", plan_document="Peraturan Desa 4/2026", plan_line="4.1", plan_year="2027",
        plan_field="society", plan_time="Mei 2027", plan_pattern="self_managed",
        plan_carried_out_by="Karang Taruna", amount="45 juta",
    )  # fmt: skip
    table.decide(asked, "raised")
    table.decide(later, "deferred", reason_code="ceiling", reason_text=WHY)
    assert "Kursus" not in said(client.get(f"/rencana-desa/{VILLAGE}/2028/"))  # decided, but not signed
    table.write_minutes()
    assert table.sign().status_code == 302

    page = said(client.get(f"/rencana-desa/{VILLAGE}/2028/"))
    assert "RKP Desa 2027" in page and "DU-RKP Desa 2028" in page
    assert "3. Pembinaan Kemasyarakatan" in page
    assert "Kursus jahit" in page and "Kursus las" in page and "Kursus kopi" not in page
    (mine,) = rows_of(client, PLAN)
    assert mine == {
        "No": "1", "Bidang": "3. Pembinaan Kemasyarakatan", "Jenis Kegiatan": "Kursus jahit",
        "Lokasi": "RT 03/RW 02", "Volume": "2 kelas", "Sasaran/Manfaat": "40 orang",
        "Waktu Pelaksanaan": "Mei 2027", "Jumlah (Rp)": "45000000", "Sumber": "APB Desa", "Swakelola": "Ya",
        "Kerja Sama Antar Desa": "", "Kerja Sama Pihak Ketiga": "",
        "Rencana Pelaksanaan Kegiatan": "Karang Taruna",
    }  # fmt: skip
    (upward,) = rows_of(client, UPWARD)
    assert upward["ID Usulan"] == asked.code
    assert upward["Bidang"] == "4. Pemberdayaan Masyarakat"
    assert upward["Sumber"] == "APBD Kabupaten"


def test_the_minutes_carry_the_same_lists(table_of, village_admin, village_head, cycle, client):
    proposal = ProposalFactory(
        cycle=cycle, plan_year=2028, track="desa", state="village_agreed", estimated_cost=1_000_000
    )
    table = table_of(village_admin, village_head)
    table.call("village_plan_adoption", VILLAGE)
    sit(table)
    table.decide(proposal, "raised")
    table.write_minutes()
    table.sign()

    public = b"".join(client.get(f"/musyawarah/{table.code}/berita-acara.pdf").streaming_content)
    assert says(public, "RANCANGAN RENCANA KERJA PEMERINTAH DESA (RKP DESA) TAHUN 2027")
    assert says(public, "DAFTAR USULAN RKP DESA (DU-RKP DESA) TAHUN 2028")
    assert says(public, proposal.code)
    assert says(public, "PEMERINTAH KABUPATEN")


def test_the_paper_and_the_workbook_say_what_the_page_says(cycle, client):
    funded(cycle, title="Jembatan bambu", amount_agreed=70_000_000)

    pdf = client.get(f"{PLAN}.pdf")
    assert pdf.headers["Content-Type"] == "application/pdf"
    for sentence in ("Jembatan bambu", "70.000.000", "Peraturan Desa 4/2026", "DesaSukamaju"):
        assert says(pdf.content, sentence), sentence
    book = openpyxl.load_workbook(io.BytesIO(client.get(f"{PLAN}.xlsx").content)).active
    assert [cell.value for cell in book[1]][:3] == ["No", "Bidang", "Jenis Kegiatan"]
    assert book["C2"].value == "Jembatan bambu"
    assert book["H2"].value == 70_000_000


def test_a_special_transfer_stands_in_the_village_plan_of_its_year(cycle, client):
    references = {"village_plan_line": LINE, "transfer_decision": "Keputusan Bupati 4/2026"}
    ProposalFactory(
        cycle=cycle, track="desa", state="in_progress", village_plan_year=2027, references=references
    )

    (row,) = rows_of(client, PLAN)
    assert row["Sumber"] == "Bantuan keuangan khusus"


@pytest.mark.parametrize("state", ["deferred", "cancelled", "safeguarded"])
def test_what_was_taken_out_again_leaves_the_village_plan(cycle, client, state):
    proposal = funded(cycle)
    type(proposal).objects.update(state=state, is_public=state != "safeguarded")

    assert rows_of(client, PLAN) == []


def test_other_villages_and_other_years_stand_elsewhere(cycle, client):
    PlanningCycleFactory(plan_year=2027)
    funded(cycle, village_code=OTHER_VILLAGE)
    raised(cycle, village_code=OTHER_VILLAGE)
    funded(cycle, line=LINE | {"year": 2026}, title="Tahun lalu")

    page = said(client.get(f"/rencana-desa/{VILLAGE}/2028/"))
    assert "Belum ada kegiatan dalam daftar ini" in page and "Tahun lalu" not in page
    assert "Tahun lalu" in said(client.get(f"/rencana-desa/{VILLAGE}/2027/"))


def test_text_that_looks_like_a_formula_stays_text(cycle, client):
    funded(cycle, title="=1+1")

    assert not rows_of(client, PLAN)[0]["Jenis Kegiatan"].startswith("=")
    assert "=1+1" in said(client.get(f"/rencana-desa/{VILLAGE}/2028/"))


def test_the_address_of_a_village_leads_to_its_newest_lists(cycle, client):
    PlanningCycleFactory(plan_year=2030)
    assert (
        client.get(f"/rencana-desa/{VILLAGE}/").headers["Location"].endswith("/2030/")
    )  # nothing decided yet
    raised(cycle)
    fresh = Client().get(f"/rencana-desa/{VILLAGE}/", {"x": "1"})
    assert fresh.headers["Location"].endswith("/2028/")


@pytest.mark.parametrize(
    "path",
    [
        f"{WARD}/2028/",  # a kelurahan has no plan of its own
        f"{VILLAGE}/2035/",
        f"{DISTRICT}/2028/",
        "99.02.01.2001/2028/",
        f"{VILLAGE}/2035/rkp-desa.pdf",
        f"{WARD}/",
    ],
)
def test_what_there_is_not_is_not_found(cycle, client, path):
    assert client.get(f"/rencana-desa/{path}").status_code == 404


def test_villages_are_chosen_by_sub_district_with_the_length_of_both_lists(cycle, client):
    funded(cycle)
    raised(cycle)
    raised(cycle)
    page = said(client.get(f"/rencana-desa/?kecamatan={DISTRICT}&tahun=2028"))
    assert "Desa Sukamaju" in page
    assert "1 dalam RKP Desa" in page and "2 diusulkan ke kabupaten" in page
    assert "Kelurahan" not in page.partition("</form>")[2].partition("</main>")[0]
    assert "Desa Sukamaju" not in said(client.get(f"/rencana-desa/?kecamatan={OTHER_DISTRICT}"))
    for odd in ("kecamatan=x&tahun=%C2%B2", "kecamatan=&tahun=99999", ""):
        assert client.get(f"/rencana-desa/?{odd}").status_code == 200


def test_before_any_year_is_open_the_page_says_so(government, client):
    assert "Belum ada tahun" in said(client.get("/rencana-desa/"))
    assert client.get(f"/rencana-desa/{VILLAGE}/").status_code == 404


def test_in_english_the_official_lists_stay_indonesian(cycle, client):
    funded(cycle, category="road", line=LINE | {"pattern": "third_party"})

    page = said(client.get(f"/en/rencana-desa/{VILLAGE}/2028/"))
    assert "2. Village development" in page and "By a third party" in page
    assert client.get(f"/en{PLAN}.csv").content == client.get(f"{PLAN}.csv").content


@pytest.mark.parametrize("path", [f"/rencana-desa/{VILLAGE}/2028/", f"{PLAN}.csv", "/rencana-desa/"])
def test_a_list_asks_as_much_for_few_rows_as_for_many(cycle, queries_of, path):
    client = Client()

    def asked(many):
        for _ in range(many):
            funded(cycle)
            raised(cycle)
        return queries_of(lambda: client.get(path, {"kecamatan": DISTRICT, "x": many}))

    asked(1)
    few, many = asked(2), asked(30)
    assert few == many
    assert few <= 10, few
