"""Ten seconds to take a decision back: until then nothing has happened, afterwards it is in force."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError

from rembuk.apps.audit.models import Event
from rembuk.apps.core import clock
from rembuk.apps.desk import jobs
from rembuk.apps.desk.actions.decide import decide
from rembuk.apps.desk.actions.hold import carry_out, take_back
from rembuk.apps.desk.jobs import carry_out_held
from rembuk.apps.desk.kept import given_back, kept
from rembuk.apps.desk.models import HeldDecision
from rembuk.apps.desk.waiting import waiting_for
from rembuk.apps.preparation.models import Stage
from rembuk.apps.proposals.actions.move import move
from rembuk.apps.proposals.actions.second import ask_second
from rembuk.apps.proposals.models import Move, Proposal
from rembuk.rules.proposal_flow import STEP
from rembuk.rules.refusals import Refusal
from rembuk.site.schedule import expire_undecided
from tests.factories.people import holder
from tests.factories.places import VILLAGE
from tests.factories.proposals import NOW, WHY, ProposalFactory, open_year
from tests.together import at_once

RETURN = STEP["return_from_village"]
LATER = timedelta(seconds=11)


@pytest.fixture(autouse=True)
def _ten_seconds(settings):
    settings.REMBUK_UNDO_SECONDS = 10


@pytest.fixture
def year(government):
    return open_year("village_deliberation", "agency_forum")


@pytest.fixture
def later(monkeypatch):
    """The worker comes by when the ten seconds are over."""

    def work() -> int:
        monkeypatch.setattr(jobs, "now", lambda: clock.now() + LATER)
        return carry_out_held()

    return work


@pytest.fixture
def desk(client, village_admin, year):
    client.force_login(village_admin)
    return client


def path(proposal):
    return f"/usulan/{proposal.code}/verifikasi/"


def state_of(proposal):
    return Proposal.objects.values_list("state", flat=True).get(pk=proposal.pk)


def sent_back(desk, proposal):
    return desk.post(path(proposal), {"langkah": RETURN.id, "reason_text": WHY}, follow=True)


def batch():
    return str(HeldDecision.objects.values_list("batch", flat=True).last())


def test_a_decision_is_kept_at_once_and_in_force_later(desk, year, later, village_admin):
    proposal = ProposalFactory(cycle=year, title="Jembatan putus")

    page = sent_back(desk, proposal).content.decode()

    assert "Jembatan putus. Berlaku dalam 10 detik." in page and "Urungkan" in page
    assert state_of(proposal) == "village_review"
    assert not Move.objects.filter(proposal=proposal).exists()
    assert carry_out_held() == 0, "its time is not over"
    assert later() == 1
    assert state_of(proposal) == "returned"
    step = Move.objects.get(proposal=proposal)
    assert (step.by, step.reason_text) == (village_admin, WHY)
    assert later() == 0 and Move.objects.filter(proposal=proposal).count() == 1


def test_taken_back_it_never_was_and_the_form_comes_back_filled(desk, year, later):
    proposal = ProposalFactory(cycle=year)
    sent_back(desk, proposal)

    page = desk.post("/tugas/urungkan/", {"putusan": batch()}).content.decode()

    assert "Diurungkan." in page and WHY in page and "Simpan keputusan" in page
    assert later() == 0
    assert state_of(proposal) == "village_review"
    said = list(Event.objects.filter(action__startswith="proposal.return").values_list("action", flat=True))
    assert said == ["proposal.return.held", "proposal.return.taken_back"]


def test_when_it_is_too_late_that_is_said(desk, year, later):
    proposal = ProposalFactory(cycle=year)
    sent_back(desk, proposal)
    given = {"putusan": batch()}
    later()

    page = desk.post("/tugas/urungkan/", given, follow=True).content.decode()

    assert "tidak dapat diurungkan lagi" in page
    assert state_of(proposal) == "returned"


def test_nobody_undoes_the_decision_of_somebody_else(desk, client, year, village_secretary, later):
    sent_back(desk, ProposalFactory(cycle=year))
    client.force_login(village_secretary)
    client.post("/tugas/urungkan/", {"putusan": batch()})
    assert HeldDecision.objects.count() == 1


@pytest.mark.parametrize("given", ["", "x", "00000000-0000-0000-0000-000000000000", "9" * 400])
def test_an_undo_of_nothing_leads_back_to_the_list(desk, given):
    answer = desk.post("/tugas/urungkan/", {"putusan": given})
    assert answer.status_code == 302 and answer["Location"].startswith("/tugas/")


def test_what_is_held_waits_for_nobody_and_the_second_officer_is_told(
    desk, client, year, village_admin, village_secretary
):
    proposal = ProposalFactory(cycle=year)
    sent_back(desk, proposal)
    assert not waiting_for(village_admin).exists() and not waiting_for(village_secretary).exists()

    client.force_login(village_secretary)
    page = client.get(path(proposal)).content.decode()
    assert "Desa Sukamaju baru saja memutuskan usulan ini." in page and "langkah=" not in page
    mine = "Alasan saya yang panjang dan tidak boleh hilang begitu saja."
    answer = client.post(path(proposal), {"langkah": RETURN.id, "reason_text": mine})
    assert answer.status_code == 409
    assert "Desa Sukamaju baru saja memutuskan usulan ini." in answer.content.decode()
    assert mine in answer.content.decode()


def test_sent_twice_it_is_held_once(desk, year):
    proposal = ProposalFactory(cycle=year)
    sent_back(desk, proposal)
    assert sent_back(desk, proposal).status_code == 200
    assert HeldDecision.objects.count() == 1


def test_the_database_holds_one_decision_a_proposal(year, village_admin, village_secretary):
    proposal = ProposalFactory(cycle=year)
    decide(proposal, RETURN, by=village_admin, now=clock.now(), inputs={"reason_text": WHY})
    row = HeldDecision.objects.get()
    row.pk, row.by = None, village_secretary
    with pytest.raises(IntegrityError):
        row.save(force_insert=True)


@pytest.mark.django_db(transaction=True)
def test_of_two_officers_at_once_one_wins_and_the_other_is_told(government):
    proposal = ProposalFactory(cycle=open_year("village_deliberation"))
    officers = [holder("village_admin", VILLAGE), holder("village_secretary", VILLAGE)]

    def press(by):
        own = Proposal.objects.select_related("cycle").get(pk=proposal.pk)
        return lambda: decide(own, RETURN, by=by, now=clock.now(), inputs={"reason_text": WHY})

    said = at_once([press(by) for by in officers])

    refused = [answer for answer in said if isinstance(answer, Refusal)]
    assert len(refused) == 1 and "baru saja memutuskan" in refused[0].text_id
    assert HeldDecision.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_the_undo_and_the_worker_never_both_win(government, village_admin):
    cycle = open_year("village_deliberation")
    for _ in range(8):
        proposal = ProposalFactory(cycle=cycle)
        held = decide(proposal, RETURN, by=village_admin, now=clock.now(), inputs={"reason_text": WHY}).held
        row = HeldDecision.objects.select_related("proposal__cycle", "by").get(pk=held.pk)

        taken, done = at_once(
            [
                lambda held=held: bool(take_back(held.batch, by=village_admin, now=clock.now())),
                lambda row=row: carry_out(row, now=clock.now()),
            ]
        )

        assert (taken, done) in ((True, False), (False, True))
        assert state_of(proposal) == ("returned" if done else "village_review")
        assert not HeldDecision.objects.exists()


def test_what_cannot_be_carried_out_any_more_is_told_until_it_is_read(desk, year, later, village_secretary):
    proposal = ProposalFactory(cycle=year, title="Jembatan putus")
    sent_back(desk, proposal)
    move(
        proposal, "divert_disclosure_in_review", by=village_secretary, now=NOW,
        inputs={"safeguard_note": "Diteruskan kepada pendamping yang berwenang."},
    )  # fmt: skip

    assert later() == 0

    page = desk.get("/tugas/").content.decode()
    assert "Keputusan Anda tidak jadi berlaku." in page and "Jembatan putus" in page
    assert Event.objects.filter(action="proposal.return.not_carried_out").count() == 1
    desk.post("/tugas/urungkan/", {"putusan": batch()})
    assert "tidak jadi berlaku" not in desk.get("/tugas/").content.decode()


def test_a_decision_in_the_last_second_counts_although_its_window_has_closed(desk, year, later):
    proposal = ProposalFactory(cycle=year)
    sent_back(desk, proposal)
    Stage.objects.filter(cycle=year).update(closes_at=clock.now())

    assert expire_undecided() == 0
    assert later() == 1
    assert state_of(proposal) == "returned"


def test_what_stays_where_it_is_is_saved_at_once(desk, year):
    proposal = ProposalFactory(cycle=year)
    given = {
        "langkah": "complete_details", "change_note": "Dilengkapi bersama pengusul", "volume": "200",
        "problem_statement": proposal.problem, "proposed_work": proposal.work, "unit": "meter",
        "beneficiaries": "340", "estimated_cost": "85 juta", "category": "road",
    }  # fmt: skip
    assert "Tersimpan." in desk.post(path(proposal), given, follow=True).content.decode()
    proposal.refresh_from_db()
    assert proposal.estimated_cost == 85_000_000 and not HeldDecision.objects.exists()


def test_what_tells_of_danger_is_hidden_at_once(desk, year):
    proposal = ProposalFactory(cycle=year)
    note = {"safeguard_note": "Ada ancaman kekerasan, mohon segera ditangani petugas."}
    desk.post(path(proposal), {"langkah": "divert_disclosure_in_review", **note})
    assert state_of(proposal) == "safeguarded" and not HeldDecision.objects.exists()


@pytest.mark.parametrize(("answer", "state"), [("setuju", "rejected"), ("kembali", "agency_review")])
def test_the_answer_of_the_second_person_is_held_too(
    client, agency_verifier, agency_head, year, later, answer, state
):
    proposal = ProposalFactory(cycle=year, state="agency_review")
    given = {"reason_code": "technical", "reason_text": WHY}
    read = ask_second(proposal, "reject_by_agency", by=agency_verifier, now=NOW, inputs=given).mark
    client.force_login(agency_head)

    given = {"jawaban": answer, "dilihat": read}
    page = client.post(path(proposal) + "kedua/", given, follow=True).content.decode()

    assert "Berlaku dalam 10 detik." in page
    assert state_of(proposal) == "agency_review"
    assert later() == 1
    assert state_of(proposal) == state
    assert not waiting_for(agency_head).exists()


def test_a_rejection_goes_to_the_second_person_when_its_time_is_over(
    client, agency_verifier, agency_head, year, later
):
    proposal = ProposalFactory(cycle=year, state="agency_review")
    client.force_login(agency_verifier)
    given = {"langkah": "reject_by_agency", "reason_code": "technical", "reason_text": WHY}
    client.post(path(proposal), given)
    assert not waiting_for(agency_head).exists()
    later()
    assert list(waiting_for(agency_head)) == [proposal]
    other = {"langkah": "forward_by_agency", "reason_code": "authority", "reason_text": WHY}
    answer = client.post(path(proposal), {**other, "target_government": "provinsi"})
    assert answer.status_code == 409 and "orang kedua" in answer.content.decode()


def test_many_are_undone_together(desk, year, later):
    chosen = [ProposalFactory(cycle=year).pk for _ in range(3)]
    ask = {"pilih": chosen, "langkah": RETURN.id, "putuskan": "1", "reason_text": WHY}
    page = desk.post("/tugas/banyak/", ask, follow=True).content.decode()
    assert "3 usulan. Berlaku dalam 10 detik." in page

    page = desk.post("/tugas/urungkan/", {"putusan": batch()}, follow=True).content.decode()

    assert "Diurungkan." in page and "3 usulan menunggu" in page
    assert later() == 0


def test_a_failure_holds_up_no_other_decision(desk, year, later, monkeypatch, caplog):
    first, second = ProposalFactory(cycle=year), ProposalFactory(cycle=year)
    for proposal in (first, second):
        sent_back(desk, proposal)
    HeldDecision.objects.filter(proposal=first).update(step="no_step_any_more")

    assert later() == 1

    assert (state_of(first), state_of(second)) == ("village_review", "returned")
    assert HeldDecision.objects.get().proposal == first and "failed" in caplog.text


def test_zero_seconds_are_no_seconds(desk, year, settings):
    settings.REMBUK_UNDO_SECONDS = 0
    proposal = ProposalFactory(cycle=year)
    assert "Keputusan tersimpan" in sent_back(desk, proposal).content.decode()
    assert state_of(proposal) == "returned"


def test_inputs_come_back_as_they_were_given(year, government):
    target = ProposalFactory(cycle=year)
    given = {
        "merge_target": target,
        "volume": Decimal("12.50"),
        "handover_date": date(2026, 1, 15),
        "amount": 5,
        "gps_position": {"lat": "-7,1", "lon": "108,9"},
        "reason_text": WHY,
    }
    assert given_back(kept(given)) == given
