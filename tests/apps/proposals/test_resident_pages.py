"""The resident's pages: what they show, and what comes back when something is missing."""

import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from rembuk.apps.core.ids import uuid7
from rembuk.apps.proposals.actions.move import move
from rembuk.apps.proposals.models import Follow, Move, Proposal
from tests.factories.people import holder
from tests.factories.places import VILLAGE, WORKS
from tests.factories.proposals import NOW, WHY, ProposalFactory, open_year, sent_by

NEW = "/usulan/baru/"


def typed(**fields):
    given = {
        "uuid": str(uuid7()),
        "village": VILLAGE,
        "rt": "3",
        "rw": "2",
        "problem": "Jembatan ke sawah putus sejak Maret; anak-anak memutar dua kilometer.",
        "contact_phone": "0812-3456-7890",
        "truth": "on",
    }
    return {key: value for key, value in {**given, **fields}.items() if value is not None}


@pytest.fixture
def year(government):
    return open_year("village_deliberation")


@pytest.fixture
def signed_in(client, resident, year):
    client.force_login(resident)
    return client


def test_the_form_is_shown_in_both_languages(signed_in):
    assert "Tulis usulan" in signed_in.get(NEW).content.decode()
    assert "Write a proposal" in signed_in.get("/en" + NEW).content.decode()


def test_four_things_are_enough_and_the_receipt_follows(signed_in, resident):
    answer = signed_in.post(NEW, typed(), follow=True)

    proposal = Proposal.objects.get()
    assert answer.redirect_chain[-1][0] == f"/usulan/{proposal.code}/diterima/"
    page = answer.content.decode()
    assert proposal.code in page
    assert "Usulan Anda akan dibahas. Ini belum berarti usulan pasti didanai." in page
    assert (proposal.state, proposal.proposer) == ("village_review", resident)


def test_the_receipt_says_where_the_answer_will_come(signed_in, settings):
    by_phone = signed_in.post(NEW, typed(), follow=True).content.decode()
    assert "Kantor desa mungkin menelepon +6281234567890" in by_phone
    settings.EMAIL_HOST = "mail.example.go.id"
    by_mail = signed_in.post(NEW, typed(contact_email="siti@contoh.id"), follow=True).content.decode()
    assert "lewat surel ke siti@contoh.id" in by_mail


@pytest.mark.parametrize("missing", ["village", "problem", "contact_phone", "truth"])
def test_without_one_of_the_four_the_form_comes_back_with_everything_typed(signed_in, missing):
    answer = signed_in.post(NEW, typed(**{missing: None}, address="Belakang pasar"))

    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Belakang pasar" in page
    assert f'id="id_{missing}"' in page and 'aria-invalid="true"' in page
    assert not Proposal.objects.exists()


def test_a_draft_is_kept_and_gone_on_with(signed_in):
    given = typed(problem="Baru setengah", truth=None, contact_phone="", simpan="1")
    kept = signed_in.post(NEW, given, follow=True)
    assert "Draf Anda tersimpan di akun." in kept.content.decode()

    draft = Proposal.objects.get()
    again = signed_in.get(f"{NEW}?draf={draft.uuid}").content.decode()
    assert (draft.state, draft.code, draft.is_public) == ("draft", None, False)
    assert "Baru setengah" in again and str(draft.uuid) in again


def test_every_own_page_is_shown(signed_in, resident, year):
    proposal = sent_by(resident)
    for path in ("/usulan/saya/", f"/usulan/{proposal.code}/diterima/", f"/usulan/{proposal.code}/saya/"):
        answer = signed_in.get(path)
        assert answer.status_code == 200, path
        assert "private" in answer.headers["Cache-Control"] or "no-store" in answer.headers["Cache-Control"]
        assert signed_in.get("/en" + path).status_code == 200
    strip = signed_in.get(f"/usulan/{proposal.code}/saya/", headers={"HX-Request": "true"})
    assert strip.content.decode().lstrip().startswith('<div class="cluster" id="saya">')


def test_support_and_follow_are_given_and_taken_back(client, neighbour, year):
    proposal = ProposalFactory(cycle=year)
    client.force_login(neighbour)

    for path in ("dukung", "ikuti"):
        assert client.post(f"/usulan/{proposal.code}/{path}/").status_code == 302
    proposal.refresh_from_db()
    assert (proposal.support_count, proposal.follows.count()) == (1, 1)
    for path in ("dukung", "ikuti"):
        client.post(f"/usulan/{proposal.code}/{path}/", {"batal": "1"})
    proposal.refresh_from_db()
    assert (proposal.support_count, proposal.follows.count()) == (0, 0)


def test_the_proposer_withdraws(signed_in, resident, year):
    proposal = sent_by(resident)
    path = f"/usulan/{proposal.code}/langkah/withdraw_in_review/"

    assert signed_in.get(path).status_code == 200
    assert signed_in.post(path).status_code == 302
    proposal.refresh_from_db()
    assert proposal.state == "withdrawn"


def test_what_was_returned_is_corrected_on_its_page(signed_in, resident, year, village_admin):
    proposal = sent_by(resident)
    move(proposal, "return_from_village", by=village_admin, now=NOW, inputs={"reason_text": WHY})
    path = f"/usulan/{proposal.code}/langkah/resubmit/"
    assert WHY in signed_in.get(path).content.decode()

    wrong = signed_in.post(path, {"change_note": "", "problem_statement": "Isi yang sudah saya betulkan"})
    assert wrong.status_code == 422 and "Isi yang sudah saya betulkan" in wrong.content.decode()
    given = {"change_note": "Surat sudah ada", "problem_statement": "Jalan depan sekolah rusak 200 meter."}
    assert signed_in.post(path, given).status_code == 302

    proposal.refresh_from_db()
    assert (proposal.state, proposal.problem) == ("village_review", "Jalan depan sekolah rusak 200 meter.")


def test_verified_residents_of_the_place_check_finished_works(
    client, neighbour, stranger, resident, government
):
    proposal = ProposalFactory(cycle=open_year("execution"), state="completed")
    path = f"/usulan/{proposal.code}/langkah/verify_by_residents/"
    for nobody in (resident, stranger):
        client.force_login(nobody)
        assert client.get(path).status_code == 403
    client.force_login(neighbour)
    assert client.post(path, {}).status_code == 422
    assert client.post(path, {"rating": "4"}).status_code == 302
    proposal.refresh_from_db()
    assert proposal.state == "checked_by_residents"
    assert proposal.moves.get().office == "Warga setempat"


def test_only_the_proposer_sees_the_receipt_and_takes_the_steps(client, neighbour, resident, year):
    proposal = sent_by(resident)
    client.force_login(neighbour)
    assert client.get(f"/usulan/{proposal.code}/diterima/").status_code == 302
    assert client.post(f"/usulan/{proposal.code}/langkah/withdraw_in_review/").status_code == 403
    assert "langkah" not in client.get(f"/usulan/{proposal.code}/saya/").content.decode()


def test_a_guest_is_shown_the_way_in(client, year):
    proposal = ProposalFactory(cycle=year)
    path = f"/usulan/{proposal.code}/saya/"
    assert client.get(path).headers["Location"] == f"/masuk/?next={path}"
    strip = client.get(path, headers={"HX-Request": "true"})
    assert strip.status_code == 200 and f"/masuk/?next=/usulan/{proposal.code}/" in strip.content.decode()
    for act in ("dukung", "ikuti", "tanya"):
        assert client.post(f"/usulan/{proposal.code}/{act}/").headers["Location"].startswith("/masuk/")


def test_support_by_htmx_answers_with_the_strip(client, neighbour, year):
    proposal = ProposalFactory(cycle=year)
    client.force_login(neighbour)
    strip = client.post(f"/usulan/{proposal.code}/dukung/", headers={"HX-Request": "true"}).content.decode()
    assert "Batalkan dukungan saya (1 orang mendukung)" in strip and "<html" not in strip


@pytest.mark.parametrize("role", ["village_admin", "agency_verifier", "sysadmin"])
def test_support_is_for_residents(client, year, role):
    proposal = ProposalFactory(cycle=year)
    client.force_login(holder(role, VILLAGE if role == "village_admin" else "99.01", WORKS))
    assert client.post(f"/usulan/{proposal.code}/dukung/").status_code == 403


@pytest.mark.parametrize(("role", "may"), [("citizen", True), ("child", False), ("facilitator", False)])
def test_following_is_for_whom_the_rules_name_and_offered_to_nobody_else(client, year, role, may):
    proposal = ProposalFactory(cycle=year)
    client.force_login(holder(role, VILLAGE))
    assert ("/ikuti/" in client.get(f"/usulan/{proposal.code}/saya/").content.decode()) is may
    assert client.post(f"/usulan/{proposal.code}/ikuti/").status_code == (302 if may else 403)
    assert Follow.objects.exists() is may


def test_who_wrote_for_somebody_may_stop_following(client, facilitator, year):
    proposal = sent_by(facilitator, assisted=True)
    client.force_login(facilitator)
    assert "Berhenti mengikuti" in client.get(f"/usulan/{proposal.code}/saya/").content.decode()
    assert client.post(f"/usulan/{proposal.code}/ikuti/", {"batal": "1"}).status_code == 302
    assert not Follow.objects.exists()


def test_the_question_after_a_rejection_is_asked_from_the_page(signed_in, resident, year):
    proposal = ProposalFactory(cycle=year, state="rejected", proposer=resident)
    Move.objects.create(
        tenant=proposal.tenant, proposal=proposal, step="reject_by_agency", from_state="agency_review",
        to_state="rejected", at=NOW, role="system", review="skpd", reason_code="technical", reason_text=WHY,
    )  # fmt: skip
    path = f"/usulan/{proposal.code}/"
    assert "Minta penjelasan" in signed_in.get(path + "saya/").content.decode()
    assert signed_in.post(path + "tanya/", {"question": "?"}).status_code == 422
    assert signed_in.post(path + "tanya/", {"question": "Mengapa tidak layak?"}).status_code == 302
    assert "Minta penjelasan" not in signed_in.get(path + "saya/").content.decode()


def test_out_of_season_the_form_and_the_receipt_say_so(client, resident):
    open_year("budgeting")
    client.force_login(resident)
    assert "Disimpan, tidak ditolak" in client.get(NEW).content.decode()
    page = client.post(NEW, typed(), follow=True).content.decode()
    assert "disimpan untuk tahun depan" in page


def test_a_resident_writes_for_the_own_village_alone(signed_in):
    page = signed_in.get(NEW).content.decode()
    assert "Desa Sukamaju" in page and "Mekarsari" not in page
    assert signed_in.post(NEW, typed(village="99.01.02.2001")).status_code == 422


def test_a_facilitator_enters_for_somebody_without_a_telephone(client, facilitator, year):
    client.force_login(facilitator)
    given = typed(contact_phone="", assisted="on", contact_name="Mak Icih")
    assert client.post(NEW, given).status_code == 302
    assert Proposal.objects.get().assisted_by == facilitator


def test_a_draft_is_discarded_from_its_form(signed_in):
    signed_in.post(NEW, typed(simpan="1"))
    draft = Proposal.objects.get()
    signed_in.post(f"{NEW}?draf={draft.uuid}", {"hapus": "1"})
    assert "Draf sudah dihapus." in signed_in.get("/usulan/saya/?draf=dihapus").content.decode()
    assert signed_in.get(f"{NEW}?draf={draft.uuid}").headers["Location"] == "/usulan/saya/?draf=dihapus"


def test_the_way_back_from_a_receipt_leads_to_it_again(signed_in):
    signed_in.post(NEW, typed(simpan="1"))
    draft = Proposal.objects.get()
    signed_in.post(f"{NEW}?draf={draft.uuid}", typed(uuid=str(draft.uuid)))
    draft.refresh_from_db()

    again = signed_in.get(f"{NEW}?draf={draft.uuid}")
    assert again.headers["Location"] == f"/usulan/{draft.code}/diterima/"
    retry = signed_in.post(f"{NEW}?draf={draft.uuid}", typed(uuid=str(draft.uuid)))
    assert retry.headers["Location"] == f"/usulan/{draft.code}/diterima/"


@pytest.mark.parametrize("act", [{}, {"simpan": "1"}], ids=["sent", "kept as a draft"])
def test_other_words_under_the_number_of_what_was_sent_are_not_swallowed(signed_in, act):
    first = typed()
    signed_in.post(NEW, first)
    sent = Proposal.objects.get()
    other = "Lampu di gang Melati mati sejak Lebaran, gelap sekali."

    answer = signed_in.post(NEW, first | {"problem": other} | act)
    page = answer.content.decode()
    assert answer.status_code == 409 and other in page and sent.code in page
    number = re.search(r'name="uuid" value="([^"]+)"', page)[1]
    assert number != first["uuid"]
    signed_in.post(NEW, first | {"problem": other, "uuid": number})
    assert set(Proposal.objects.values_list("problem", flat=True)) == {first["problem"], other}


def test_an_expired_form_comes_back_with_everything_typed_and_nothing_is_done(resident, year):
    client = Client(enforce_csrf_checks=True)
    client.force_login(resident)
    first = typed(address="Belakang pasar", csrfmiddlewaretoken="z" * 32)

    stale = client.post(NEW, first, headers={"Referer": f"http://testserver{NEW}"})
    page = stale.content.decode()
    assert stale.status_code == 403 and not Proposal.objects.exists()
    assert "Isian Anda masih ada" in page and "Belakang pasar" in page and first["uuid"] in page
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]
    assert client.post(NEW, first | {"csrfmiddlewaretoken": token}).status_code == 302
    assert Proposal.objects.get().address == "Belakang pasar"


def test_a_form_of_another_site_does_not_come_back(resident, year):
    client = Client(enforce_csrf_checks=True)
    client.force_login(resident)

    answer = client.post(NEW, typed(address="Titipan"), headers={"Referer": "https://elsewhere.example/"})
    assert answer.status_code == 403
    assert "Titipan" not in answer.content.decode() and "terbuka terlalu lama" in answer.content.decode()


def test_a_form_that_comes_back_asks_for_its_photographs_again(signed_in):
    photo = SimpleUploadedFile("foto.jpg", b"not read, for the form is wrong anyway", "image/jpeg")
    page = signed_in.post(NEW, typed(truth=None, photos=photo)).content.decode()
    assert "Foto perlu dipilih lagi" in page
    assert "Foto perlu dipilih lagi" not in signed_in.post(NEW, typed(truth=None)).content.decode()


def test_photographs_of_a_draft_are_seen_by_its_writer_alone(client, signed_in, neighbour, media):
    made = io.BytesIO()
    Image.new("RGB", (60, 40), "green").save(made, "JPEG")
    photo = SimpleUploadedFile("foto.jpg", made.getvalue(), "image/jpeg")
    signed_in.post(NEW, typed(simpan="1", photos=photo))
    path = "/foto/" + Proposal.objects.get().photos.get().file.removeprefix("photos/")

    own = signed_in.get(path)
    assert own.status_code == 200 and own.headers["Cache-Control"] == "private, no-store"
    assert b"".join(own.streaming_content)
    client.force_login(neighbour)
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("page", [NEW, "/usulan/saya/", "/usulan/{}/saya/", "/usulan/{}/diterima/"])
def test_each_page_asks_few_questions_however_much_there_is(signed_in, resident, year, queries_of, page):
    proposal = sent_by(resident)
    path = page.format(proposal.code)
    signed_in.get(path)
    few = queries_of(lambda: signed_in.get(path))
    Proposal.objects.bulk_create(ProposalFactory.build(cycle=year, proposer=resident) for _ in range(50))
    assert queries_of(lambda: signed_in.get(path)) == few
    assert few <= 10
