"""Readiness and affected residents: who answers, what those who decide read, and what the public reads."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from rembuk.apps.audit.models import Event
from rembuk.apps.core.seen import ChangedMeanwhile, mark_of
from rembuk.apps.proposals.actions.readiness import (
    Statement,
    answer_checks,
    state_impact,
    withdraw_statement,
)
from rembuk.apps.proposals.models import AffectedStatement, ReadinessAnswer
from rembuk.apps.proposals.readiness_lines import marks_of, preparedness
from rembuk.rules.refusals import Refusal
from tests.factories.people import holder
from tests.factories.places import OTHER_VILLAGE, VILLAGE, WORKS
from tests.factories.proposals import NOW, ProposalFactory, open_year

WORDS = "Seorang pemilik kebun setuju bila pohonnya diganti."
TREES = Statement("trees", "with_terms", 4, "Empat pohon kelapa", WORDS)


@pytest.fixture
def proposal(government):
    return ProposalFactory(cycle=open_year("village_deliberation"))


@pytest.fixture
def village(government):
    return holder("village_admin", VILLAGE)


def page_of(proposal):
    return reverse("proposals:readiness", args=[proposal.code])


def test_an_answer_is_kept_with_its_office_and_recorded(proposal, village):
    answers = {"land": ("yes", ""), "design": ("no", "Gambar belum ada ukurannya")}

    assert answer_checks(proposal, answers, by=village, now=NOW) == 2
    assert answer_checks(proposal, answers, by=village, now=NOW) == 0

    found = preparedness(proposal, "id")
    assert found.finding == "Yang masih kurang: gambar."
    assert [line.answer for line in found.checks] == ["yes", "no", "", ""]
    assert found.checks[0].office == "Desa Sukamaju"
    assert Event.objects.filter(action="readiness.answer").count() == 1


def test_a_no_without_what_is_missing_is_refused_by_the_rules_and_by_the_database(proposal, village):
    with pytest.raises(Refusal):
        answer_checks(proposal, {"land": ("no", "")}, by=village, now=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        ReadinessAnswer.objects.create(
            proposal=proposal, item="land", answer="no", note="", at=NOW, by=village, office="Desa"
        )


@pytest.mark.parametrize(
    ("role", "where"), [("village_admin", OTHER_VILLAGE), ("citizen", VILLAGE), ("planning_admin", "99.01")]
)
def test_only_the_village_team_and_the_agency_answer(proposal, role, where):
    with pytest.raises(Refusal):
        answer_checks(proposal, {"land": ("yes", "")}, by=holder(role, where), now=NOW)


def test_the_agency_answers_too_and_what_has_ended_is_closed(proposal):
    surveyor = holder("surveyor", agency_code=WORKS)
    assert answer_checks(proposal, {"design": ("not_needed", "Pekerjaan rutin")}, by=surveyor, now=NOW) == 1

    proposal.state = "rejected"
    with pytest.raises(Refusal, match="not changed any more"):
        answer_checks(proposal, {"land": ("yes", "")}, by=surveyor, now=NOW)


def test_the_slower_of_two_is_told_and_keeps_what_was_typed(proposal, village, client):
    seen = mark_of(marks_of(proposal))
    answer_checks(proposal, {"land": ("yes", "")}, by=village, now=NOW)

    with pytest.raises(ChangedMeanwhile):
        answer_checks(proposal, {"land": ("no", "Belum dihibahkan")}, by=village, now=NOW, seen=seen)
    client.force_login(village)
    sent = {"bagian": "kesiapan", "dilihat": seen, "land": "no", "land_note": "Belum dihibahkan"}
    answer = client.post(page_of(proposal), sent)
    assert answer.status_code == 409 and "Belum dihibahkan" in answer.content.decode()


def test_the_page_asks_for_the_note_and_then_saves(proposal, village, client):
    client.force_login(village)
    sent = {
        "bagian": "kesiapan",
        "land": "no",
        "land_note": "",
        "upkeep": "yes",
        "upkeep_note": "Warga RT 03",
    }

    answer = client.post(page_of(proposal), sent)
    assert answer.status_code == 422 and "Tuliskan apa yang masih kurang." in answer.content.decode()
    assert "Warga RT 03" in answer.content.decode() and not ReadinessAnswer.objects.exists()

    named = sent | {"land_note": "Tanah milik Pak Budi"}  # notes are public
    assert "Tuliskan tanpa nama" in client.post(page_of(proposal), named).content.decode()

    client.post(page_of(proposal), sent | {"land_note": "Surat hibah belum ada"})
    assert set(ReadinessAnswer.objects.values_list("item", flat=True)) == {"land", "upkeep"}


def test_those_who_decide_read_the_words_and_the_public_only_how_many(proposal, village, client):
    state_impact(proposal, TREES, by=village, now=NOW)
    state_impact(proposal, Statement("access", "agrees", 25, "Gang sempit", WORDS), by=village, now=NOW)

    public = client.get(reverse("portal:trace", args=[proposal.code])).content.decode()
    assert WORDS not in public and "Empat pohon kelapa" not in public
    assert "kurang dari 10 orang" in public and "25 orang" in public and "4 orang" not in public
    client.force_login(village)
    desk = client.get(reverse("desk:decide", args=[proposal.code])).content.decode()
    assert WORDS in desk and "4 orang" in desk and "Kesiapannya belum dijawab." in desk


def test_a_resident_speaks_for_one_and_sees_no_words_of_others(proposal, village, client):
    state_impact(proposal, TREES, by=village, now=NOW)
    client.force_login(holder("citizen", VILLAGE))
    sent = {
        "bagian": "warga", "touched": "land", "stance": "objects", "people": "900",
        "what": "Pagar halaman depan", "statement": "Saya keberatan bila pagar dibongkar.",
    }  # fmt: skip

    assert client.post(page_of(proposal), sent).status_code == 302
    row = AffectedStatement.objects.get(is_own=True)
    assert row.people == 1
    page = client.get(page_of(proposal)).content.decode()
    assert "Pagar halaman depan" in page and WORDS not in page


def test_a_statement_with_a_name_is_not_kept_and_nothing_typed_is_lost(proposal, village, client):
    client.force_login(village)
    sent = {
        "bagian": "warga", "touched": "land", "stance": "objects", "people": "3",
        "what": "Sawah 20 m2", "statement": "Pak Budi tidak mau.",
    }  # fmt: skip

    answer = client.post(page_of(proposal), sent)

    page = answer.content.decode()
    assert answer.status_code == 422 and "Tuliskan tanpa nama" in page and "Sawah 20 m2" in page
    assert not AffectedStatement.objects.exists()


def test_a_statement_can_be_taken_back_by_its_writer_and_stays_in_the_log(proposal, village):
    neighbour, other = holder("citizen", VILLAGE), holder("citizen_verified", VILLAGE)
    row = state_impact(proposal, TREES, by=neighbour, now=NOW)

    with pytest.raises(Refusal):
        withdraw_statement(row, by=other, now=NOW)
    withdraw_statement(row, by=neighbour, now=NOW)

    assert preparedness(proposal, "id").statements == ()
    assert Event.objects.filter(action="impact.state").count() == 2
