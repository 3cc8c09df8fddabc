"""What the platform does by itself: it hands on and closes windows, and never decides."""

import pytest

from rembuk.rules.proposal_flow import STEP, Refusal, Situation, State
from rembuk.rules.situations import takes_proposals
from rembuk.rules.system_steps import (
    answering_stages,
    deciding_stages,
    route_of,
    system_step,
    system_steps_open,
)

SUBMITTED = Situation("submitted", "musrenbang", "kelurahan", frozenset({"neighborhood_meeting"}))


def test_a_submitted_proposal_goes_to_the_first_level_of_its_channel() -> None:
    pokir = Situation("submitted", "pokir", "kelurahan", frozenset({"council_input"}))

    assert route_of(SUBMITTED) is STEP["route_to_village"]
    assert route_of(pokir) is STEP["route_to_council"]


def test_a_repaired_proposal_goes_back_to_the_level_that_returned_it() -> None:
    repaired = Situation("submitted", "musrenbang", "kelurahan", frozenset({"prioritisation"}))

    assert route_of(repaired, returned_from="district_review") is STEP["route_to_district"]
    assert route_of(repaired) is None


def test_a_step_that_needs_a_document_waits_for_it() -> None:
    accepted = Situation("agency_accepted", "musrenbang", "desa", frozenset({"agency_forum"}))

    assert route_of(accepted) is None
    assert route_of(accepted, given=frozenset({"agency_forum_minutes"})) is STEP["open_budget_review"]


def test_a_window_that_closed_lets_a_proposal_expire() -> None:
    waiting = Situation("village_review", "musrenbang", "desa", frozenset())

    assert system_steps_open(waiting) == (STEP["expire_village_review"],)
    assert system_step("expire_village_review", waiting) is STEP["expire_village_review"]


def test_the_platform_takes_only_its_own_steps_of_this_channel_and_this_track() -> None:
    deciding = Situation("village_review", "musrenbang", "desa", frozenset({"village_deliberation"}))
    pokir = Situation("submitted", "pokir", "kelurahan", frozenset({"neighborhood_meeting"}))
    elsewhere = Situation("submitted", "musrenbang", "desa", frozenset({"neighborhood_meeting"}))

    assert system_steps_open(deciding) == (STEP["expire_village_review"],)
    assert system_steps_open(pokir) == ()
    assert system_steps_open(elsewhere) == ()


@pytest.mark.parametrize("step_id", ["route_to_village", "agree_in_village", "nonsense"])
def test_what_is_no_step_of_the_platform_is_refused(step_id: str) -> None:
    with pytest.raises(Refusal) as caught:
        system_step(step_id, Situation("village_review", "musrenbang", "desa", frozenset()))
    assert caught.value.text("id") and caught.value.text("en")


def test_people_decide_in_the_stages_of_their_steps() -> None:
    stages = deciding_stages(State.DISTRICT_REVIEW, "partner_first")
    assert stages == {"prioritisation", "district_deliberation"}


def test_an_answer_is_due_while_the_review_can_still_pass() -> None:
    agreeing = {"village_assembly", "village_deliberation", "ward_deliberation"}

    assert answering_stages(State.VILLAGE_REVIEW, "partner_first") == agreeing
    assert answering_stages(State.DISTRICT_REVIEW, "partner_first") == {"district_deliberation"}
    assert answering_stages(State.SURVEY, "partner_first") == {"agency_forum"}


def test_a_stage_beside_the_others_keeps_no_window_open() -> None:
    assert "thematic_deliberation" not in deciding_stages(State.VILLAGE_REVIEW, "partner_first")
    assert deciding_stages(State.COUNCIL_REVIEW, "partner_first") == {"council_input"}


@pytest.mark.parametrize(
    ("open_now", "over", "track", "taken"),
    [
        ({"hamlet_meeting"}, set(), "desa", True),
        ({"hamlet_meeting"}, set(), "kelurahan", False),
        ({"thematic_deliberation"}, set(), "kelurahan", True),
        ({"thematic_deliberation"}, {"village_deliberation"}, "kelurahan", True),
        ({"thematic_deliberation"}, {"village_deliberation"}, "desa", False),
        ({"public_consultation"}, {"ward_deliberation"}, "kelurahan", False),
        ({"village_plan_adoption", "prioritisation"}, set(), "desa", False),
        (set(), set(), "desa", False),
    ],
)
def test_a_year_takes_proposals_until_the_village_has_decided(
    open_now: set[str], over: set[str], track: str, taken: bool
) -> None:
    assert takes_proposals(frozenset(open_now), frozenset(over), track) is taken
