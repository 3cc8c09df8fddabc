"""Inputs of a step: what is missing is said, what cannot be right is said, and what is right passes."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rembuk.rules.input_checks import (
    CHECKS,
    NOT_CONFIRMED,
    check_inputs,
    check_progress,
    is_real_text,
    missing_inputs,
    number_of,
)
from rembuk.rules.inputs import INPUT, INPUTS
from rembuk.rules.proposal_flow import STEP
from rembuk.rules.reasons import ELIGIBILITIES, REASON, REASONS, ReasonCode, better_steps

REASON_TEXT = "Jalan ini milik provinsi, jadi kami teruskan ke sana."
LINE = {"document": "Perdes 4/2026", "line": "12", "year": 2027}


def problems(step_id: str, **given: object) -> dict[str, str]:
    return {problem.input: problem.code for problem in check_inputs(STEP[step_id], given)}


def wrong(code: str, value: object) -> str | None:
    """The problem with one value, asked by a step that requires it."""
    step = next(step for step in STEP.values() if code in step.requires)
    found = [p for p in check_inputs(step, {code: value}) if p.input == code]
    for problem in found:
        assert problem.text("id").endswith(".") and problem.text("en").endswith(".")
        assert problem.text("id") != problem.text("en")
    return found[0].code if found else None


@pytest.mark.parametrize("empty", [None, "", "  \n", [], (), {}, False])
def test_nothing_is_not_given(empty: object) -> None:
    assert missing_inputs(STEP["return_from_village"], {"reason_text": empty}) == ("reason_text",)


def test_zero_is_given() -> None:
    assert "beneficiaries" not in missing_inputs(STEP["agree_in_village"], {"beneficiaries": 0})


def test_a_voice_note_stands_for_the_problem_and_help_for_the_contact() -> None:
    given = {
        "problem_media": ["suara.ogg"],
        "assisted_entry": "Bu Sari",
        "location": "RT 03",
        "truth_declaration": True,
    }

    assert missing_inputs(STEP["submit"], given) == ()
    assert check_inputs(STEP["submit"], given) == ()


def test_everything_missing_is_told_at_once() -> None:
    assert problems("submit") == dict.fromkeys(STEP["submit"].requires, "missing")
    assert problems("order_survey") == {}


def test_a_file_is_attached_and_a_text_is_filled_in() -> None:
    texts = {p.input: p.text("id") for p in check_inputs(STEP["agree_in_village"], {})}

    assert texts["minutes"] == "Berita acara perlu dilampirkan."
    assert texts["unit"] == "Satuan perlu diisi."


def test_what_must_be_confirmed_says_what_to_do() -> None:
    quota = check_inputs(STEP["raise_to_district"], {"within_quota": False, "rank": 1})
    ceiling = check_inputs(STEP["agree_in_district"], {"minutes": "BA", "rank": 1})

    assert [p.input for p in quota] == ["within_quota"] and "Kuota" in quota[0].text("id")
    assert [p.input for p in ceiling] == ["within_ceiling"] and "pagu" in ceiling[0].text("id")
    assert set(NOT_CONFIRMED) == {row.code for row in INPUTS if row.type in ("check", "boolean")}


@pytest.mark.parametrize(
    ("text", "is_real"),
    [
        (REASON_TEXT, True),
        ("Sudah ada tahun ini.", True),  # exactly twenty
        ("Sudah ada tahun ini", False),  # nineteen
        ("pendek", False),
        ("a" * 40, False),
        ("." * 40, False),
        ("ya     ya       tidak        ", False),
        ("\u200b" * 30 + "tidak", False),
        ("Tidak\nlayak secara teknis", True),
    ],
)
def test_a_reason_is_twenty_characters_of_words(text: str, is_real: bool) -> None:
    assert is_real_text(text) is is_real
    assert (wrong("reason_text", text) is None) is is_real


def test_six_letters_that_differ_make_words_and_five_do_not() -> None:
    assert is_real_text("abcdef " * 4)
    assert not is_real_text("abcde " * 5)


@pytest.mark.parametrize(
    ("code", "good", "bad"),
    [
        ("volume", [1, "0.5", Decimal("120"), 10**12], [0, -3, "banyak", True, float("nan"), 10**12 + 1]),
        ("measured_volume", [1.5], [0, "", "∞"]),
        ("amount", [0, 1, 10**15, "150000000"], [-1, 10**15 + 1, "1,5", 1.5, float("inf")]),
        ("estimated_cost", [0, 10**15], [-1, "Rp1"]),
        ("beneficiaries", [0, 85, 10**9], [-1, 0.5, 10**9 + 1]),
        ("progress_percent", [0, 55, 100], [-1, 101, 50.5]),
        ("rating", [1, 4], [0, 5]),
        ("rank", [1, 10**9], [0, -1]),
        ("next_plan_year", [2000, 2028, "2100"], [1999, 2101, 28]),
        ("reason_code", list(ReasonCode), ["karena", 3]),
        ("target_government", ["desa", "kabupaten_kota", "provinsi", "pusat"], ["RW"]),
        (
            "eligibility_rating",
            ["eligible_urgent", "eligible", "eligible_less_urgent"],
            ["not_eligible", "ok"],
        ),
        ("village_plan_line", [LINE, "RKP Desa 2027/12"], [{**LINE, "year": None}, {"line": "12"}]),
    ],
)
def test_a_value_is_right_or_refused(code: str, good: list[object], bad: list[object]) -> None:
    for value in good:
        assert wrong(code, value) is None, value
    for value in bad:
        assert wrong(code, value) is not None, value


def test_what_is_not_eligible_cannot_be_agreed() -> None:
    assert wrong("eligibility_rating", "not_eligible") == "not_eligible"
    assert [row.code for row in ELIGIBILITIES if not row.may_be_agreed] == ["not_eligible"]


def test_an_optional_value_is_judged_too() -> None:
    given = {
        "problem_statement": "Jalan rusak",
        "location": "RT 3",
        "contact": "0812",
        "truth_declaration": True,
    }

    assert problems("submit", **given) == {}
    assert problems("submit", **given, volume=-1) == {"volume": "out_of_range"}


def test_what_a_step_does_not_ask_is_not_judged() -> None:
    assert problems("return_from_village", reason_text=REASON_TEXT, volume=-1) == {}


def test_every_check_is_for_an_input() -> None:
    assert set(CHECKS) <= set(INPUT)


def test_progress_does_not_fall_without_a_reason() -> None:
    fallen = check_progress(60, 40, "")

    assert check_progress(60, 60, "") is None
    assert check_progress(60, 61, "") is None
    assert check_progress(60, 59, REASON_TEXT) is None
    assert fallen is not None and "60% ke 40%" in fallen.text("id") and "60% to 40%" in fallen.text("en")


@given(st.integers() | st.decimals(allow_nan=False, allow_infinity=False))
def test_a_number_is_read_however_it_is_written(number: int | Decimal) -> None:
    assert number_of(number) == number_of(str(number)) == Decimal(str(number))


@given(st.one_of(st.text(), st.none(), st.booleans(), st.floats(), st.dates(), st.lists(st.integers())))
def test_no_value_breaks_a_check(value: object) -> None:
    for check in CHECKS.values():
        answer = check(value)
        assert answer is None or len(answer) == 3


def test_a_date_is_no_number() -> None:
    assert number_of(date(2027, 1, 1)) is None


def test_a_reason_that_has_a_better_answer_names_it() -> None:
    for row in REASONS:
        assert set(row.must_offer) <= set(STEP), row.code
        assert bool(row.advice("id")) == bool(row.advice("en"))
        if row.must_offer:
            assert row.advice("id")
    offered = better_steps("duplicate", (STEP["reject_by_agency"], STEP["merge_in_agency"]))
    assert [step.id for step in offered] == ["merge_in_agency"]
    assert better_steps("technical", tuple(STEP.values())) == ()
    assert set(REASON) == set(ReasonCode)
