"""Forums: their steps, their quorum to the last person, and decisions that become steps of proposals."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rembuk.rules.actions import Action
from rembuk.rules.forum_flow import actors_of
from rembuk.rules.forums import (
    AGENDA_STATE,
    DECISION_METHODS,
    FORUM_INITIAL,
    FORUM_STATE,
    FORUM_STATES,
    FORUM_STEP,
    FORUM_STEPS,
    FORUM_TYPE,
    FORUM_TYPES,
    OUTCOMES,
    QUORUM_EFFECT,
    Counted,
    ForumSituation,
    ForumState,
    ForumStep,
    QuorumEffect,
    find_forum_step,
    find_outcome,
    forum_steps_open,
    outcome_inputs,
    outcomes_of,
    quorum,
)
from rembuk.rules.plan_versions import PLAN_VERSIONS, plan_title
from rembuk.rules.proposal_flow import STEP, STEPS
from rembuk.rules.refusals import Refusal
from rembuk.rules.roles import ROLE
from rembuk.rules.situations import Acting
from rembuk.rules.stages import StageCode

each_forum_step = pytest.mark.parametrize("step", FORUM_STEPS, ids=lambda step: step.id)
each_type = pytest.mark.parametrize("forum_type", [row.code for row in FORUM_TYPES])


def test_there_is_a_forum_type_for_every_deciding_stage() -> None:
    deciding = {code for step in STEP.values() for code in step.decided_in}
    assert deciding <= set(FORUM_TYPE)
    assert set(OUTCOMES) <= set(FORUM_TYPE)
    assert all(row.run_by and row.signed_by for row in FORUM_TYPES)


def test_a_musdes_needs_two_thirds_of_the_invited_else_it_is_suspended() -> None:
    musdes = [row for row in FORUM_TYPES if "Musdes" in row.label_id]
    assert len(musdes) == 2
    for row in musdes:
        assert (row.counted, row.share, row.more_than) == (Counted.INVITED_PERSONS, Fraction(2, 3), False)
        assert row.effect is QuorumEffect.SUSPEND_AND_RECONVENE
    assert {"suspended_at", "reconvened_at"} <= set(QUORUM_EFFECT["suspend_and_reconvene"].records)
    assert set(QUORUM_EFFECT) == set(QuorumEffect)


def test_consensus_comes_first_and_scoring_never_decides() -> None:
    first, second, prepares = DECISION_METHODS
    assert (first.code, first.order) == ("consensus", 1)
    assert (second.order, second.requires) == (2, ("consensus_failed_statement",))
    assert prepares.order is None


@pytest.mark.parametrize(
    ("forum_type", "here", "total", "reached"),
    [
        ("village_plan_adoption", 20, 30, True),
        ("village_plan_adoption", 19, 30, False),
        ("village_plan_adoption", 21, 31, True),  # 20.67 of 31
        ("village_plan_adoption", 20, 31, False),
        ("hamlet_meeting", 15, 30, False),  # half is not more than half
        ("hamlet_meeting", 16, 30, True),
        ("hamlet_meeting", 16, 31, True),
        ("hamlet_meeting", 15, 31, False),
        ("hamlet_meeting", 0, 0, False),
    ],
)
def test_a_quorum_of_persons_is_exact(forum_type: str, here: int, total: int, reached: bool) -> None:
    result = quorum(
        forum_type, present=here, invited=total, constituencies_present=99, constituencies_total=9
    )

    assert (result.reached, result.here, result.total) == (reached, here, total)
    assert result.effect is (None if reached else FORUM_TYPE[forum_type].effect)


@pytest.mark.parametrize(
    ("here", "total", "reached"), [(4, 8, False), (5, 8, True), (5, 9, True), (4, 9, False)]
)
def test_a_quorum_of_constituencies_is_exact(here: int, total: int, reached: bool) -> None:
    result = quorum(
        "district_deliberation",
        present=1000,
        invited=1000,
        constituencies_present=here,
        constituencies_total=total,
    )

    assert result.reached is reached
    assert result.counted is Counted.CONSTITUENCIES


def test_a_quorum_says_how_many_are_missing() -> None:
    missed = quorum("village_assembly", present=12, invited=30)
    reached = quorum("village_assembly", present=20, invited=30)
    unknown = quorum("village_deliberation")

    assert missed.text("id") == "Kuorum belum tercapai: 12 dari 30 undangan hadir, perlu 20."
    assert reached.text("id") == "Kuorum tercapai: 20 dari 30 undangan hadir, perlu 20."
    assert reached.text("en") == "The quorum is reached: 20 of 30 people invited are here, 20 are needed."
    assert "unsur belum diisi" in unknown.text("id")
    assert unknown.effect is QuorumEffect.REASON_REQUIRED


@each_type
@given(here=st.integers(0, 400), total=st.integers(0, 400))
def test_a_quorum_is_what_its_share_says(forum_type: str, here: int, total: int) -> None:
    row = FORUM_TYPE[forum_type]
    result = quorum(
        forum_type, present=here, invited=total, constituencies_present=here, constituencies_total=total
    )

    enough = here > total * row.share if row.more_than else here >= total * row.share
    assert result.reached is (total > 0 and enough)
    assert result.needed <= total + 1


def reach(start: ForumState) -> set[ForumState]:
    seen, todo = {start}, [start]
    while todo:
        at = todo.pop()
        fresh = {step.to for step in FORUM_STEPS if step.at is at} - seen
        seen |= fresh
        todo += fresh
    return seen


def test_every_state_of_a_forum_is_reached_and_every_forum_ends() -> None:
    assert reach(FORUM_INITIAL) == set(ForumState) == {row.code for row in FORUM_STATES}
    ends = {row.code for row in FORUM_STATES if row.terminal}
    for row in FORUM_STATES:
        exits = [step for step in FORUM_STEPS if step.at is row.code]
        assert bool(exits) is not row.terminal
        assert reach(row.code) & ends


def test_minutes_are_drafted_read_signed_and_sent_in_this_order() -> None:
    into = {code: {step.at for step in FORUM_STEPS if step.to is code} for code in ForumState}
    assert into[ForumState.MINUTES_SIGNED] == {ForumState.MINUTES_READ}
    assert into[ForumState.MINUTES_READ] == {ForumState.MINUTES_DRAFTED}
    assert into[ForumState.SENT] == {ForumState.MINUTES_SIGNED}


def test_the_signature_opens_the_next_level_and_the_letter_number_may_follow() -> None:
    assert [step.to for step in FORUM_STEPS if step.opens_next_level] == [ForumState.MINUTES_SIGNED]
    assert all("letter_number" not in step.requires for step in FORUM_STEPS)
    assert FORUM_STEP["send_minutes"].optional == ("letter_number",)


@each_forum_step
def test_every_actor_of_a_forum_holds_the_action(step: ForumStep) -> None:
    assert all(step.action in ROLE[actor].can for actor in step.actors)


@each_type
@each_forum_step
def test_the_organisers_of_this_type_may_and_others_are_told_who(forum_type: str, step: ForumStep) -> None:
    situation = ForumSituation(step.at, forum_type)
    allowed = actors_of(step, forum_type)
    assert allowed, "nobody could take this step"

    for role in ROLE:
        acting = Acting(frozenset({role}))
        if role in allowed:
            assert find_forum_step(step.id, situation, acting) is step
            assert step in forum_steps_open(situation, acting)
        else:
            with pytest.raises(Refusal) as caught:
                find_forum_step(step.id, situation, acting)
            assert caught.value.code == "role"
            assert ROLE[allowed[0]].label_id in caught.value.text("id")
            assert ROLE[allowed[0]].label_en in caught.value.text("en")


def test_the_planning_office_runs_no_village_forum_and_no_clerk_signs() -> None:
    scheduled = ForumSituation("scheduled", "village_deliberation")
    read = ForumSituation("minutes_read", "district_deliberation")

    assert forum_steps_open(scheduled, Acting(frozenset({"planning_admin"}))) == ()
    assert [s.id for s in forum_steps_open(read, Acting(frozenset({"district_officer"})))] == [
        "correct_draft"
    ]
    assert [s.id for s in forum_steps_open(read, Acting(frozenset({"district_head"})))] == ["sign_minutes"]


def test_a_step_from_another_state_is_told_where_the_forum_stands() -> None:
    crew = Acting(frozenset({"village_admin"}))
    with pytest.raises(Refusal) as caught:
        find_forum_step("close", ForumSituation("scheduled", "village_deliberation"), crew)
    assert caught.value.code == "state"
    assert FORUM_STATE["scheduled"].label_id in caught.value.text("id")

    with pytest.raises(Refusal) as unknown:
        find_forum_step("nonsense", ForumSituation("open", "village_deliberation"), crew)
    assert unknown.value.code == "unknown_step"


@pytest.mark.parametrize("code", list(OUTCOMES))
def test_an_outcome_is_a_walk_from_the_agenda_in_the_stage_of_its_forum(code: StageCode) -> None:
    for outcome in OUTCOMES[code]:
        at = AGENDA_STATE[code]
        for step_id in outcome.steps:
            step = STEP[step_id]
            assert step in STEPS
            assert step.at is at
            assert code in step.during
            at = step.to
    assert len({outcome.code for outcome in OUTCOMES[code]}) == len(OUTCOMES[code])
    assert set(AGENDA_STATE) == set(OUTCOMES)


def test_a_merge_or_rejection_by_a_forum_asks_for_its_reason_and_no_minutes() -> None:
    agreed = find_outcome("ward_deliberation", "raised")

    assert outcome_inputs(agreed) == (
        "eligibility_rating",
        "proposed_work",
        "volume",
        "unit",
        "estimated_cost",
        "beneficiaries",
        "within_quota",
        "rank",
    )
    assert outcome_inputs(find_outcome("district_deliberation", "not_agreed")) == (
        "reason_code",
        "reason_text",
    )
    assert outcome_inputs(find_outcome("agency_forum", "agreed")) == ()
    assert outcome_inputs(find_outcome("annual_plan_deliberation", "agreed")) == ()


def test_a_forum_that_only_prepares_decides_nothing() -> None:
    assert outcomes_of("hamlet_meeting") == ()
    with pytest.raises(KeyError):
        find_outcome("hamlet_meeting", "agreed")


def test_only_the_adopted_plan_is_called_rkpd() -> None:
    assert [row.order for row in PLAN_VERSIONS] == [1, 2, 3, 4]
    assert [row.code for row in PLAN_VERSIONS if row.may_be_called_rkpd] == ["adopted"]
    assert PLAN_VERSIONS[-1].requires == ("regulation_number", "regulation_year", "jdih_url")
    assert plan_title("adopted", 2028, "id") == plan_title("adopted", 2028, "en") == "RKPD 2028"
    assert plan_title("final_draft", 2028, "id") == "Rancangan akhir RKPD 2028"
    assert plan_title("initial_draft", 2028, "en") == "First draft of the RKPD 2028"


def test_forum_acts_are_acts_of_the_table() -> None:
    assert {step.action for step in FORUM_STEPS} <= set(Action)
