"""The officer's pages are shown, and a decision is taken from them."""

import io
import re
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from rembuk.apps.proposals.actions.move import move
from rembuk.apps.proposals.actions.second import ask_second
from rembuk.apps.proposals.models import Move, Proposal
from tests.factories.people import holder
from tests.factories.places import VILLAGE, WARD, WORKS
from tests.factories.proposals import NOW, WHY, ProposalFactory, open_year, sent_by


def path(proposal):
    return f"/usulan/{proposal.code}/verifikasi/"


@pytest.fixture
def year(government):
    return open_year("village_deliberation", "agency_forum")


@pytest.fixture
def desk(client, village_admin, year):
    client.force_login(village_admin)
    return client


def test_an_empty_desk_says_so(desk):
    assert "Tidak ada yang menunggu Anda." in desk.get("/tugas/").content.decode()


def test_what_waits_is_listed_and_opened(desk, year):
    proposal = ProposalFactory(cycle=year, title="Jembatan putus")
    assert "Jembatan putus" in desk.get("/tugas/").content.decode()
    assert "Jembatan putus" in desk.get("/en/tugas/").content.decode()

    page = desk.get(f"/usulan/{proposal.code}/verifikasi/")
    assert page.status_code == 200
    assert "Kembalikan untuk diperbaiki" in page.content.decode()


@pytest.mark.parametrize(
    "step",
    [
        "complete_details",
        "return_from_village",
        "merge_in_village",
        "move_to_grant_in_village",
        "divert_disclosure_in_review",
    ],
)
def test_each_open_step_shows_its_form(desk, year, step):
    proposal = ProposalFactory(cycle=year)
    answer = desk.get(f"/usulan/{proposal.code}/verifikasi/?langkah={step}")
    assert answer.status_code == 200
    assert "Simpan keputusan" in answer.content.decode()


def test_a_decision_is_saved(desk, year):
    proposal = ProposalFactory(cycle=year)
    answer = desk.post(path(proposal), {"langkah": "return_from_village", "reason_text": WHY}, follow=True)
    assert "Keputusan tersimpan" in answer.content.decode()
    proposal.refresh_from_db()
    assert proposal.state == "returned"


def test_the_form_comes_back_with_what_was_typed(desk, year):
    proposal = ProposalFactory(cycle=year)
    answer = desk.post(path(proposal), {"langkah": "return_from_village", "reason_text": "Kurang jelas"})
    assert answer.status_code == 422
    assert "Kurang jelas" in answer.content.decode()


def test_whoever_was_slower_is_told_who_decided_and_keeps_the_words(desk, year, village_secretary):
    proposal = ProposalFactory(cycle=year)
    move(proposal, "return_from_village", by=village_secretary, now=NOW, inputs={"reason_text": WHY})

    mine = "Alasan saya yang panjang dan tidak boleh hilang begitu saja."
    answer = desk.post(path(proposal), {"langkah": "return_from_village", "reason_text": mine})

    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Desa Sukamaju baru saja memutuskan usulan ini." in page
    assert mine in page and WHY in page


@pytest.mark.parametrize(
    "step", ["nothing", "agree_in_village", "withdraw_in_review", "expire_village_review"]
)
def test_a_step_that_is_not_of_the_desk_is_not_found(desk, year, step):
    proposal = ProposalFactory(cycle=year)
    assert desk.get(path(proposal), {"langkah": step}).status_code == 404
    assert desk.post(path(proposal), {"langkah": step}).status_code == 404


def test_an_office_elsewhere_reads_but_decides_nothing(client, other_village_admin, year):
    proposal = ProposalFactory(cycle=year)
    client.force_login(other_village_admin)

    page = client.get(path(proposal)).content.decode()
    assert "Simpan keputusan" not in page and "langkah=" not in page
    answer = client.post(path(proposal), {"langkah": "return_from_village", "reason_text": WHY})
    assert answer.status_code == 409
    proposal.refresh_from_db()
    assert proposal.state == "village_review"


@pytest.mark.parametrize("role", ["citizen_verified", "rt_rw_head"])
def test_residents_have_no_desk(client, year, role):
    client.force_login(holder(role, VILLAGE))
    proposal = ProposalFactory(cycle=year)
    assert client.get("/tugas/").status_code == 403
    assert client.get(path(proposal)).status_code == 403
    assert client.get("/tugas.csv").status_code == 403


def test_the_contact_is_read_by_the_village_team_alone(
    client, year, village_admin, district_officer, resident
):
    proposal = sent_by(resident)
    for by, sees in ((village_admin, True), (district_officer, False)):
        client.force_login(by)
        assert ("812-3456-789" in client.get(path(proposal)).content.decode()) is sees


def test_a_rejection_offers_the_better_answer(client, agency_verifier, year):
    proposal = ProposalFactory(cycle=year, state="agency_review")
    client.force_login(agency_verifier)
    page = client.get(path(proposal), {"langkah": "reject_by_agency"}).content.decode()
    assert "Duplikasi dengan usulan lain" in page and "?langkah=merge_in_agency#keputusan" in page


def test_the_village_completes_it_and_the_own_words_stay_beside(desk, year):
    proposal = ProposalFactory(cycle=year, category="", agency_code="", agency_group="")
    given = {
        "langkah": "complete_details",
        "change_note": "Dilengkapi bersama pengusul",
        "problem_statement": "Jalan di depan SDN 2 berlubang sepanjang 200 meter.",
        "proposed_work": "Perbaiki jalan sepanjang 200 meter.",
        "volume": "200",
        "unit": "meter",
        "beneficiaries": "1.340",
        "estimated_cost": "85 juta",
        "category": "road",
    }
    assert desk.post(path(proposal), given | {"beneficiaries": "12,5"}).status_code == 422
    page = desk.post(path(proposal), given, follow=True).content.decode()

    proposal.refresh_from_db()
    assert proposal.beneficiaries == 1_340
    assert (proposal.estimated_cost, proposal.category, proposal.agency_code) == (85_000_000, "road", WORKS)
    assert "Jalan di depan sekolah berlubang dan banjir setiap hujan." in page
    assert "Kata-kata pengusul sendiri" in page


def test_a_grant_without_a_known_agency_is_given_one(desk, year, client, agency_verifier):
    proposal = ProposalFactory(cycle=year, category="other", agency_code="", agency_group="")
    given = {"langkah": "move_to_grant_in_village", "reason_text": WHY}
    assert desk.post(path(proposal), given).status_code == 422
    assert desk.post(path(proposal), {**given, "target_agency": WORKS}).status_code == 302
    client.force_login(agency_verifier)
    assert proposal.title in client.get("/tugas/").content.decode()


def test_a_merge_is_taken_back_from_the_page(desk, year):
    target, proposal = ProposalFactory(cycle=year), ProposalFactory(cycle=year)
    given = {"langkah": "merge_in_village", "merge_target": target.code.lower(), "reason_text": WHY}
    desk.post(path(proposal), given)
    assert "Batalkan penggabungan" in desk.get(path(proposal)).content.decode()
    desk.post(path(proposal) + "pisah/")
    proposal.refresh_from_db()
    assert proposal.state == "village_review"


@pytest.mark.parametrize("kind", ["itself", "elsewhere", "ended", "nothing"])
def test_a_merge_needs_a_living_neighbour(desk, year, kind):
    proposal = ProposalFactory(cycle=year)
    elsewhere = ProposalFactory(cycle=year, village_code=WARD, track="kelurahan")
    ended = ProposalFactory(cycle=year, state="rejected")
    code = {"itself": proposal.code, "elsewhere": elsewhere.code, "ended": ended.code, "nothing": "NSW"}[kind]
    given = {"langkah": "merge_in_village", "merge_target": code, "reason_text": WHY}
    assert desk.post(path(proposal), given).status_code == 422


def test_after_a_decision_the_next_task_is_one_click_away(desk, year):
    proposal, other = ProposalFactory(cycle=year), ProposalFactory(cycle=year, title="Jembatan gantung")
    answer = desk.post(path(proposal), {"langkah": "return_from_village", "reason_text": WHY}, follow=True)
    assert f'href="{path(other)}"' in answer.content.decode()


def test_what_a_forum_decides_is_left_to_the_forum(client, district_officer, government):
    proposal = ProposalFactory(cycle=open_year("district_deliberation"), state="district_review")
    client.force_login(district_officer)
    page = client.get(path(proposal)).content.decode()
    assert "Musyawarah yang memutuskan" in page and "agree_in_district" not in page


def test_works_are_reported_with_photographs_until_the_handover(client, agency_operator, government, media):
    proposal = ProposalFactory(cycle=open_year("execution"), state="apbd")
    client.force_login(agency_operator)

    def take(step, **given):
        answer = client.post(path(proposal), {"langkah": step, **given})
        proposal.refresh_from_db()
        return answer.status_code

    def photo():
        made = io.BytesIO()
        Image.new("RGB", (60, 40), "brown").save(made, "JPEG")
        return SimpleUploadedFile("foto.jpg", made.getvalue(), "image/jpeg")

    assert take("start_procurement") == 302
    assert take("start_works", contract_or_self_managed="SPK 12/2028") == 302
    assert take("report_progress", progress_percent="40", photos=photo(), amount="10 juta") == 302
    assert (proposal.progress_percent, proposal.amount_spent, proposal.photo_count) == (40, 10_000_000, 1)
    assert take("report_progress", progress_percent="20", photos=photo()) == 422
    assert take("report_progress", progress_percent="20", photos=photo(), reason_text=WHY) == 302
    assert (
        take("complete_works", handover_proof="BAST 1", handover_date="9999-12-31", final_photos=photo())
        == 422
    )
    assert (
        take("complete_works", handover_proof="BAST 1", handover_date="2026-01-15", final_photos=photo())
        == 302
    )
    assert proposal.state == "completed"


def test_many_are_decided_at_once(desk, year):
    chosen = [ProposalFactory(cycle=year).pk for _ in range(3)]
    assert desk.post("/tugas/banyak/", {"pilih": chosen}).status_code == 200
    ask = {"pilih": chosen, "langkah": "return_from_village"}
    assert desk.post("/tugas/banyak/", ask).status_code == 200
    done = desk.post("/tugas/banyak/", {**ask, "putuskan": "1", "reason_text": WHY}, follow=True)
    assert "Keputusan tersimpan" in done.content.decode()
    assert Proposal.objects.filter(state="returned").count() == 3


def test_a_rejection_waits_for_the_second_person(client, agency_verifier, agency_head, year):
    proposal = ProposalFactory(cycle=year, state="agency_review")
    ask_second(
        proposal, "reject_by_agency", by=agency_verifier, now=NOW,
        inputs={"reason_code": "technical", "reason_text": WHY},
    )  # fmt: skip
    client.force_login(agency_head)
    assert proposal.title in client.get("/tugas/").content.decode()
    page = client.get(f"/usulan/{proposal.code}/verifikasi/").content.decode()
    assert "Setujui" in page and WHY in page
    second = f"/usulan/{proposal.code}/verifikasi/kedua/"
    unread = client.post(second, {"jawaban": "setuju"})
    proposal.refresh_from_db()
    assert (unread.status_code, proposal.state) == (409, "agency_review")
    read = re.search(r'name="dilihat" value="([^"]+)"', page)[1]
    client.post(second, {"jawaban": "setuju", "dilihat": unescape(read)})
    proposal.refresh_from_db()
    assert proposal.state == "rejected"


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_list_is_downloaded(desk, year, kind):
    ProposalFactory(cycle=year, volume="12.5", unit="m")
    answer = desk.get(f"/tugas.{kind}")
    assert answer.status_code == 200
    assert answer.streaming, "a long list is never whole in memory"
    assert len(b"".join(answer.streaming_content)) > 50


def test_only_what_is_open_goes_and_the_others_say_why(desk, year):
    one, gone = ProposalFactory(cycle=year), ProposalFactory(cycle=year, title="Sudah pindah")
    ask = {"pilih": [one.pk, gone.pk], "langkah": "return_from_village"}
    desk.post("/tugas/banyak/", ask)
    Proposal.objects.filter(pk=gone.pk).update(state="district_review")

    page = desk.post("/tugas/banyak/", {**ask, "putuskan": "1", "reason_text": WHY}).content.decode()

    assert "1 dari 2" in page and "Sudah pindah" in page
    one.refresh_from_db()
    assert one.state == "returned"


def test_an_id_from_elsewhere_is_left_out(desk, year):
    mine = ProposalFactory(cycle=year)
    hidden = ProposalFactory(cycle=year, state="draft", is_public=False, title="Draf orang lain")
    other = ProposalFactory(cycle=year, village_code=WARD, track="kelurahan")
    ask = {"pilih": [mine.pk, hidden.pk, other.pk, "x", "9" * 30], "langkah": "return_from_village"}
    for given in (ask, {**ask, "putuskan": "1", "reason_text": WHY}):
        assert "Draf orang lain" not in desk.post("/tugas/banyak/", given).content.decode()
    other.refresh_from_db()
    assert other.state == "village_review"


def test_a_decision_on_many_takes_the_amount_of_each(client, planning_partner, year):
    rows = [
        ProposalFactory(cycle=year, state="partner_review", estimated_cost=cost, volume="10", unit="m")
        for cost in (40_000_000, 70_000_000)
    ]
    client.force_login(planning_partner)
    client.post(
        "/tugas/banyak/",
        {
            "pilih": [row.pk for row in rows], "langkah": "send_to_agency", "putuskan": "1",
            "recommendation": "Layak diteruskan ke dinas.",
        },
    )  # fmt: skip

    agreed = (
        Proposal.objects.filter(state="agency_review").order_by("id").values_list("amount_agreed", flat=True)
    )
    assert list(agreed) == [40_000_000, 70_000_000]


@pytest.mark.parametrize("address", ["/tugas/", "/tugas/?q=jalan&urut=biaya", "/tugas.csv"])
def test_a_thousand_tasks_ask_no_more_than_ten(client, year, queries_of, address):
    client.force_login(holder("district_officer", "99.01.01"))

    def visit():
        answer = client.get(address)
        assert answer.status_code == 200
        return b"".join(answer.streaming_content) if answer.streaming else answer.content

    Proposal.objects.bulk_create(
        ProposalFactory.build(cycle=year, state="district_review") for _ in range(10)
    )
    visit()  # what the process remembers is asked once
    few = queries_of(visit)
    Proposal.objects.bulk_create(
        ProposalFactory.build(cycle=year, state="district_review") for _ in range(990)
    )
    assert queries_of(visit) == few
    assert few <= 10


def test_the_page_of_one_proposal_asks_no_more_for_a_long_life(desk, year, queries_of):
    proposal = ProposalFactory(cycle=year)
    desk.get(path(proposal))
    few = queries_of(lambda: desk.get(path(proposal)))
    assert few <= 10
    for _ in range(20):
        Move.objects.create(
            tenant=proposal.tenant, proposal=proposal, step="complete_details", from_state="village_review",
            to_state="village_review", at=NOW, role="system",
        )  # fmt: skip
    assert queries_of(lambda: desk.get(path(proposal))) == few


def test_a_hundred_are_previewed_in_few_questions(desk, year, queries_of):
    def visit(number):
        chosen = list(Proposal.objects.order_by("id").values_list("pk", flat=True)[:number])
        return queries_of(
            lambda: desk.post("/tugas/banyak/", {"pilih": chosen, "langkah": "return_from_village"})
        )

    Proposal.objects.bulk_create(ProposalFactory.build(cycle=year) for _ in range(100))
    visit(1)  # what the process remembers is asked once
    assert visit(100) == visit(10)
