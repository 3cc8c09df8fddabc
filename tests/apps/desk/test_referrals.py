"""A disclosure reaches its protection officer at once, with the note, and nobody else."""

import pytest
from django.test import Client

from rembuk.apps.audit.deliver import deliver, register
from rembuk.apps.audit.models import Event
from rembuk.apps.audit.seal import seal_all
from rembuk.apps.core import clock
from rembuk.apps.core.media import save_media
from rembuk.apps.exchange.models import Message
from rembuk.apps.proposals.actions.move import move
from rembuk.apps.proposals.models import Photo, Referral
from rembuk.site.reactions import REACTIONS
from tests.factories.people import holder
from tests.factories.proposals import open_year, sent_by

NOTE = "Segera dirujuk ke UPTD PPA, hubungi ibunya lewat Bu RT."
REFERRALS = "/tugas/rujukan/"


def signed_in(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def officer(government):
    return holder("women_child_officer", email="dp3a@example.id")


@pytest.fixture
def proposal(government, resident):
    open_year("village_deliberation")
    return sent_by(resident, problem="Anak tetangga kami sering dipukul.", contact_phone="+628123456789")


@pytest.fixture
def handed_over(proposal, village_admin, settings):
    """By the village office, while other decisions would be held for their undo."""
    settings.REMBUK_UNDO_SECONDS = 10
    given = {"langkah": "divert_disclosure_in_review", "safeguard_note": NOTE}
    answer = signed_in(village_admin).post(f"/usulan/{proposal.code}/verifikasi/", given)
    assert answer.status_code == 302
    proposal.refresh_from_db()
    return proposal


def test_it_is_hidden_at_once(handed_over, village_admin):
    assert (handed_over.state, handed_over.is_public) == ("safeguarded", False)
    assert signed_in(village_admin).get(f"/usulan/{handed_over.code}/verifikasi/").status_code == 404


def test_its_photographs_go_with_it_from_whoever_kept_them(proposal, village_admin, officer, media):
    name = save_media(b"RIFFxxxxWEBP", suffix=".webp", folder="photos")
    Photo.objects.create(
        proposal=proposal, kind="problem", file=name, width=1, height=1, sha256="a" * 64, at=clock.now()
    )
    path, reader = f"/foto/{name.partition('/')[2]}", Client()
    shown = reader.get(path)
    kept = {"If-None-Match": shown.headers["ETag"]}
    assert shown.getvalue() == b"RIFFxxxxWEBP" and reader.get(path, headers=kept).status_code == 304

    note = {"safeguard_note": NOTE}
    move(proposal, "divert_disclosure_in_review", by=village_admin, now=clock.now(), inputs=note)

    assert reader.get(path, headers=kept).status_code == 404
    answer = signed_in(officer).get(path)
    assert answer.headers["Cache-Control"] == "private, no-store" and answer.getvalue()


def test_the_officer_finds_the_note_what_was_written_and_whom_to_reach(handed_over, officer):
    desk = signed_in(officer)
    assert "1 rujukan pelindungan menunggu Anda" in desk.get("/tugas/").content.decode()

    page = desk.get(REFERRALS).content.decode()
    assert NOTE in page and "sering dipukul" in page and "812-3456-789" in page
    assert desk.get(f"/usulan/{handed_over.code}/verifikasi/").status_code == 200


def test_taking_it_on_is_noted_once_and_ends_the_task(handed_over, officer):
    desk = signed_in(officer)
    for _ in range(2):
        assert desk.post(REFERRALS, {"rujukan": str(handed_over.pk)}).status_code == 302

    assert Referral.objects.get().received_by == officer
    assert Event.objects.filter(action="safeguard.receive").count() == 1
    assert "rujukan pelindungan" not in desk.get("/tugas/").content.decode()
    assert NOTE in desk.get(REFERRALS).content.decode()


@pytest.mark.parametrize("wanted", ["", "x", "999999", "9" * 40])
def test_what_is_no_referral_is_not_there(handed_over, officer, wanted):
    assert signed_in(officer).post(REFERRALS, {"rujukan": wanted}).status_code == 404


def test_nobody_else_reads_it(handed_over, planner, village_admin):
    for person in (planner, village_admin):
        assert signed_in(person).get(REFERRALS).status_code == 403


def test_a_message_tells_the_officers_that_it_waits_and_nothing_of_it(handed_over, officer, resident):
    Message.objects.all().delete()
    seal_all()
    register(REACTIONS)
    deliver("reactions", REACTIONS)

    message = Message.objects.get(audience="officer")
    assert (message.user, message.address, message.link) == (officer, "dp3a@example.id", REFERRALS)
    for word in (handed_over.code, handed_over.title, "dipukul", NOTE):
        assert word not in f"{message.subject} {message.body} {message.proposal_code}"
    assert not Message.objects.exclude(user=officer).filter(body__contains="pelindungan").exists()
