"""Steps of a proposal through its actions: who wins, what is asked, what follows at once."""

from datetime import timedelta

import pytest

from rembuk.apps.audit.models import Event
from rembuk.apps.places.queries import agency
from rembuk.apps.proposals.actions.merge import unmerge
from rembuk.apps.proposals.actions.move import InputsRefused, move
from rembuk.apps.proposals.actions.resident import take_own_step
from rembuk.apps.proposals.actions.route import settle
from rembuk.apps.proposals.models import Move, Proposal
from rembuk.rules.proposal_flow import STEP
from rembuk.rules.refusals import Refusal
from tests.factories.people import holder
from tests.factories.places import DISTRICT, SCHOOLS, TENANT, VILLAGE, WARD, WORKS
from tests.factories.preparation import QuotaRuleFactory
from tests.factories.proposals import NOW, WHY, ProposalFactory, open_year, sent_by
from tests.together import at_once


@pytest.fixture
def year(government):
    return open_year("village_deliberation", "district_deliberation", "agency_forum")


def kinds_of(proposal):
    return list(proposal.moves.order_by("id").values_list("step", flat=True))


@pytest.mark.parametrize(
    ("village", "stage"),
    [(VILLAGE, "hamlet_meeting"), (WARD, "neighborhood_meeting")],
    ids=["desa", "kelurahan"],
)
def test_what_is_submitted_lies_before_the_village_at_once(government, village, stage):
    open_year(stage)
    proposal = sent_by(holder("citizen", village), village=village)

    proposal.refresh_from_db()
    assert proposal.state == "village_review"
    assert kinds_of(proposal) == ["submit", "route_to_village"]
    assert proposal.is_public and proposal.code
    assert proposal.moves.get(step="route_to_village").role == "system"
    assert Event.objects.filter(subject=f"proposal:{proposal.code}").count() == 2


def test_out_of_season_it_is_kept_and_never_refused(government, resident):
    open_year("budgeting")
    proposal = sent_by(resident)

    proposal.refresh_from_db()
    assert proposal.state == "recorded" and proposal.code and proposal.is_public


def test_the_named_agency_and_its_group_are_those_of_the_field(year, resident):
    proposal = sent_by(resident, category="road")

    assert (proposal.agency_code, proposal.agency_group) == (WORKS, "infrastruktur")


def test_a_step_without_its_inputs_says_what_is_missing(year, village_admin):
    proposal = ProposalFactory(cycle=year)

    with pytest.raises(InputsRefused) as refused:
        move(proposal, "return_from_village", by=village_admin, now=NOW, inputs={"reason_text": "kurang"})

    assert set(refused.value.problems) == {"reason_text"}
    proposal.refresh_from_db()
    assert proposal.state == "village_review" and not Move.objects.exists()


@pytest.mark.parametrize(
    ("role", "place", "agency", "allowed"),
    [
        ("village_admin", VILLAGE, "", True),
        ("village_secretary", VILLAGE, "", True),
        ("village_admin", WARD, "", False),
        ("village_head", VILLAGE, "", False),
        ("district_officer", DISTRICT, "", False),
        ("agency_verifier", "99.01", WORKS, False),
        ("citizen_verified", VILLAGE, "", False),
        ("sysadmin", "99.01", "", False),
    ],
)
def test_only_the_office_of_the_place_returns_it(year, role, place, agency, allowed):
    proposal = ProposalFactory(cycle=year)
    by = holder(role, place, agency)

    def act():
        return move(proposal, "return_from_village", by=by, now=NOW, inputs={"reason_text": WHY})

    if allowed:
        assert act().office == "Desa Sukamaju"
    else:
        with pytest.raises(Refusal):
            act()


def test_a_closed_stage_takes_no_decision(government, village_admin):
    proposal = ProposalFactory(cycle=open_year("budgeting"))

    with pytest.raises(Refusal) as refused:
        move(proposal, "return_from_village", by=village_admin, now=NOW, inputs={"reason_text": WHY})

    assert refused.value.code == "stage"


def test_nobody_judges_an_own_proposal(year, village_admin):
    proposal = ProposalFactory(cycle=year, proposer=village_admin)

    with pytest.raises(Refusal) as refused:
        move(proposal, "return_from_village", by=village_admin, now=NOW, inputs={"reason_text": WHY})

    assert refused.value.code == "own_proposal"


def test_what_is_returned_is_repaired_and_lies_again_before_the_same_office(year, resident, district_officer):
    proposal = ProposalFactory(cycle=year, state="district_review", proposer=resident)
    move(proposal, "return_from_district", by=district_officer, now=NOW, inputs={"reason_text": WHY})
    assert (proposal.state, proposal.returned_from) == ("returned", "district_review")

    take_own_step(
        proposal,
        STEP["resubmit"],
        by=resident,
        now=NOW,
        inputs={"change_note": "Surat sudah ada", "proposed_work": "Perbaiki jalan 150 meter."},
    )

    proposal.refresh_from_db()
    assert (proposal.state, proposal.returned_from) == ("district_review", "")
    assert proposal.title == "Perbaiki jalan 150 meter"
    assert proposal.own_words["work"] == "Perbaiki jalan sepanjang 200 meter."


def test_it_cannot_come_back_when_the_office_that_returned_it_has_closed(government, resident):
    year = open_year("agency_forum")
    proposal = ProposalFactory(
        cycle=year, state="returned", returned_from="district_review", proposer=resident
    )

    with pytest.raises(Refusal) as refused:
        take_own_step(
            proposal, STEP["resubmit"], by=resident, now=NOW, inputs={"change_note": "Sudah diperbaiki"}
        )

    assert refused.value.code == "stage"
    proposal.refresh_from_db()
    assert proposal.state == "returned"


def test_a_merged_proposal_comes_back_until_its_target_is_decided(year, village_admin, district_officer):
    target = ProposalFactory(cycle=year)
    proposal = ProposalFactory(cycle=year)
    inputs = {"merge_target": target, "reason_text": WHY}
    move(proposal, "merge_in_village", by=village_admin, now=NOW, inputs=inputs)
    proposal.refresh_from_db()
    assert (proposal.state, proposal.merged_into) == ("merged", target)

    with pytest.raises(Refusal):
        unmerge(proposal, by=district_officer, now=NOW)
    unmerge(proposal, by=village_admin, now=NOW)
    proposal.refresh_from_db()
    assert (proposal.state, proposal.merged_into) == ("village_review", None)

    move(proposal, "merge_in_village", by=village_admin, now=NOW, inputs=inputs)
    move(target, "return_from_village", by=village_admin, now=NOW, inputs={"reason_text": WHY})
    with pytest.raises(Refusal) as refused:
        unmerge(proposal, by=village_admin, now=NOW)
    assert refused.value.code == "forum_decided"


def test_nothing_is_merged_into_what_has_ended(year, village_admin):
    ended = ProposalFactory(cycle=year, state="rejected")
    proposal = ProposalFactory(cycle=year)

    with pytest.raises(Refusal) as refused:
        move(
            proposal,
            "merge_in_village",
            by=village_admin,
            now=NOW,
            inputs={"merge_target": ended, "reason_text": WHY},
        )

    assert refused.value.code == "target_ended"


def test_a_deferred_proposal_is_proposed_again_in_the_year_that_collects(government, resident):
    old = open_year("budgeting", plan_year=2027)
    proposal = ProposalFactory(
        cycle=old, plan_year=2027, state="deferred", proposer=resident, returned_from="partner_review", rank=4
    )
    with pytest.raises(Refusal):
        take_own_step(proposal, STEP["carry_over"], by=resident, now=NOW, inputs={})

    new = open_year("hamlet_meeting", plan_year=2028)
    take_own_step(proposal, STEP["carry_over"], by=resident, now=NOW, inputs={})

    proposal.refresh_from_db()
    assert (proposal.state, proposal.cycle, proposal.plan_year) == ("village_review", new, 2028)
    assert (proposal.times_proposed, proposal.rank) == (2, None)


def test_an_early_opinion_agrees_on_nothing(government, agency_verifier):
    proposal = ProposalFactory(cycle=open_year("prioritisation"), state="district_review")

    move(
        proposal,
        "give_early_opinion",
        by=agency_verifier,
        now=NOW,
        inputs={"recommendation": "Layak dikerjakan.", "amount": 90_000_000},
    )

    proposal.refresh_from_db()
    assert proposal.amount_agreed is None
    assert proposal.moves.get().amount == 90_000_000


def test_a_proposal_of_no_known_field_is_taken_up_by_any_planning_partner(
    year, planning_partner, agency_verifier
):
    proposal = ProposalFactory(
        cycle=year, state="partner_review", category="other", agency_code="", agency_group=""
    )
    from_list = {"recommendation": "Layak", "coefficient": "1 paket", "amount": 10_000_000}
    works = agency(TENANT, WORKS)

    move(
        proposal, "send_to_agency", by=planning_partner, now=NOW, inputs=from_list | {"target_agency": works}
    )

    proposal.refresh_from_db()
    assert (proposal.state, proposal.agency_code, proposal.agency_group) == (
        "agency_review",
        WORKS,
        "infrastruktur",
    )


def test_redirected_work_opens_at_the_new_agency(year, agency_verifier):
    proposal = ProposalFactory(cycle=year, state="agency_review")
    move(
        proposal,
        "redirect_agency",
        by=agency_verifier,
        now=NOW,
        inputs={"target_agency": agency(TENANT, SCHOOLS), "reason_text": WHY},
    )
    settle(proposal, now=NOW)

    proposal.refresh_from_db()
    assert (proposal.state, proposal.agency_code) == ("agency_review", SCHOOLS)


def test_progress_never_falls_without_a_reason(government, agency_operator):
    proposal = ProposalFactory(cycle=open_year("execution"), state="in_progress", progress_percent=60)
    given = {"progress_percent": 40, "photos": [("x", "y")]}

    with pytest.raises(InputsRefused) as refused:
        move(proposal, "report_progress", by=agency_operator, now=NOW, inputs=given)

    assert "progress_percent" in refused.value.problems


@pytest.mark.django_db(transaction=True)
def test_two_people_cannot_move_the_same_proposal(year):
    proposal = ProposalFactory(cycle=year)
    officers = [holder("village_admin", VILLAGE) for _ in range(8)]

    def act(by):
        own = Proposal.objects.get(pk=proposal.pk)
        return lambda: move(own, "return_from_village", by=by, now=NOW, inputs={"reason_text": WHY})

    answers = at_once([act(by) for by in officers])

    assert sum(isinstance(answer, Move) for answer in answers) == 1
    lost = [answer for answer in answers if not isinstance(answer, Move)]
    assert {getattr(answer, "code", repr(answer)) for answer in lost} <= {"lost_race", "state"}
    assert Move.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_proposals_are_never_merged_into_one_another(year):
    one, two = ProposalFactory(cycle=year), ProposalFactory(cycle=year)
    by = [holder("village_admin", VILLAGE) for _ in range(2)]

    def merge(proposal, target, officer):
        inputs = {"merge_target": target, "reason_text": WHY}
        return lambda: move(proposal, "merge_in_village", by=officer, now=NOW, inputs=inputs)

    at_once([merge(one, two, by[0]), merge(two, one, by[1])])

    assert Proposal.objects.filter(state="merged").count() == 1


def test_a_village_list_stops_at_its_quota(government, village_admin):
    proposal = ProposalFactory(cycle=open_year("village_upward_proposals"), state="village_agreed")
    QuotaRuleFactory(cycle=proposal.cycle, most=1)
    other = ProposalFactory(cycle=proposal.cycle, state="village_agreed")
    move(proposal, "raise_to_district", by=village_admin, now=NOW, inputs={"rank": 1})

    with pytest.raises(Refusal) as refused:
        move(other, "raise_to_district", by=village_admin, now=NOW + timedelta(days=1), inputs={"rank": 2})

    assert refused.value.code == "quota"
