"""How firm a list is: over thousands of weightings, and the weight at which it tips."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rembuk.algorithms.scoring import Criterion, robustness, score, share, tipping_points

PLACES = st.fractions(0, 1, max_denominator=20)


@st.composite
def lists(draw: st.DrawFn) -> tuple[dict[str, list[Fraction]], list[int], int]:
    criteria = draw(st.integers(2, 4))
    row = st.lists(PLACES, min_size=criteria, max_size=criteria)
    rows = draw(st.lists(row, min_size=2, max_size=6))
    weights = draw(st.lists(st.integers(1, 9), min_size=criteria, max_size=criteria))
    return {f"p{n}": row for n, row in enumerate(rows)}, weights, draw(st.integers(1, len(rows) - 1))


def score_of(row: list[Fraction], weights: list[Fraction]) -> Fraction:
    return sum((a * b for a, b in zip(row, weights, strict=True)), Fraction(0))


def moved(weights: list[int], number: int, to: Fraction) -> list[Fraction]:
    others = sum(weights) - weights[number]
    return [to if n == number else (1 - to) * Fraction(w, others) for n, w in enumerate(weights)]


def test_what_is_best_by_every_criterion_is_first_under_every_weighting() -> None:
    shares = {"dear": [Fraction(1, 4)] * 3, "best": [Fraction(1)] * 3, "middling": [Fraction(1, 2)] * 3}
    found = robustness(shares, [1, 1, 1], 1, seed="s", samples=500)

    assert found["best"].among_first == 1
    assert (found["best"].best, found["best"].worst) == (1, 1)
    assert found["dear"].among_first == 0
    assert (found["dear"].best, found["dear"].worst) == (3, 3)


def test_two_opposites_share_the_first_place_evenly() -> None:
    shares = {"a": [Fraction(1), Fraction(0)], "b": [Fraction(0), Fraction(1)]}
    found = robustness(shares, [3, 1], 1, seed="s")

    assert abs(found["a"].among_first - Fraction(1, 2)) < Fraction(2, 100)
    assert robustness(shares, [3, 1], 1, seed="s", among="same-order")["a"].among_first == 1
    assert robustness(shares, [3, 1], 1, seed="s", among="near")["a"].among_first == 1


@given(lists(), st.sampled_from(["all", "same-order", "near"]))
def test_the_same_seed_says_the_same_and_the_first_places_are_all_taken(case, among) -> None:
    shares, weights, first = case
    found = robustness(shares, weights, first, seed="lot 7", samples=200, among=among)

    assert found == robustness(shares, weights, first, seed="lot 7", samples=200, among=among)
    assert sum(one.among_first for one in found.values()) == first
    assert all(1 <= one.best <= one.worst <= len(shares) for one in found.values())


def test_another_seed_draws_other_weightings() -> None:
    shares = {"a": [Fraction(1), Fraction(0)], "b": [Fraction(0), Fraction(1)]}

    assert robustness(shares, [1, 1], 1, seed="s") != robustness(shares, [1, 1], 1, seed="t")


def test_the_weight_at_which_the_list_tips_is_the_one_found_by_hand() -> None:
    # poverty 0.25: a has .25 * 0.2 + .75 * 0.6 = 0.50, b .25 * 0.9 + .75 * 0.3 = 0.45;
    # equal where 0.2 t + 0.6 (1 - t) = 0.9 t + 0.3 (1 - t)
    shares = {"a": [Fraction(2, 10), Fraction(6, 10)], "b": [Fraction(9, 10), Fraction(3, 10)]}
    tips = tipping_points(shares, ["poverty", "reach"], [25, 75], 1)

    assert [(tip.criterion, tip.weight, tip.upwards) for tip in tips] == [
        ("poverty", Fraction(3, 10), True),
        ("reach", Fraction(7, 10), False),
    ]
    assert (tips[0].goes, tips[0].comes, tips[0].now) == ("a", "b", Fraction(1, 4))


@given(lists())
def test_up_to_the_tipping_weight_the_first_ones_stay_and_beyond_it_they_do_not(case) -> None:
    shares, weights, first = case
    codes = [str(number) for number in range(len(weights))]
    tips = {(tip.criterion, tip.upwards): tip for tip in tipping_points(shares, codes, weights, first)}
    now = [Fraction(weight, sum(weights)) for weight in weights]
    ahead = sorted(shares, key=lambda key: score_of(shares[key], now), reverse=True)
    for number, code in enumerate(codes):
        for upwards in (False, True):
            tip = tips.get((code, upwards))
            end = tip.weight if tip else Fraction(int(upwards))
            at_end = moved(weights, number, end)
            worst_in = min(score_of(shares[key], at_end) for key in ahead[:first])
            best_out = max(score_of(shares[key], at_end) for key in ahead[first:])
            if tip is None:
                assert worst_in >= best_out
            else:
                assert worst_in == best_out
                beyond = moved(weights, number, (tip.weight + int(upwards)) / 2)
                assert score_of(shares[tip.goes], beyond) < score_of(shares[tip.comes], beyond)


def test_a_withdrawn_proposal_changes_no_order_of_two_others() -> None:
    criteria = (Criterion("a", 3, 0, 10), Criterion("b", 2, 0, 10, "cost"))
    values = {"p": {"a": 9, "b": 9}, "q": {"a": 5, "b": 2}, "r": {"a": 1, "b": 1}}

    def order(keys):
        return sorted(keys, key=lambda key: -score(values[key], criteria).result)

    whole = order(values)
    for gone in values:
        assert order([key for key in values if key != gone]) == [key for key in whole if key != gone]


def test_the_share_of_a_criterion_is_what_its_bar_shows() -> None:
    criteria = (Criterion("a", 3, 0, 10), Criterion("b", 2, 0, 10, "cost", default=4))
    for values in ({"a": 7, "b": 2}, {"a": 70}, {"b": None}):
        for bar, criterion in zip(score(values, criteria).steps, criteria, strict=True):
            assert bar.exact == bar.most * share(values.get(criterion.code), criterion)


@pytest.mark.parametrize(("weights", "first"), [([0, 0], 1), ([-1, 2], 1), ([1], 1), ([1, 1], 0)])
def test_a_list_that_makes_no_sense_is_refused(weights, first) -> None:
    shares = {"a": [Fraction(1), Fraction(0)], "b": [Fraction(0), Fraction(1)]}
    with pytest.raises(ValueError, match=r".+"):
        robustness(shares, weights, first, seed="s", samples=10)
    with pytest.raises(ValueError, match=r".+"):
        tipping_points(shares, ["a", "b"], weights, first)
