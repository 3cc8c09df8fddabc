"""Rejections need a second person; whoever was rejected may ask why, once."""

from datetime import date, timedelta

import pytest

from rembuk.apps.people.access import forget_rights
from rembuk.apps.proposals.actions import explain
from rembuk.apps.proposals.actions.move import InputsRefused, move
from rembuk.apps.proposals.actions.second import ask_second, confirm, send_back
from rembuk.apps.proposals.models import Explanation, Proposal, WaitingDecision
from rembuk.apps.proposals.races import LostRace
from rembuk.rules.refusals import Refusal
from tests.factories.people import holder
from tests.factories.places import SCHOOLS, TENANT, WORKS
from tests.factories.proposals import NOW, WHY, ProposalFactory, open_year

NO = {"reason_code": "technical", "reason_text": WHY}


@pytest.fixture
def proposal(government, resident):
    return ProposalFactory(cycle=open_year("agency_forum"), state="agency_review", proposer=resident)


@pytest.fixture
def prepared(proposal, agency_verifier):
    ask_second(proposal, "reject_by_agency", by=agency_verifier, now=NOW, inputs=NO)
    return proposal


def mark(proposal):
    """Of the paper that waits now, as its second person reads it."""
    return WaitingDecision.objects.get(proposal=proposal).mark


@pytest.fixture
def rejected(prepared, agency_head):
    confirm(prepared, second=agency_head, now=NOW, seen=mark(prepared))
    return prepared


def test_a_prepared_rejection_changes_nothing_yet(prepared):
    prepared.refresh_from_db()
    assert prepared.state == "agency_review" and not prepared.moves.exists()


def test_the_second_person_confirms_in_both_names(rejected, agency_verifier, agency_head):
    taken = rejected.moves.get()
    assert (taken.to_state, taken.by, taken.second) == ("rejected", agency_verifier, agency_head)
    assert (taken.reason_code, taken.reason_text) == ("technical", WHY)
    assert not WaitingDecision.objects.exists()


def test_the_second_person_sends_it_back(prepared, agency_head):
    send_back(prepared, second=agency_head, now=NOW, seen=mark(prepared))
    prepared.refresh_from_db()
    assert prepared.state == "agency_review" and not WaitingDecision.objects.exists()


@pytest.mark.parametrize("act", [confirm, send_back])
def test_nobody_answers_to_a_paper_that_they_did_not_read(prepared, agency_verifier, agency_head, act):
    read = mark(prepared)
    send_back(prepared, second=agency_head, now=NOW, seen=read)
    later, other = NOW + timedelta(minutes=1), NO | {"reason_text": f"{WHY} Ini alasan yang lain."}
    ask_second(prepared, "reject_by_agency", by=agency_verifier, now=later, inputs=other)

    with pytest.raises(LostRace):
        act(prepared, second=agency_head, now=later, seen=read)
    prepared.refresh_from_db()
    assert prepared.state == "agency_review" and WaitingDecision.objects.exists()


def test_what_waits_is_not_replaced_and_sent_twice_it_waits_once(prepared, agency_verifier):
    read = mark(prepared)
    later = NOW + timedelta(minutes=1)
    ask_second(prepared, "reject_by_agency", by=agency_verifier, now=later, inputs=NO)
    with pytest.raises(LostRace):
        ask_second(
            prepared, "reject_by_agency", by=agency_verifier, now=later,
            inputs=NO | {"reason_code": "authority"},
        )  # fmt: skip
    assert mark(prepared) == read and WaitingDecision.objects.get().inputs["reason_code"] == "technical"


def test_nothing_is_prepared_on_what_has_moved_on(proposal, agency_verifier):
    as_it_was_read = Proposal.objects.select_related("cycle").get(pk=proposal.pk)
    move(proposal, "order_survey", by=agency_verifier, now=NOW)

    with pytest.raises(LostRace):
        ask_second(as_it_was_read, "reject_by_agency", by=agency_verifier, now=NOW, inputs=NO)
    assert not WaitingDecision.objects.exists()


def test_nobody_confirms_an_own_decision(prepared, agency_verifier):
    agency_verifier.assignments.create(
        tenant=TENANT, role="agency_head", region_code=TENANT, agency_code=WORKS, starts_on=date(2020, 1, 1)
    )
    forget_rights(agency_verifier)
    with pytest.raises(Refusal) as refused:
        confirm(prepared, second=agency_verifier, now=NOW, seen=mark(prepared))
    assert refused.value.code == "same_person"


@pytest.mark.parametrize(
    ("role", "agency"), [("agency_head", SCHOOLS), ("planning_head", ""), ("agency_verifier", WORKS)]
)
def test_only_the_head_of_this_agency_confirms(prepared, role, agency):
    other = holder(role, TENANT, agency)
    for act in (confirm, send_back):
        with pytest.raises(Refusal):
            act(prepared, second=other, now=NOW, seen=mark(prepared))
    assert WaitingDecision.objects.exists()


def test_a_rejection_is_never_taken_alone(proposal, agency_verifier):
    with pytest.raises(Refusal):
        move(proposal, "reject_by_agency", by=agency_verifier, now=NOW, inputs=NO)
    proposal.refresh_from_db()
    assert proposal.state == "agency_review"


def test_a_rejection_without_a_reason_is_not_even_prepared(proposal, agency_verifier):
    with pytest.raises(InputsRefused):
        ask_second(
            proposal, "reject_by_agency", by=agency_verifier, now=NOW, inputs={"reason_code": "technical"}
        )
    assert not WaitingDecision.objects.exists()


def test_the_proposer_asks_once_and_the_superior_answers_once(rejected, resident, agency_head):
    asked = explain.ask(rejected, question="Mengapa jalan kami tidak layak?", by=resident, now=NOW)
    assert explain.ask(rejected, question=asked.question, by=resident, now=NOW) == asked  # sent twice
    with pytest.raises(Refusal) as again:
        explain.ask(rejected, question="Siapa yang memutuskan ini?", by=resident, now=NOW)
    assert again.value.code == "asked_before"

    assert Explanation.objects.get() == asked
    assert asked.superior_role == "agency_head" and asked.due_on > NOW.date()
    explain.answer(asked, text="Tanahnya labil menurut hasil survei.", by=agency_head, now=NOW)
    explain.answer(asked, text="Tanahnya labil menurut hasil survei.", by=agency_head, now=NOW)  # sent twice
    with pytest.raises(Refusal) as answered:
        explain.answer(asked, text="Jalan ini milik provinsi, bukan kabupaten.", by=agency_head, now=NOW)
    assert answered.value.code == "answered"


def test_nobody_else_asks_or_answers(rejected, resident, neighbour, agency_verifier):
    with pytest.raises(Refusal):
        explain.ask(rejected, question="Mengapa jalan kami tidak layak?", by=neighbour, now=NOW)
    row = explain.ask(rejected, question="Mengapa jalan kami tidak layak?", by=resident, now=NOW)
    with pytest.raises(Refusal):
        explain.answer(row, text="Tanahnya labil menurut hasil survei.", by=agency_verifier, now=NOW)
