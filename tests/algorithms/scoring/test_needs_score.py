"""The score is what the regulation says it is: exact, bounded, monotone, the same in any order."""

from decimal import Decimal
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rembuk.algorithms.scoring import Criterion, Direction, score

POVERTY = Criterion("poverty", 40, 0, 50)
URGENCY = Criterion("urgency", 35, 1, 5)
COST = Criterion("cost_per_head", 25, 0, 2_000_000, "cost")
CRITERIA = (POVERTY, URGENCY, COST)

NUMBERS = st.integers(-(10**15), 10**15) | st.decimals(-(10**9), 10**9, places=3) | st.fractions(-1000, 1000)


@st.composite
def criteria(draw: st.DrawFn) -> tuple[Criterion, ...]:
    codes = draw(st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=6, unique=True))
    made = []
    for code in codes:
        lowest, span = draw(st.integers(-1000, 1000)), draw(st.integers(1, 2000))
        direction = draw(st.sampled_from(Direction))
        made.append(Criterion(code, draw(st.integers(1, 100)), lowest, lowest + span, direction))
    return tuple(made)


@st.composite
def cases(draw: st.DrawFn) -> tuple[dict[str, object], tuple[Criterion, ...]]:
    yardsticks = draw(criteria())
    return {one.code: draw(st.none() | st.integers(-3000, 3000) | NUMBERS) for one in yardsticks}, yardsticks


def test_a_worked_example_comes_out_as_by_hand() -> None:
    # 40 % of 20/50, 35 % of 3/4, 25 % of (1 - 500,000/2,000,000): 160 + 262.5 + 187.5 = 610
    found = score({"poverty": 20, "urgency": 4, "cost_per_head": 500_000}, CRITERIA)

    assert found.result == 610
    assert [bar.exact for bar in found.steps] == [160, Fraction(525, 2), Fraction(375, 2)]
    assert [bar.points for bar in found.steps] == [160, 262, 188]  # the remainders are equal: by code
    assert [bar.most for bar in found.steps] == [400, 350, 250]
    assert all(bar.known and not bar.clamped for bar in found.steps)


def test_half_a_thousandth_goes_up() -> None:
    assert score({"a": 1}, [Criterion("a", 1, 0, 2000)]).result == 1
    assert score({"a": Fraction(999, 1000)}, [Criterion("a", 1, 0, 2000)]).result == 0


def test_a_decimal_is_taken_exactly() -> None:
    assert score({"a": Decimal("0.0005")}, [Criterion("a", 1, Decimal("0.0"), Decimal("1.0"))]).result == 1


def test_a_value_outside_the_goalposts_counts_as_the_goalpost_and_says_so() -> None:
    found = score({"poverty": 70, "urgency": 0, "cost_per_head": 9_000_000}, CRITERIA)

    assert [(bar.points, bar.clamped) for bar in found.steps] == [(400, True), (0, True), (0, True)]


def test_an_unknown_value_counts_as_the_worst_and_nobody_inherits_its_weight() -> None:
    found = score({"poverty": 50, "urgency": None}, CRITERIA)

    assert found.result == 400
    assert [(bar.known, bar.points, bar.value) for bar in found.steps] == [
        (True, 400, 50),
        (False, 0, None),
        (False, 0, None),
    ]


def test_an_unknown_value_may_have_a_default() -> None:
    found = score({}, [Criterion("readiness", 1, 0, 4, default=1)])

    assert found.result == 250
    assert (found.steps[0].known, found.steps[0].value) == (False, 1)


@given(cases())
def test_the_score_is_bounded_and_its_bars_add_up(
    case: tuple[dict[str, object], tuple[Criterion, ...]],
) -> None:
    values, yardsticks = case
    found = score(values, yardsticks)  # type: ignore[arg-type]

    assert 0 <= found.result <= 1000
    assert sum(bar.points for bar in found.steps) == found.result
    assert abs(sum(bar.exact for bar in found.steps) - found.result) <= Fraction(1, 2)
    assert all(0 <= bar.exact <= bar.most and abs(bar.points - bar.exact) < 1 for bar in found.steps)
    assert sum(bar.most for bar in found.steps) == 1000


@given(cases(), st.data())
def test_a_better_value_never_lowers_the_score(
    case: tuple[dict[str, object], tuple[Criterion, ...]], data: st.DataObject
) -> None:
    values, yardsticks = case
    one = data.draw(st.sampled_from(yardsticks))
    worse, better = sorted(data.draw(st.tuples(NUMBERS, NUMBERS)), key=Fraction)
    if one.direction == "cost":
        worse, better = better, worse

    low = score({**values, one.code: worse}, yardsticks).result  # type: ignore[arg-type]
    high = score({**values, one.code: better}, yardsticks).result  # type: ignore[arg-type]
    unknown = score({**values, one.code: None}, yardsticks).result  # type: ignore[arg-type]

    assert unknown <= low <= high


@given(cases(), st.randoms(use_true_random=False))
def test_the_order_of_criteria_does_not_matter(
    case: tuple[dict[str, object], tuple[Criterion, ...]], dice: Random
) -> None:
    values, yardsticks = case
    shuffled = list(yardsticks)
    dice.shuffle(shuffled)

    one, other = score(values, yardsticks), score(values, shuffled)  # type: ignore[arg-type]

    assert one.result == other.result
    assert set(one.steps) == set(other.steps)


@given(cases(), st.integers(2, 9))
def test_only_the_proportion_of_weights_matters(
    case: tuple[dict[str, object], tuple[Criterion, ...]], factor: int
) -> None:
    values, yardsticks = case
    heavier = [Criterion(c.code, c.weight * factor, c.lowest, c.highest, c.direction) for c in yardsticks]

    assert score(values, yardsticks) == score(values, heavier)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("a", -1, 0, 1), "negative"),
        (("a", 1, 1, 1), "goalposts"),
        (("a", 1, 2, 1), "goalposts"),
        (("a", 1, 0, 1, "sideways"), "sideways"),
    ],
)
def test_a_criterion_that_makes_no_sense_is_refused(arguments: tuple[object, ...], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        Criterion(*arguments)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("values", "yardsticks", "words"),
    [
        ({}, (), "weight"),
        ({}, (Criterion("a", 0, 0, 1),), "weight"),
        ({}, (POVERTY, POVERTY), "same code"),
        ({"povert": 1}, CRITERIA, "povert"),
    ],
)
def test_a_question_that_makes_no_sense_is_refused(
    values: dict[str, int], yardsticks: tuple[Criterion, ...], words: str
) -> None:
    with pytest.raises(ValueError, match=words):
        score(values, yardsticks)


@given(NUMBERS, NUMBERS, NUMBERS, st.sampled_from(Direction))
def test_the_place_between_the_goalposts_is_exact(
    one: Decimal, other: Decimal, value: Decimal, way: str
) -> None:
    lowest, highest = sorted((one, other), key=Fraction)
    if Fraction(lowest) == Fraction(highest):
        return
    place = (Fraction(value) - Fraction(lowest)) / (Fraction(highest) - Fraction(lowest))
    inside = min(max(place, Fraction(0)), Fraction(1))

    bar = score({"a": value}, [Criterion("a", 3, lowest, highest, way)]).steps[0]

    assert bar.exact == 1000 * (inside if way == "benefit" else 1 - inside)
    assert bar.clamped == (inside != place)
