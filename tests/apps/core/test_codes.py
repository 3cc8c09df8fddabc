"""A code survives the telephone, the keyboard and the eye; a mistake in it is noticed."""

import random
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rembuk.apps.core.codes import ALPHABET, example_of, looks_like_code, new_code, normalise

CODES = [new_code(prefix, year, random.Random(seed)) for prefix, year, seed in [
    ("NSW", 2027, 1), ("BDG", 2028, 2), ("SOLO", 2030, 3), ("AZ", 1999, 4), ("UILOX", 2011, 5),
]]  # fmt: skip


def test_it_looks_as_on_the_receipt():
    code = new_code("NSW", 2027, random.Random(1))

    prefix, year, body, check = code.split("-")
    assert (prefix, year, len(body), len(check)) == ("NSW", "27", 6, 1)
    assert set(body + check) <= set(ALPHABET)


def test_the_same_draw_gives_the_same_code():
    assert new_code("NSW", 2027, random.Random(9)) == new_code("NSW", 2027, random.Random(9))


@pytest.mark.parametrize("prefix", ["", "N", "nsw", "NS1", "TOOLONG"])
def test_a_prefix_is_a_few_capital_letters(prefix):
    with pytest.raises(ValueError, match="prefix"):
        new_code(prefix, 2027, random.Random(1))


@pytest.mark.parametrize("code", CODES)
def test_it_is_read_however_it_is_written(code):
    plain = code.replace("-", "")
    by_keyboard = (code, code.lower(), plain, plain.lower(), f" {plain} ", " ".join(plain))
    by_dashes = (code.replace("-", dash) for dash in " –.—−")
    for written in (*by_keyboard, *by_dashes):
        assert normalise(written) == code


def test_letters_that_look_like_digits_are_read_as_digits():
    code = next(
        code
        for code in (new_code("NSW", 2027, random.Random(s)) for s in range(99))
        if {"0", "1"} <= set(code[7:])
    )
    body = code[7:]

    assert normalise(code[:7] + body.replace("0", "O").replace("1", "l")) == code
    assert normalise(code[:7] + body.replace("0", "o").replace("1", "i")) == code


def test_digits_in_the_prefix_are_read_as_letters():
    code = CODES[2]

    assert normalise(code.replace("SOLO", "S0L0")) == code


@pytest.mark.parametrize("code", CODES)
def test_every_single_wrong_character_is_noticed(code):
    plain = code.replace("-", "")
    for place in range(len(plain)):
        for character in string.ascii_uppercase + string.digits:
            typed = plain[:place] + character + plain[place + 1 :]
            assert normalise(typed) in (None, code), typed  # the same code: O for 0, I or L for 1


@pytest.mark.parametrize("code", CODES)
def test_every_two_neighbours_swapped_are_noticed(code):
    plain = code.replace("-", "")
    for place in range(len(plain) - 1):
        typed = plain[:place] + plain[place + 1] + plain[place] + plain[place + 2 :]
        expected = code if plain[place] == plain[place + 1] else None
        assert normalise(typed) == expected, typed


@pytest.mark.parametrize("code", CODES)
def test_every_missing_or_doubled_character_is_noticed(code):
    plain = code.replace("-", "")
    for place in range(len(plain)):
        for typed in (plain[:place] + plain[place + 1 :], plain[:place] + plain[place] + plain[place:]):
            assert normalise(typed) != code


def test_the_check_differs_for_every_value_at_every_place():
    """Over all values, whatever the code: no two bodies that differ in one place share a check character."""
    for place in range(6):
        right = [
            (value, check)
            for value in ALPHABET
            for check in ALPHABET
            if normalise(f"NSW-27-{'0' * place + value + '0' * (5 - place)}-{check}")
        ]
        assert len(right) >= 27  # five of 37 values have no character
        assert len({value for value, _ in right}) == len({check for _, check in right}) == len(right)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "NSW",
        "jalan rusak",
        "NSW-27-7K4M2P",
        "12345678901",
        "NSW-2X-7K4M2P-X",
        "\x00",
        "🙂" * 12,
        "N" * 99,
    ],
)
def test_other_words_are_no_codes(text):
    assert normalise(text) is None
    assert not looks_like_code(text)


def test_a_mistyped_code_still_looks_like_one():
    code = CODES[0]
    wrong = code[:-1] + next(character for character in ALPHABET if character != code[-1])

    assert normalise(wrong) is None
    assert looks_like_code(wrong)


@given(st.text(max_size=80))
def test_no_text_makes_it_stumble(text):
    found = normalise(text)

    assert found is None or normalise(found) == found


@given(st.from_regex(r"[A-Z]{2,5}", fullmatch=True))
def test_the_example_of_a_region_is_a_code_rightly_typed(prefix):
    assert normalise(example_of(prefix)) == example_of(prefix)
    assert example_of(prefix).startswith(f"{prefix}-27-7K4M2")
