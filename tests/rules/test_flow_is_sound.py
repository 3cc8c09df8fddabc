"""The life of a proposal as a graph: every state is reached, every proposal ends, every review is walked."""

from collections.abc import Iterable
from itertools import combinations

import pytest

from rembuk.rules.actions import ACTION, ACTIONS, Action
from rembuk.rules.inputs import INPUT, INPUTS
from rembuk.rules.proposal_flow import (
    CHANNELS,
    REVIEWS,
    STATES,
    STEP,
    STEPS,
    TERMINAL,
    VARIANT,
    VARIANTS,
    VOTABLE,
    Channel,
    ReviewCode,
    SipdEvent,
    State,
    Step,
    reviews_of,
    steps_of,
)
from rembuk.rules.protections import RELATIONS, Relation
from rembuk.rules.roles import ROLE, ROLES, SYSTEM, SYSTEM_CAN, InFlow
from rembuk.rules.stages import GATE, STAGE, Gate

CODES = [variant.code for variant in VARIANTS]
in_each_variant = pytest.mark.parametrize("variant", CODES)


def ways(steps: Iterable[Step]) -> dict[State, set[State]]:
    ahead: dict[State, set[State]] = {state: set() for state in State}
    for step in steps:
        if step.at != step.to:
            ahead[step.at].add(step.to)
    return ahead


def reach(starts: Iterable[State], ahead: dict[State, set[State]]) -> set[State]:
    seen, todo = set(starts), list(starts)
    while todo:
        fresh = ahead[todo.pop()] - seen
        seen |= fresh
        todo += fresh
    return seen


def may(role: str) -> frozenset[Action]:
    return SYSTEM_CAN if role == SYSTEM else ROLE[role].can


def test_every_table_has_something_to_check() -> None:
    assert (len(STATES), len(STEPS), len(VARIANTS), len(ROLES), len(INPUTS)) == (35, 92, 3, 44, 52)
    assert {row.code for row in STATES} == set(State)
    assert [row.action for row in ACTIONS] == list(Action)
    assert len(STEP) == len(STEPS) + sum(len(variant.add) for variant in VARIANTS)
    assert set(ACTION) == set(Action)


def test_a_member_is_named_from_its_code() -> None:
    assert all(action.name == action.value.upper().replace(".", "_") for action in Action)


@in_each_variant
def test_every_state_can_be_reached(variant: str) -> None:
    assert reach([State.DRAFT], ways(steps_of(variant))) == set(State)


@in_each_variant
def test_terminal_states_have_no_exit_and_every_other_leads_to_an_end(variant: str) -> None:
    ahead = ways(steps_of(variant))
    for state, following in ahead.items():
        if state in TERMINAL:
            assert not following, state
        else:
            assert reach([state], ahead) & TERMINAL, state


@in_each_variant
def test_every_waiting_state_expires_but_the_one_of_the_budget_team(variant: str) -> None:
    steps = steps_of(variant)
    expiring = {step.at for step in steps if step.action is Action.PROPOSAL_EXPIRE}
    waiting = {state for state in State if state.endswith("_review")}
    waiting |= {State.VILLAGE_AGREED, State.GRANT_ROUTE, State.SURVEY}

    assert waiting - expiring == {State.TAPD_REVIEW}


@in_each_variant
def test_every_name_in_a_step_is_declared_once(variant: str) -> None:
    for step in steps_of(variant):
        asked = (*step.requires, *step.optional)
        assert set(asked) <= set(INPUT), step.id
        assert len(asked) == len(set(asked)), f"{step.id}: an input is asked twice"
        assert set(step.decided_in) <= set(STAGE), step.id
        assert step.channels, step.id


@in_each_variant
def test_two_steps_never_offer_the_same_person_the_same_way(variant: str) -> None:
    for one, other in combinations(steps_of(variant), 2):
        same_way = (one.at, one.to) == (other.at, other.to)
        assert not (same_way and set(one.actors) & set(other.actors)), (one.id, other.id)


@in_each_variant
def test_every_step_opens_by_a_stage_or_a_gate(variant: str) -> None:
    for step in steps_of(variant):
        assert step.during or step.open_by, step.id
        if step.open_by and GATE[step.open_by].replaces_stages:
            assert not step.during, step.id


@in_each_variant
def test_whatever_ends_a_proposal_against_its_proposer_says_why(variant: str) -> None:
    for step in steps_of(variant):
        if step.to in (State.REJECTED, State.CANCELLED):
            assert {"reason_code", "reason_text"} <= set(step.requires), step.id


@in_each_variant
def test_every_actor_holds_the_action_and_four_eyes_are_two(variant: str) -> None:
    for step in steps_of(variant):
        assert all(step.action in may(actor) for actor in step.actors), step.id
        if step.second_approver:
            assert Action.PROPOSAL_APPROVE_REJECTION in may(step.second_approver), step.id
            assert step.second_approver not in step.actors, step.id


@in_each_variant
def test_rejections_after_the_village_and_every_cancellation_need_a_second_person(variant: str) -> None:
    for step in steps_of(variant):
        if step.to is State.CANCELLED or step.action is Action.PROPOSAL_REJECT:
            assert step.second_approver, step.id


@in_each_variant
def test_a_role_says_truly_whether_it_takes_steps(variant: str) -> None:
    acting = {actor for step in steps_of(variant) for actor in step.actors}
    assert {role.code for role in ROLES if role.in_flow is InFlow.ACTS} == acting - {SYSTEM}


def test_second_approvers_say_so() -> None:
    seconds = {step.second_approver for step in STEPS if step.second_approver}
    assert {role.code for role in ROLES if role.in_flow is InFlow.SECOND_APPROVER} == seconds


def test_every_action_is_held_by_somebody() -> None:
    assert set(Action) == SYSTEM_CAN.union(*(role.can for role in ROLES))


def test_the_superior_of_a_review_is_warned_and_explains() -> None:
    for review in REVIEWS:
        assert review.role in ROLE
        assert {Action.DEADLINE_WATCH, Action.PROPOSAL_ANSWER_EXPLANATION} <= may(review.superior)
        assert review.sipd_prefix == f"rekom_{review.code}"
        assert set(review.channels) == {row.code for row in CHANNELS if review.code in row.reviews}


@in_each_variant
def test_a_relation_is_held_by_exactly_those_who_need_it(variant: str) -> None:
    for relation in RELATIONS:
        used = {a for s in steps_of(variant) if s.relation is relation.code for a in s.actors}
        assert used == set(relation.held_by), relation.code
    assert {row.code for row in RELATIONS} == set(Relation)


@in_each_variant
def test_every_review_passes_and_refuses(variant: str) -> None:
    for review in ReviewCode:
        events = {step.sipd_event for step in steps_of(variant) if step.review is review}
        assert SipdEvent.VERIF in events, review
        assert events & {SipdEvent.TOLAK, SipdEvent.KEMBALIKAN}, review


@in_each_variant
@pytest.mark.parametrize("channel", list(Channel))
def test_each_channel_walks_its_reviews_in_order(variant: str, channel: Channel) -> None:
    steps = [step for step in steps_of(variant) if channel in step.channels]
    at = {State.SUBMITTED}
    for review in reviews_of(channel, variant):
        passes = [s for s in steps if s.sipd_event is SipdEvent.VERIF]
        others = {s.id for s in passes if s.review is not review}
        seen = reach(at, ways(s for s in steps if s.id not in others and s.to is not State.DEFERRED))
        at = {s.to for s in passes if s.review is review and s.at in seen}
        assert at, review


def test_the_order_of_partner_and_agency_is_a_choice_with_one_default() -> None:
    assert sum(variant.default for variant in VARIANTS) == 1
    assert reviews_of("musrenbang") == ("lurah", "camat", "mitra", "skpd", "tapd")
    assert reviews_of("musrenbang", "agency_first") == ("lurah", "camat", "skpd", "mitra", "tapd")
    assert reviews_of("pokir", "late_thematic") == ("setwan", "mitra", "skpd", "tapd")


@in_each_variant
def test_a_variant_removes_only_steps_that_exist(variant: str) -> None:
    known = {step.id for step in STEPS}
    assert set(VARIANT[variant].remove) <= known
    assert not known & {step.id for step in VARIANT[variant].add}


def test_submitting_asks_for_four_things_and_welcomes_the_rest() -> None:
    four = {"problem_statement", "location", "contact", "truth_declaration"}
    rest = {"proposed_work", "volume", "unit", "estimated_cost", "beneficiaries"}

    assert set(STEP["submit"].requires) == set(STEP["keep_out_of_season"].requires) == four
    assert rest <= set(STEP["submit"].optional)
    assert rest <= set(STEP["complete_details"].optional)
    assert rest <= set(STEP["agree_in_village"].requires)
    assert "problem_media" in INPUT["problem_statement"].alternatives
    assert "assisted_entry" in INPUT["contact"].alternatives


def test_every_input_is_asked_for_or_stands_for_one() -> None:
    asked = {code for step in STEP.values() for code in (*step.requires, *step.optional)}
    instead = {code for row in INPUTS for code in row.alternatives}
    assert set(INPUT) == asked | instead


def test_out_of_season_nothing_is_refused() -> None:
    kept, submit = STEP["keep_out_of_season"], STEP["submit"]
    assert kept.open_by is Gate.OUT_OF_SEASON
    assert set(submit.actors) | set(STEP["submit_pokir"].actors) == set(kept.actors)
    assert {STAGE[code].track for code in submit.during} == {"desa", "kelurahan", "region"}


def test_grants_are_never_ranked_and_bring_their_own_documents() -> None:
    assert State.GRANT_ROUTE not in VOTABLE
    for step in STEP.values():
        if "rank" in step.requires:
            assert step.at in VOTABLE, step.id
        if (step.at, step.to) == (State.GRANT_ROUTE, State.AGENCY_ACCEPTED):
            assert {"legal_standing", "grant_documents"} <= set(step.requires)


def test_no_plan_is_called_rkpd_before_its_regulation() -> None:
    into = [step for step in STEP.values() if step.to is State.RKPD]
    assert into and all("regulation_reference" in step.requires for step in into)


def test_residents_check_after_the_handover() -> None:
    done = [step for step in STEP.values() if step.to is State.COMPLETED]
    checked = [step for step in STEP.values() if step.to is State.CHECKED_BY_RESIDENTS]
    assert done and all({"handover_proof", "handover_date"} <= set(step.requires) for step in done)
    assert [(s.at, s.actors) for s in checked] == [(State.COMPLETED, ("citizen_verified",))]


def test_the_budget_policy_belongs_to_both_planning_and_finance() -> None:
    policy = [s for s in STEP.values() if s.to is State.KUA_PPAS]
    assert policy and all({"budget_team", "planning_partner"} <= set(step.actors) for step in policy)


def test_agencies_may_look_early() -> None:
    early = {
        actor
        for step in STEPS
        if step.at is State.DISTRICT_REVIEW and "prioritisation" in step.during
        for actor in step.actors
    }
    assert {"agency_verifier", "surveyor"} <= early


def test_village_works_open_by_the_year_of_their_plan_line() -> None:
    for step in STEPS:
        village = step.at is State.VILLAGE_FUNDED or step.id == "start_transfer_works"
        shared = step.at in (State.IN_PROGRESS, State.COMPLETED)
        if village or shared:
            assert step.open_by is Gate.VILLAGE_PLAN_YEAR, step.id
        if village:
            assert not step.during, step.id
    assert "year" in INPUT["village_plan_line"].fields
