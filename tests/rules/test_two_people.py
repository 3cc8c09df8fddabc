"""Two people where one is not enough, undoing a merge, second readers, and the rules for children."""

import pytest

from rembuk.rules.actions import Action
from rembuk.rules.four_eyes import MERGES, UNDO
from rembuk.rules.proposal_flow import (
    STATE,
    STEP,
    STEPS,
    Acting,
    Refusal,
    State,
    Step,
    check_four_eyes,
    check_unmerge,
    may_unmerge,
)
from rembuk.rules.protections import CHILDREN, TWO_PERSON_CHECK, TWO_PERSON_CHECKS
from rembuk.rules.roles import OFFICIAL_ROLES, RESIDENT_ROLES, ROLE, ROLES, SYSTEM, Scope, labels_of

second_steps = pytest.mark.parametrize(
    "step", [s for s in STEP.values() if s.second_approver], ids=lambda step: step.id
)
merges = pytest.mark.parametrize("step", list(MERGES.values()), ids=lambda step: step.id)


@second_steps
def test_another_person_with_the_role_is_enough(step: Step) -> None:
    check_four_eyes(step, 1, 2, frozenset({step.second_approver or ""}))


@second_steps
def test_the_same_person_is_not_two(step: Step) -> None:
    with pytest.raises(Refusal) as caught:
        check_four_eyes(step, 1, 1, frozenset({step.second_approver or ""}))
    assert caught.value.code == "same_person"


@second_steps
def test_nobody_or_the_wrong_role_is_told_who_is_needed(step: Step) -> None:
    for second, roles in ((None, frozenset({step.second_approver or ""})), (2, frozenset({"citizen"}))):
        with pytest.raises(Refusal) as caught:
            check_four_eyes(step, 1, second, roles)
        assert caught.value.code == "second_approver"
        assert ROLE[step.second_approver or ""].label_id in caught.value.text("id")


def test_a_step_without_a_second_approver_needs_none() -> None:
    check_four_eyes(STEP["return_from_village"], 1, None, frozenset())


def test_undoing_is_no_exit_of_merged() -> None:
    assert UNDO.at is State.MERGED
    assert STATE[UNDO.at].terminal
    assert not [step for step in STEPS if step.at is State.MERGED]
    assert {step.id for step in STEP.values() if step.to is State.MERGED} == set(MERGES)


@merges
def test_the_level_that_merged_may_undo_until_a_forum_decides(step: Step) -> None:
    for actor in step.actors:
        acting = Acting(frozenset({actor}))
        assert UNDO.action in ROLE[actor].can
        assert check_unmerge(step.id, acting, forum_decided=False) is UNDO
        assert may_unmerge(step.id, acting, forum_decided=False)
        assert not may_unmerge(step.id, acting, forum_decided=True)
        with pytest.raises(Refusal) as caught:
            check_unmerge(step.id, acting, forum_decided=True)
        assert caught.value.code == "forum_decided"


@merges
def test_another_level_or_the_proposer_may_not_undo(step: Step) -> None:
    for role in set(ROLE) - set(step.actors):
        with pytest.raises(Refusal) as caught:
            check_unmerge(step.id, Acting(frozenset({role})), forum_decided=False)
        assert caught.value.code == "role"
    own = Acting(frozenset(step.actors), frozenset({"proposer"}))
    with pytest.raises(Refusal) as caught:
        check_unmerge(step.id, own, forum_decided=False)
    assert caught.value.code == "own_proposal"
    assert not may_unmerge(step.id, own, forum_decided=False)


def test_second_readers_hold_the_right() -> None:
    assert len(TWO_PERSON_CHECK) == len(TWO_PERSON_CHECKS) == 3
    for check in TWO_PERSON_CHECKS:
        assert all(Action.CHECK_SECOND_READ in ROLE[reader].can for reader in check.second_readers)


def test_observers_watch_and_note_and_change_nothing() -> None:
    for observer in ("university", "civil_society"):
        assert ROLE[observer].can - {Action.ACCOUNT_KEEP} == {
            Action.READ_PUBLIC,
            Action.FORUM_OBSERVE,
            Action.NOTE_PUBLISH,
            Action.SCORE_RERUN,
        }


def test_the_system_administrator_edits_no_content() -> None:
    content = ("proposal.", "works.", "forum.", "minutes.", "plan.", "cycle.")
    assert not [action for action in ROLE["sysadmin"].can if action.startswith(content)]


def test_plans_are_checked_by_another_role_than_the_one_that_writes_them() -> None:
    writers = {role.code for role in ROLES if Action.PLAN_VERSION in role.can}
    checkers = {role.code for role in ROLES if Action.PLAN_VERIFY in role.can}
    assert writers == {"planning_admin"} and checkers == {"planning_head"}


def test_residence_is_confirmed_by_the_village_and_guides_are_edited_by_two_offices() -> None:
    def holders(action: Action) -> set[str]:
        return {role.code for role in ROLES if action in role.can}

    assert holders(Action.ACCOUNT_CONFIRM_RESIDENCE) == {"village_admin", "village_secretary"}
    assert holders(Action.GUIDE_EDIT) == {"planning_admin", "information_officer"}
    assert holders(Action.STAKEHOLDER_MANAGE) == holders(Action.CHECKLIST_MANAGE) == {"planning_admin"}


def test_children_share_an_account_and_sign_nothing() -> None:
    assert (CHILDREN.default_account, CHILDREN.individual_account) == ("group", "opt_in")
    assert not CHILDREN.signs_minutes
    assert Action.MINUTES_SIGN not in ROLE["child"].can
    assert Action.CHILD_GROUP in ROLE[CHILDREN.group_account_holder].can
    assert set(CHILDREN.counted) == {"age_band", "sex"}
    assert set(CHILDREN.consents) == {"guardian_consent", "child_assent"} <= set(STEP["submit"].optional)
    assert all(Action.MINUTES_SIGN in ROLE[signer].can for signer in CHILDREN.output_signers)


def test_a_disclosure_is_hidden_at_once_and_goes_to_a_trained_contact() -> None:
    hidden = STATE[CHILDREN.disclosures_state]
    assert hidden.hidden and hidden.terminal
    assert Action.SAFEGUARD_RECEIVE in ROLE[CHILDREN.disclosures_to].can
    for step in STEPS:
        if step.to is hidden.code:
            assert not {"reason_text", "minutes"} & set(step.requires)


def test_every_role_is_either_an_office_or_not() -> None:
    assert set(ROLE) == OFFICIAL_ROLES | RESIDENT_ROLES
    assert not OFFICIAL_ROLES & RESIDENT_ROLES
    assert {"village_admin", "surveyor", "sysadmin", "facilitator"} <= OFFICIAL_ROLES
    assert {role.scope for role in ROLES} <= set(Scope)


def test_roles_are_named_in_a_sentence_and_the_platform_too() -> None:
    assert labels_of(("village_head", SYSTEM), "id") == ("Kepala Desa/Lurah", "sistem")
    assert labels_of((SYSTEM,), "en") == ("the platform",)
    assert ROLE["surveyor"].summary_text("en").startswith("Surveys")
    assert ROLE["surveyor"].summary_text("id").startswith("Menyurvei")
