"""Weights from judgments in pairs: exact where they agree, and the worst pair is named where they do not."""

from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rembuk.algorithms.scoring import MOST_CRITERIA, compare, percent_of

SAATY = [Fraction(n) for n in range(1, 10)] + [Fraction(1, n) for n in range(2, 10)]


@given(st.lists(st.integers(1, 3), min_size=1, max_size=MOST_CRITERIA))
def test_answers_without_contradiction_give_back_the_weights_they_were_made_of(parts: list[int]) -> None:
    codes = [f"c{number}" for number in range(len(parts))]
    weight = dict(zip(codes, parts, strict=True))
    found = compare(codes, [{(a, b): Fraction(weight[a], weight[b]) for a, b in combinations(codes, 2)}])

    assert found.ratio == pytest.approx(0, abs=1e-12)
    assert found.is_consistent
    assert found.worst is None
    for code in codes:
        assert found.weights[code] == pytest.approx(weight[code] / sum(parts), abs=1e-12)


@given(st.integers(4, MOST_CRITERIA), st.data())
def test_the_pair_that_was_turned_round_is_named(size: int, data: st.DataObject) -> None:
    codes = [f"c{number}" for number in range(size)]
    weight = {code: data.draw(st.sampled_from([1, 2])) for code in codes}
    answers = {(a, b): Fraction(weight[a], weight[b]) for a, b in combinations(codes, 2)}
    planted = data.draw(st.sampled_from(sorted(answers)))
    truth = answers[planted]
    answers[planted] = Fraction(9) if truth < 1 else Fraction(1, 9)
    found = compare(codes, [answers])

    assert found.worst is not None
    assert (found.worst.first, found.worst.second) == planted
    assert found.worst.said == pytest.approx(float(answers[planted]))
    assert found.worst.implied == pytest.approx(float(truth))
    assert found.ratio > 0


def test_the_ratio_is_the_one_of_the_textbook() -> None:
    # rows 1 3 5, 1/3 1 3, 1/5 1/3 1: lambda 3.0385, index 0.01926, over 0.58
    pairs = {("a", "b"): Fraction(3), ("a", "c"): Fraction(5), ("b", "c"): Fraction(3)}
    found = compare(["a", "b", "c"], [pairs])

    assert found.ratio == pytest.approx(0.0332, abs=5e-5)
    assert found.limit == 0.05
    assert [round(found.weights[code], 3) for code in "abc"] == [0.637, 0.258, 0.105]


def test_what_contradicts_itself_is_said_to_with_the_pair_and_what_the_others_imply() -> None:
    pairs = {("a", "b"): Fraction(2), ("b", "c"): Fraction(2), ("a", "c"): Fraction(1, 5)}
    found = compare(["a", "b", "c"], [pairs])

    assert not found.is_consistent
    assert found.worst is not None


@given(st.lists(st.sampled_from(SAATY), min_size=3, max_size=3), st.permutations("abc"))
def test_neither_the_order_of_criteria_nor_the_direction_of_a_pair_matters(
    answers: list[Fraction], order: list[str]
) -> None:
    pairs = dict(zip([("a", "b"), ("a", "c"), ("b", "c")], answers, strict=True))
    turned = {(b, a): 1 / times for (a, b), times in pairs.items()}
    one, other = compare("abc", [pairs]), compare(order, [turned])

    assert one.ratio == pytest.approx(other.ratio, abs=1e-12)
    assert all(one.weights[code] == pytest.approx(other.weights[code]) for code in "abc")


def test_two_judges_who_say_the_opposite_say_equal_together() -> None:
    found = compare("ab", [{("a", "b"): Fraction(5)}, {("b", "a"): Fraction(5)}])

    assert found.weights["a"] == pytest.approx(0.5)


@given(st.dictionaries(st.text(max_size=3), st.floats(0.001, 1), min_size=1, max_size=10))
def test_whole_percent_add_up_and_stay_within_one_of_the_exact_share(weights: dict[str, float]) -> None:
    found = percent_of(weights)

    assert sum(found.values()) == 100
    assert all(abs(found[code] - 100 * weights[code] / sum(weights.values())) < 1.000001 for code in weights)


@pytest.mark.parametrize(
    ("codes", "judges"),
    [
        ("", [{}]),
        ("aa", [{}]),
        ([str(n) for n in range(11)], [{}]),
        ("ab", []),
        ("ab", [{("a", "c"): Fraction(2)}]),
        ("ab", [{("a", "a"): Fraction(1)}]),
        ("ab", [{("a", "b"): Fraction(10)}]),
        ("ab", [{("a", "b"): Fraction(0)}]),
        ("ab", [{("a", "b"): Fraction(2), ("b", "a"): Fraction(2)}]),
    ],
)
def test_judgments_that_make_no_sense_are_refused(codes, judges) -> None:
    with pytest.raises(ValueError, match=r".+"):
        compare(codes, judges)
