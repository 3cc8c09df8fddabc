"""`/dokumen/`: what everybody reads of the plans, and where officers prepare, compare and publish them."""

import hashlib

import pytest

from rembuk.apps.proposals.models import Move
from rembuk.apps.publishing.actions.versions import prepare, publish, verify
from rembuk.apps.publishing.models import PlanVersion
from tests.factories.proposals import NOW, WHY, ProposalFactory, open_year

pytestmark = pytest.mark.usefixtures("media")


@pytest.fixture
def year(government):
    return open_year("plan_finalisation")


@pytest.fixture
def publish_one(year, planner, planning_head):
    def work(status="initial_draft", **fields):
        version = prepare(year, status, by=planner, now=NOW, **fields)
        return publish(verify(version, by=planning_head, now=NOW), by=planner, now=NOW)

    return work


def text_of(client, path, status=200):
    answer = client.get(path)
    assert answer.status_code == status
    return answer.content.decode()


@pytest.mark.parametrize("path", ["/dokumen/", "/en/dokumen/"])
def test_an_empty_database_serves_the_page(client, db, path):
    assert client.get(path).status_code == 200


def test_without_a_document_the_page_says_what_will_come(client, government):
    assert "Belum ada dokumen rencana yang diterbitkan." in text_of(client, "/dokumen/")


def test_a_version_is_read_at_its_address_with_hash_and_lines(client, year, publish_one):
    proposal = ProposalFactory(cycle=year, state="plan_draft", amount_agreed=75_000_000)
    version = publish_one(note="Susunan sesudah musyawarah.")

    assert 'href="/dokumen/2028/v1/"' in text_of(client, "/dokumen/")
    page = text_of(client, "/dokumen/2028/v1/")
    assert version.pdf_sha256 in page and version.csv_sha256 in page
    assert proposal.title in page and "Rp75.000.000" in page and f"/usulan/{proposal.code}/" in page
    assert "Susunan sesudah musyawarah." in page
    assert "masih rancangan" in page
    assert "First draft of the RKPD 2028" in text_of(client, "/en/dokumen/2028/v1/")


@pytest.mark.parametrize("kind", ["pdf", "csv"])
def test_the_file_at_the_address_has_the_hash_on_the_page(client, publish_one, kind):
    version = publish_one()

    answer = client.get(f"/dokumen/2028/v1.{kind}")
    data = b"".join(answer.streaming_content)

    assert hashlib.sha256(data).hexdigest() == getattr(version, f"{kind}_sha256")
    assert "immutable" in answer.headers["Cache-Control"]


@pytest.mark.parametrize("path", ["/dokumen/2028/v2/", "/dokumen/2027/v1/", "/dokumen/2028/v2.pdf"])
def test_what_is_not_published_is_not_there(client, year, planner, publish_one, path):
    publish_one()
    prepare(year, "initial_draft", by=planner, now=NOW)

    text_of(client, path, status=404)


def test_the_adopted_version_names_its_regulation(client, publish_one):
    for status in ("initial_draft", "draft", "final_draft"):
        publish_one(status)
    publish_one(
        "adopted", regulation_number="17", regulation_year=2027, jdih_url="https://jdih.example.go.id/1"
    )

    page = text_of(client, "/dokumen/2028/v4/")
    assert "<h1>RKPD 2028</h1>" in page
    assert "Nomor 17 Tahun 2027" in page and "https://jdih.example.go.id/1" in page
    assert "masih rancangan" not in page


def test_what_left_the_plan_is_told_with_office_and_reason(client, year, planning_partner, publish_one):
    gone = ProposalFactory(cycle=year, state="plan_draft", title="Jembatan lama")
    publish_one()
    for step, before, after in (
        ("agree_in_district", "district_review", "district_agreed"),
        ("leave_plan_draft", "plan_draft", "deferred"),
    ):
        Move.objects.create(
            tenant=year.tenant, proposal=gone, step=step, from_state=before, to_state=after, at=NOW,
            by=planning_partner, role="planning_partner", office="Bappeda", reason_code="late",
            reason_text=WHY,
        )  # fmt: skip
    gone.state = "deferred"
    gone.save()
    publish_one("draft")

    page = text_of(client, "/dokumen/2028/v2/")
    assert "1 usulan yang disepakati musyawarah kecamatan tidak ada dalam versi ini." in page
    assert "Jembatan lama" in page and WHY in page and "Bappeda" in page
    assert "Sejak versi 1" in page and "1 tidak ada lagi di dalamnya." in page


def test_the_number_of_queries_does_not_grow_with_the_lines(client, year, publish_one, queries_of):
    ProposalFactory.create_batch(3, cycle=year, state="plan_draft")
    publish_one()
    ProposalFactory.create_batch(60, cycle=year, state="plan_draft")
    publish_one("draft")
    text_of(client, "/dokumen/")

    few, many = (queries_of(lambda n=n: client.get(f"/dokumen/2028/v{n}/?sesudah=0")) for n in (1, 2))
    assert many <= few + 3  # the second also tells what changed since the first
    assert many <= 10


def test_a_long_plan_is_read_page_by_page(client, year, publish_one):
    ProposalFactory.create_batch(51, cycle=year, state="plan_draft")
    publish_one()

    first = text_of(client, "/dokumen/2028/v1/")
    assert 'href="?sesudah=50"' in first
    assert text_of(client, "/dokumen/2028/v1/?sesudah=50").count('scope="row"') == 1
    for odd in ("abc", "-1", "9" * 30, "٣"):
        assert client.get("/dokumen/2028/v1/", {"sesudah": odd}).status_code == 200


def test_two_officers_bring_a_version_to_the_public(client, year, planner, planning_head):
    ProposalFactory(cycle=year, state="plan_draft", title="Jembatan gantung")
    client.force_login(planner)
    form = {"cycle": year.pk, "status": "initial_draft"}
    assert client.post("/dokumen/kelola/", form).status_code == 302
    version = PlanVersion.objects.get()
    assert "Menunggu diperiksa orang kedua." in text_of(client, "/dokumen/kelola/")

    client.force_login(planning_head)
    page = text_of(client, f"/dokumen/kelola/{version.pk}/")
    assert "Jembatan gantung" in page and "Sudah saya cocokkan" in page
    client.post(f"/dokumen/kelola/{version.pk}/periksa/")

    client.force_login(planner)
    assert "Terbitkan" in text_of(client, f"/dokumen/kelola/{version.pk}/")
    answer = client.post(f"/dokumen/kelola/{version.pk}/terbitkan/")
    assert answer.url == "/dokumen/2028/v1/"
    assert client.get(f"/dokumen/kelola/{version.pk}/").url == "/dokumen/2028/v1/"


def test_a_refused_version_comes_back_with_a_sentence(client, year, planner):
    client.force_login(planner)

    answer = client.post("/dokumen/kelola/", {"cycle": year.pk, "status": "draft", "note": "Catatan kami"})

    assert answer.status_code == 422
    assert "Terbitkan berurutan" in answer.content.decode()
    assert "Catatan kami" in answer.content.decode()


def test_a_version_can_be_taken_back_from_its_page(client, year, planner):
    client.force_login(planner)
    version = prepare(year, "initial_draft", by=planner, now=NOW)

    assert client.post(f"/dokumen/kelola/{version.pk}/buang/").url == "/dokumen/kelola/"
    assert not PlanVersion.objects.exists()


def test_the_form_offers_the_status_that_comes_next(client, planner, publish_one):
    publish_one()
    client.force_login(planner)

    assert '<option value="draft" selected>' in text_of(client, "/dokumen/kelola/")


@pytest.mark.parametrize("who", ["neighbour", "village_admin"])
def test_others_do_not_come_in(request, client, year, who):
    client.force_login(request.getfixturevalue(who))

    text_of(client, "/dokumen/kelola/", status=403)
