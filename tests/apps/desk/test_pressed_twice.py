"""A button pressed twice is one act, and both answers are the same: officers' phones are slow, too."""

import pytest

from rembuk.apps.audit.models import Event
from rembuk.apps.desk.actions.decide import decide
from rembuk.apps.desk.models import HeldDecision
from rembuk.apps.proposals.models import Move, Proposal
from rembuk.rules.proposal_flow import STEP
from tests.factories.people import holder
from tests.factories.places import VILLAGE, build_regency
from tests.factories.proposals import NOW, WHY, ProposalFactory, open_year
from tests.together import at_once

COMPLETE = {
    "langkah": "complete_details", "change_note": "Diukur bersama pengusul di lokasi.", "volume": "120",
    "unit": "m", "beneficiaries": "300", "problem_statement": "Jalan rusak.", "category": "road",
}  # fmt: skip
RETURN = {"langkah": "return_from_village", "reason_text": WHY}


@pytest.fixture
def proposal(government):
    return ProposalFactory(cycle=open_year("village_deliberation"))


@pytest.fixture
def desk(client, village_admin, proposal):
    client.force_login(village_admin)
    return client


def pressed(desk, proposal, given):
    return desk.post(f"/usulan/{proposal.code}/verifikasi/", given)


@pytest.mark.parametrize("given", [COMPLETE, RETURN])
def test_a_decision_sent_twice_is_taken_once_and_answered_alike(desk, proposal, given):
    first, second = (pressed(desk, proposal, given) for _ in range(2))
    assert (first.status_code, first["Location"]) == (second.status_code, second["Location"])
    assert first.status_code == 302
    assert Move.objects.count() == 1
    assert Event.objects.filter(subject=f"proposal:{proposal.code}").count() == 1


def test_other_words_are_another_act(desk, proposal):
    for note in ("Diukur bersama pengusul di lokasi.", "Diukur sekali lagi bersama kepala dusun."):
        assert pressed(desk, proposal, {**COMPLETE, "change_note": note}).status_code == 302
    assert Move.objects.count() == 2


def test_a_decision_of_somebody_else_is_never_taken_for_ones_own(desk, client, proposal):
    pressed(desk, proposal, RETURN)
    client.force_login(holder("village_secretary", VILLAGE))
    answer = pressed(client, proposal, RETURN)
    assert answer.status_code == 409 and "baru saja memutuskan" in answer.content.decode()
    assert Move.objects.count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("seconds", [0, 10])
def test_sent_many_times_at_the_same_moment_it_is_held_or_told_once(transactional_db, settings, seconds):
    settings.REMBUK_UNDO_SECONDS = seconds
    build_regency()
    proposal = ProposalFactory(cycle=open_year("village_deliberation"))
    clerk = holder("village_admin", VILLAGE)
    step = STEP["return_from_village" if seconds else "complete_details"]
    inputs = {"reason_text": WHY} if seconds else {"change_note": WHY, "volume": 12, "unit": "m"}

    def press():
        own = Proposal.objects.select_related("cycle").get(pk=proposal.pk)
        return decide(own, step, by=clerk, now=NOW, inputs=inputs)

    answers = at_once([press] * 8)
    assert not [answer for answer in answers if isinstance(answer, Exception)], answers
    assert (HeldDecision.objects.count(), Move.objects.count()) == ((1, 0) if seconds else (0, 1))
