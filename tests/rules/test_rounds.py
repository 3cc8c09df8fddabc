"""What may stand on a ballot, and who may hand one in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rembuk.rules.refusals import Refusal
from rembuk.rules.rounds import (
    BALLOT_TYPE,
    BallotType,
    Limits,
    check_choice,
    check_resident,
    points_of_order,
)
from rembuk.rules.words import never_words_in

COSTS = {"A": 100, "B": 250, "C": 400}


def refused(choice, kind, most=0, points=0, budget=500):
    try:
        check_choice(choice, COSTS, Limits(kind, most, points, budget))
    except Refusal as refusal:
        return refusal.code
    return None


@pytest.mark.parametrize("kind", BallotType)
def test_an_empty_ballot_is_valid_of_every_kind(kind):
    assert refused({}, kind, most=1, points=1) is None


@pytest.mark.parametrize(
    ("choice", "kind", "limits", "code"),
    [
        ({"A": 1, "B": 1}, BallotType.APPROVAL, {"most": 2}, None),
        ({"A": 1, "B": 1}, BallotType.APPROVAL, {"most": 1}, "too_many"),
        ({"A": 1, "B": 1, "C": 1}, BallotType.APPROVAL, {"most": 0}, None),
        ({"A": 2}, BallotType.APPROVAL, {}, "points"),
        ({"A": 1}, BallotType.CHOOSE_ONE, {}, None),
        ({"A": 1, "B": 1}, BallotType.CHOOSE_ONE, {}, "too_many"),
        ({"A": 1, "C": 1}, BallotType.KNAPSACK, {}, None),
        ({"B": 1, "C": 1}, BallotType.KNAPSACK, {}, "over_budget"),
        ({"A": 3, "B": 2}, BallotType.POINTS, {"points": 5}, None),
        ({"A": 3, "B": 3}, BallotType.POINTS, {"points": 5}, "over_points"),
        ({"A": 0}, BallotType.POINTS, {"points": 5}, "points"),
        ({"A": 3, "B": 2, "C": 1}, BallotType.RANKING, {"most": 3}, None),
        ({"A": 2, "B": 2}, BallotType.RANKING, {"most": 3}, "order"),
        ({"A": 3, "B": 1}, BallotType.RANKING, {"most": 3}, "order"),
        ({"Z": 1}, BallotType.APPROVAL, {}, "unknown_project"),
    ],
)
def test_limits_are_kept(choice, kind, limits, code):
    assert refused(choice, kind, **limits) == code


@given(st.sets(st.sampled_from(sorted(COSTS))))
def test_a_knapsack_ballot_is_refused_exactly_where_it_costs_more_than_the_money(chosen):
    over = sum(COSTS[one] for one in chosen) > 500
    assert (refused(dict.fromkeys(chosen, 1), BallotType.KNAPSACK) == "over_budget") is over


@given(st.permutations(["A", "B", "C"]), st.integers(0, 3))
def test_an_order_gives_the_last_of_the_ballot_one_point(order, length):
    points = points_of_order(order[:length])

    assert [points[name] for name in order[:length]] == list(range(length, 0, -1))
    assert refused(points, BallotType.RANKING, most=3) is None


@pytest.mark.parametrize(
    ("here", "age", "code"),
    [
        (True, 17, None),
        (True, 18, None),
        (True, 16, "age_not_confirmed"),
        (True, None, "age_not_confirmed"),
        (False, 17, "not_resident"),
    ],
)
def test_residents_of_the_place_who_are_old_enough_take_part(here, age, code):
    try:
        check_resident(lives_here=here, confirmed_age=age, minimum_age=17)
        found = None
    except Refusal as refusal:
        found = refusal.code
    assert found == code


def test_no_kind_of_ballot_speaks_of_elections():
    assert not [row for row in BALLOT_TYPE.values() if never_words_in(f"{row.label_id} {row.hint_id}")]
