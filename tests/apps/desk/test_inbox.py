"""Tugas Saya as a page: one list with its numbers, the sheet beside it, and the way on to the next task."""

import csv
import io
from datetime import timedelta

import pytest

from rembuk.apps.audit.models import Event
from rembuk.apps.core import clock
from rembuk.apps.desk.waiting import waiting_for
from rembuk.apps.proposals.actions.move import move
from rembuk.apps.proposals.actions.second import ask_second
from rembuk.apps.proposals.models import Proposal
from rembuk.rules.reasons import ELIGIBILITIES
from tests.factories.people import RoleAssignmentFactory, holder
from tests.factories.places import DISTRICT, TENANT, VILLAGE, WARD, WORKS, WORKS_GROUP
from tests.factories.proposals import NOW, WHY, ProposalFactory, open_year

PIECE = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def year(government):
    return open_year("village_deliberation", "agency_forum")


@pytest.fixture
def desk(client, village_admin, year):
    client.force_login(village_admin)
    return client


def path(proposal):
    return f"/usulan/{proposal.code}/verifikasi/"


def rejected_by(verifier, cycle, **fields):
    """A rejection that waits for its second person."""
    proposal = ProposalFactory(cycle=cycle, state="agency_review", **fields)
    given = {"reason_code": "technical", "reason_text": WHY}
    ask_second(proposal, "reject_by_agency", by=verifier, now=NOW, inputs=given)
    return proposal


def test_every_number_leads_to_its_list(desk, year):
    late = ProposalFactory(cycle=year, title="Sudah lewat", due_on=clock.today() - timedelta(days=3))
    ProposalFactory(cycle=year, title="Masih lama", due_on=clock.today() + timedelta(days=9))
    page = desk.get("/tugas/").content.decode()
    assert '<a href="/tugas/">2 usulan menunggu</a>' in page
    assert '<a href="/tugas/?lewat=1">1 lewat batas waktu</a>' in page

    narrowed = desk.get("/tugas/?lewat=1").content.decode()
    assert late.title in narrowed and "Masih lama" not in narrowed


def test_what_nobody_has_to_answer_tells_how_long_it_waits(desk, year):
    ProposalFactory(cycle=year, due_on=None, state_since=clock.now() - timedelta(days=40))
    assert "menunggu 40 hari" in desk.get("/tugas/").content.decode()


def test_a_desk_with_an_explanation_to_give_is_not_called_empty(client, agency_head, agency_verifier, year):
    client.force_login(agency_head)
    assert "Tidak ada yang menunggu Anda." in client.get("/tugas/").content.decode()
    proposal = rejected_by(agency_verifier, year)
    page = client.get("/tugas/").content.decode()
    assert "Tidak ada yang menunggu Anda." not in page and proposal.title in page


def test_what_waits_for_a_second_person_stands_in_their_list_with_what_it_would_be(
    client, agency_verifier, agency_head, year
):
    proposal = rejected_by(agency_verifier, year, title="Jembatan gantung")
    client.force_login(agency_head)
    page = client.get("/tugas/").content.decode()
    assert "Jembatan gantung" in page and "Perlu persetujuan: Tolak dengan alasan" in page
    sheet = csv.reader(io.StringIO(b"".join(client.get("/tugas.csv").streaming_content).decode("utf-8-sig")))
    assert [row[0] for row in sheet][1:] == [proposal.code]
    client.force_login(agency_verifier)
    assert "Jembatan gantung" not in client.get("/tugas/").content.decode()


def test_who_both_reviews_and_confirms_finds_both_apart(client, agency_verifier, year):
    both = holder("agency_verifier", TENANT, WORKS)
    RoleAssignmentFactory(user=both, role="agency_head", region_code=TENANT, agency_code=WORKS)
    to_confirm = rejected_by(agency_verifier, year, title="Jembatan gantung")
    to_review = ProposalFactory(cycle=year, state="agency_review", title="Jalan usaha tani")
    assert set(waiting_for(both)) == {to_confirm, to_review}

    client.force_login(both)
    page = client.get("/tugas/").content.decode()
    assert "Semua 2" in page and "Perlu persetujuan Anda 1" in page
    apart = client.get("/tugas/?keadaan=kedua").content.decode()
    assert "Jembatan gantung" in apart and "Jalan usaha tani" not in apart
    others = client.get("/tugas/?keadaan=agency_review").content.decode()
    assert "Jembatan gantung" not in others and "Jalan usaha tani" in others


def test_beside_the_list_stands_the_same_sheet_without_a_frame(desk, year):
    proposal = ProposalFactory(cycle=year)
    whole, piece = desk.get(path(proposal)), desk.get(path(proposal), **PIECE)
    assert "<html" in whole.content.decode() and "<html" not in piece.content.decode()
    assert proposal.problem in piece.content.decode()
    for page in (whole, piece):
        assert "langkah=return_from_village" in page.content.decode()
    form = desk.get(path(proposal), {"langkah": "return_from_village"}, **PIECE).content.decode()
    assert "<html" not in form and "Simpan keputusan" in form


def test_after_a_decision_the_list_goes_on_where_it_was(desk, year):
    rows = [
        ProposalFactory(cycle=year, estimated_cost=cost, category="road") for cost in (90_000_000, 50_000_000)
    ]
    third = ProposalFactory(cycle=year, estimated_cost=10_000_000, category="road")
    ProposalFactory(cycle=year, estimated_cost=40_000_000, category="bridge")

    page = desk.get("/tugas/?bidang=road&urut=biaya").content.decode()
    assert page.index(rows[0].title) < page.index(rows[1].title) < page.index(third.title)
    given = {"langkah": "return_from_village", "reason_text": WHY, "daftar": "?bidang=road&urut=biaya"}
    answer = desk.post(path(rows[1]), given)

    assert answer["Location"] == f"/tugas/?bidang=road&urut=biaya&tersimpan=ya#t-{third.pk}"


@pytest.mark.parametrize("made_up", ["//elsewhere.example/", "?x=1&q=%00", "?" + "q=a&" * 900, "#"])
def test_a_made_up_list_leads_to_the_list(desk, year, made_up):
    given = {"langkah": "return_from_village", "reason_text": WHY, "daftar": made_up}
    answer = desk.post(path(ProposalFactory(cycle=year)), given)
    assert answer.status_code == 302 and answer["Location"].startswith("/tugas/?")
    assert desk.get(answer["Location"]).status_code == 200


def test_when_the_last_of_a_page_is_decided_the_list_begins_anew(desk, year):
    ProposalFactory(cycle=year)
    beyond = f"{(clock.now() + timedelta(days=1)).isoformat()}|1"
    answer = desk.get("/tugas/", {"sesudah": beyond, "q": "jalan"})
    assert answer.status_code == 302 and answer["Location"] == "/tugas/?q=jalan"


def test_deferring_and_reopening_are_no_tasks(budget_team, government):
    cycle = open_year("annual_plan_deliberation", "budgeting")
    ProposalFactory(cycle=cycle, state="transfer_funded")
    waits = ProposalFactory(cycle=cycle, state="tapd_review")
    assert waits in waiting_for(budget_team)
    assert not waiting_for(budget_team).filter(state="transfer_funded").exists()


def test_an_early_opinion_is_given_once(agency_verifier, government):
    proposal = ProposalFactory(cycle=open_year("prioritisation"), state="district_review")
    assert list(waiting_for(agency_verifier)) == [proposal]
    move(
        proposal, "give_early_opinion", by=agency_verifier, now=clock.now(),
        inputs={"recommendation": "Layak, lokasi dan volume sudah jelas."},
    )  # fmt: skip
    assert not waiting_for(agency_verifier).exists()


def test_the_verification_team_rates_what_its_forum_will_decide(client, village_verifier, year):
    proposal = ProposalFactory(cycle=year, title="Jembatan gantung")
    elsewhere = ProposalFactory(cycle=year, village_code=WARD, track="kelurahan", title="Gang sempit")
    client.force_login(village_verifier)
    page = client.get("/tugas/").content.decode()
    assert "Jembatan gantung" in page and "Gang sempit" not in page
    assert "Layakkah usulan ini?" in client.get(path(proposal)).content.decode()

    answer = client.post(path(proposal) + "kelayakan/", {"rating": "eligible_urgent"}, follow=True)

    assert "Penilaian tersimpan." in answer.content.decode()
    assert "Jembatan gantung" not in answer.content.decode()
    proposal.refresh_from_db()
    assert proposal.eligibility == "eligible_urgent"
    event = Event.objects.get(action="proposal.rate_eligibility")
    assert event.data["rating"] == "eligible_urgent"
    for given in ({"rating": "eligible"}, {}):
        assert client.post(path(elsewhere) + "kelayakan/", given).status_code == 403


@pytest.mark.parametrize("row", ELIGIBILITIES, ids=lambda row: row.code)
def test_a_rating_is_changed_until_the_forum_decides(client, village_verifier, year, row):
    proposal = ProposalFactory(cycle=year, eligibility="eligible")
    client.force_login(village_verifier)
    client.post(path(proposal) + "kelayakan/", {"rating": row.code})
    proposal.refresh_from_db()
    assert proposal.eligibility == row.code
    Proposal.objects.filter(pk=proposal.pk).update(state="village_agreed")
    assert client.post(path(proposal) + "kelayakan/", {"rating": "eligible"}).status_code == 403


def test_a_rating_needs_one_of_the_ratings_and_the_right(client, village_verifier, village_admin, year):
    proposal = ProposalFactory(cycle=year)
    client.force_login(village_verifier)
    answer = client.post(path(proposal) + "kelayakan/", {"rating": "wonderful"})
    assert answer.status_code == 422 and "Layakkah" in answer.content.decode()
    client.force_login(village_admin)
    assert client.post(path(proposal) + "kelayakan/", {"rating": "eligible"}).status_code == 403
    own = ProposalFactory(cycle=year, proposer=village_verifier)
    client.force_login(village_verifier)
    assert client.post(path(own) + "kelayakan/", {"rating": "eligible"}).status_code == 403
    assert not Proposal.objects.exclude(eligibility="").exists()


def test_the_preview_of_many_tells_what_each_becomes(desk, year):
    goes, stays = ProposalFactory(cycle=year), ProposalFactory(cycle=year, title="Jalan usaha tani")
    ask = {"pilih": [goes.pk, stays.pk], "langkah": "return_from_village"}
    page = desk.post("/tugas/banyak/", ask).content.decode()
    assert "2 usulan menjadi “Dikembalikan untuk diperbaiki”" in page and "Putuskan 2 usulan" in page
    goes.refresh_from_db()
    assert goes.state == "village_review", "a preview changes nothing"


DESKS = (
    ("village_admin", VILLAGE, ""),
    ("village_verifier", VILLAGE, ""),
    ("village_head", VILLAGE, ""),
    ("facilitator", DISTRICT, ""),
    ("district_officer", DISTRICT, ""),
    ("planning_partner", TENANT, WORKS_GROUP),
    ("planning_head", TENANT, ""),
    ("agency_verifier", TENANT, WORKS),
    ("agency_head", TENANT, WORKS),
    ("budget_team", TENANT, ""),
    ("regional_secretary", TENANT, ""),
)


@pytest.mark.parametrize("who", DESKS, ids=[role for role, _place, _agency in DESKS])
def test_no_desk_asks_more_than_ten_times(client, year, agency_verifier, queries_of, who):
    for state in ("village_review", "district_review", "partner_review", "agency_review", "tapd_review"):
        ProposalFactory(cycle=year, state=state)
        ProposalFactory(cycle=year, state=state, village_code=WARD, track="kelurahan")
    rejected_by(agency_verifier, year)
    client.force_login(holder(*who))
    client.get("/tugas/")  # what the process remembers is asked once
    assert queries_of(lambda: client.get("/tugas/")) <= 10


@pytest.mark.parametrize(
    ("role", "region", "agency", "state"),
    [
        ("village_admin", VILLAGE, "", "village_review"),
        ("planning_partner", TENANT, WORKS_GROUP, "partner_review"),
        ("agency_verifier", TENANT, WORKS, "agency_review"),
        ("budget_team", TENANT, "", "tapd_review"),
    ],
)
def test_no_form_of_a_step_asks_more_than_ten_times(
    client, government, queries_of, role, region, agency, state
):
    cycle = open_year("village_deliberation", "agency_forum", "annual_plan_deliberation")
    proposal = ProposalFactory(cycle=cycle, state=state)
    client.force_login(holder(role, region, agency))
    page = client.get(path(proposal)).content.decode()
    steps = sorted({part.split("#")[0].split('"')[0] for part in page.split("langkah=")[1:]})
    assert len(steps) > 2
    for step in steps:  # nomenclature and names of places are kept in memory
        client.get(path(proposal), {"langkah": step})
    asked = {
        step: queries_of(lambda step=step: client.get(path(proposal), {"langkah": step})) for step in steps
    }
    assert max(asked.values()) <= 10, asked
