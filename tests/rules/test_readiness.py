"""Readiness: every kind of work has its checks, an answer says enough, a statement names nobody."""

import pytest

from rembuk.rules.categories import CATEGORIES, Category
from rembuk.rules.proposal_flow import STATE
from rembuk.rules.readiness import (
    OWN_WORDS,
    READINESS,
    Check,
    asked_of,
    check_answer,
    check_statement,
    may_answer_in,
    may_state_in,
)
from rembuk.rules.refusals import Refusal


def test_every_kind_of_work_is_asked_something_and_a_building_work_about_its_land_or_way():
    assert set(READINESS) == set(Category)
    assert all(len(set(checks)) == len(checks) >= 1 for checks in READINESS.values())
    for row in CATEGORIES:
        if row.is_physical:
            assert {Check.LAND, Check.RIGHT_OF_WAY} & set(READINESS[row.code]), row.code
            assert Check.UPKEEP in READINESS[row.code], row.code


def test_own_words_belong_to_a_check_that_is_asked():
    assert all(check in READINESS[category] for category, check in OWN_WORDS)


def test_sanitation_is_asked_about_its_septic_tank_and_an_unknown_kind_nothing():
    assert any("tangki septik" in row.question("id") for row in asked_of("sanitation"))
    assert [row.check for row in asked_of("training")] == ["operator"]
    assert asked_of("") == asked_of("castle") == ()


def test_no_says_what_is_missing_and_not_needed_says_why():
    assert check_answer("yes", "") is None
    assert check_answer("no", "") and check_answer("not_needed", " ab ") and check_answer("maybe", "x" * 20)
    assert check_answer("no", "Surat hibah belum ada") is None


@pytest.mark.parametrize(
    "text",
    [
        "Pak Budi tidak mau pohonnya ditebang",
        "Ibu Sari setuju",
        "hubungi 0812-3456-7890",
        "NIK 3201012345678901",
        "surel saya warga@contoh.id",
    ],
)
def test_a_statement_with_a_name_or_a_number_of_a_person_is_not_kept(text):
    with pytest.raises(Refusal):
        check_statement(text)


@pytest.mark.parametrize(
    "text",
    [
        "Seorang pemilik kebun setuju bila pohonnya diganti Rp15.000.000.",
        "Tiga pedagang minta pekerjaan selesai sebelum 12 Maret 2028.",
        "Bapak dan ibu di RT 03 setuju.",
    ],
)
def test_a_statement_without_names_is_kept(text):
    check_statement(text)


def test_what_has_ended_is_not_answered_any_more():
    assert may_answer_in("village_review") and may_answer_in("agency_review")
    assert not any(may_answer_in(row.code) for row in STATE.values() if row.terminal)
    assert may_state_in("survey") and not may_state_in("apbd")
