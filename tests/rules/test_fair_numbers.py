"""Numbers of fairness and the satisfaction index, to the last digit."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rembuk.rules.fairness import (
    CONSTITUENCIES,
    QUOTA_RULES,
    RESPONSE_TIME,
    SMALL_CELL_LIMIT,
    asks_price_reason,
    is_small_cell,
    review_due_on,
    told_counts,
    women_present,
)
from rembuk.rules.indicators import (
    ELEMENTS,
    GRADES,
    INDICATORS,
    LEGACY_WEIGHT,
    SCALE,
    grade_of,
    satisfaction,
)
from rembuk.rules.proposal_flow import TERMINAL

SUMS = (128, 126, 120, 136, 124, 130, 132, 112, 102)


def test_the_example_of_the_design_is_77_08_and_b() -> None:
    result = satisfaction(SUMS, 40)

    assert (result.ikm, result.grade.grade) == (7708, "B")
    assert result.index == Fraction("27.75") / 9
    assert result.text("id") == "77,08 (B, Baik)"
    assert result.text("en") == "77.08 (B, Good)"


def test_the_rounded_weight_of_old_reports_turns_it_into_a_c() -> None:
    result = satisfaction(SUMS, 40, weight=LEGACY_WEIGHT)
    best = satisfaction([160] * 9, 40, weight=LEGACY_WEIGHT)

    assert (result.ikm, result.grade.grade) == (7631, "C")
    assert best.ikm == 9900


@pytest.mark.parametrize(
    ("total", "questionnaires", "ikm", "grade"),
    [(1089, 40, 7563, "C"), (137_889, 5000, 7661, "B"), (360, 40, 2500, "D"), (1440, 40, 10000, "A")],
)
def test_rounding_is_half_up_and_grades_come_after_it(
    total: int, questionnaires: int, ikm: int, grade: str
) -> None:
    share, rest = divmod(total, 9)
    sums = [share + 1] * rest + [share] * (9 - rest)

    result = satisfaction(sums, questionnaires)

    assert (result.ikm, result.grade.grade) == (ikm, grade)


def test_a_blank_is_no_answer() -> None:
    assert satisfaction([40, 8], [10, 2]).means == (Fraction(4), Fraction(4))


@pytest.mark.parametrize(("sums", "counts"), [([9], 10), ([41], 10), ([0], 0)])
def test_sums_that_no_answers_give_are_refused(sums: list[int], counts: int) -> None:
    with pytest.raises(ValueError, match="cannot sum"):
        satisfaction(sums, counts)


def test_every_element_needs_its_count() -> None:
    with pytest.raises(ValueError, match="zip"):
        satisfaction([3, 3], [1])


@pytest.mark.parametrize(
    ("ikm", "grade"),
    [
        (2500, "D"),
        (6499, "D"),
        (6500, "C"),
        (7660, "C"),
        (7661, "B"),
        (8830, "B"),
        (8831, "A"),
        (10000, "A"),
        (0, "D"),
    ],
)
def test_a_grade_starts_at_its_bound(ikm: int, grade: str) -> None:
    assert grade_of(ikm).grade == grade


@given(answers=st.lists(st.lists(st.integers(1, 4), min_size=9, max_size=9), min_size=1, max_size=30))
def test_the_index_lies_between_25_and_100_and_needs_no_order(answers: list[list[int]]) -> None:
    sums = [sum(column) for column in zip(*answers, strict=True)]
    result = satisfaction(sums, len(answers))

    assert 2500 <= result.ikm <= 10000
    assert result.exact_ikm == Fraction(25 * sum(sums), 9 * len(answers))
    assert satisfaction(sums[::-1], len(answers)).ikm == result.ikm
    assert abs(Fraction(result.ikm, 100) - result.exact_ikm) <= Fraction(1, 200)


def test_the_scale_the_elements_and_the_indicators_are_all_there() -> None:
    assert [row.code for row in ELEMENTS] == [f"U{n}" for n in range(1, 10)]
    assert [row.value for row in SCALE] == [1, 2, 3, 4]
    assert [row.number for row in INDICATORS] == [1, 2, 3, 4]
    assert [row.ikm_to + 1 for row in GRADES[:-1]] == [row.ikm_from for row in GRADES[1:]]


def test_an_answer_is_due_after_so_many_working_days() -> None:
    thursday = date(2027, 3, 4)

    assert review_due_on("partner_review", thursday) == date(2027, 3, 9)
    assert review_due_on("agency_review", thursday) == date(2027, 3, 11)
    assert review_due_on("agency_review", thursday, frozenset({date(2027, 3, 8)})) == date(2027, 3, 12)


def test_the_end_of_the_stage_comes_first_where_it_is_earlier() -> None:
    thursday, friday, later = date(2027, 3, 4), date(2027, 3, 5), date(2027, 4, 1)

    assert review_due_on("agency_review", thursday, stage_closes=friday) == friday
    assert review_due_on("agency_review", thursday, stage_closes=later) == date(2027, 3, 11)
    assert review_due_on("village_review", thursday, stage_closes=later) == later
    assert review_due_on("village_review", thursday) is None


def test_nothing_is_due_where_nobody_has_to_answer() -> None:
    assert review_due_on("rejected", date(2027, 3, 4), stage_closes=date(2027, 3, 5)) is None
    assert not TERMINAL & set(RESPONSE_TIME)


def test_the_share_of_women_is_said_and_bars_nothing() -> None:
    enough, few, nobody = women_present(3, 10), women_present(29, 100), women_present(0, 0)

    assert enough.reached and enough.text("id") == "Perempuan 3 dari 10 yang hadir (30%)."
    assert not few.reached and "Sasarannya 30%" in few.text("id") and "29%" in few.text("en")
    assert not nobody.reached and nobody.share == 0
    assert "(29%)" in women_present(299, 1000).text("id")


def test_small_cells_are_hidden_and_an_empty_one_is_not() -> None:
    assert SMALL_CELL_LIMIT == 10
    assert [is_small_cell(count) for count in (0, 1, 9, 10)] == [False, True, True, False]


@given(st.lists(st.integers(0, 25), max_size=8))
def test_a_small_group_cannot_be_worked_out_from_the_others(sizes: list[int]) -> None:
    counts = {f"unsur {group}": size for group, size in enumerate(sizes)}

    shown = told_counts(counts)

    hidden = [name for name, count in shown.items() if count is None]
    assert list(shown) == list(counts)
    assert all(shown[name] in (None, count) for name, count in counts.items())
    assert {name for name, count in counts.items() if 0 < count < SMALL_CELL_LIMIT} <= set(hidden)
    assert len(hidden) != 1 or sum(1 for count in sizes if count) == 1


def test_beside_a_small_group_the_smallest_of_the_others_is_hidden() -> None:
    assert told_counts({"tani": 40, "guru": 12, "lansia": 3}) == {"tani": 40, "guru": None, "lansia": None}
    assert told_counts({"P": 20, "L": 15}) == {"P": 20, "L": 15}
    assert told_counts({"P": 30, "L": 0}) == {"P": 30, "L": 0}
    assert told_counts({"P": 30, "L": 2}) == {"P": None, "L": None}


def test_a_price_far_from_the_standard_asks_for_a_reason() -> None:
    assert [asks_price_reason(price, 100) for price in (70, 130, 69, 131)] == [False, False, True, True]


def test_the_defaults_are_those_of_the_design() -> None:
    assert [(row.level, row.limit) for row in QUOTA_RULES] == [("neighborhood", 3)]
    assert [row.code for row in CONSTITUENCIES if row.where_it_exists] == ["customary"]
