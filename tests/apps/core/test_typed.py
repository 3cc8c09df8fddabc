"""Amounts, sizes, places and telephone numbers, read as people type them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rembuk.apps.core.format import number, rupiah, rupiah_short
from rembuk.apps.core.typed import (
    amount_of,
    decimal_of,
    degrees_of,
    neighbourhood_of,
    phone_of,
    whole_of,
)


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("1200000", 1_200_000),
        ("1.200.000", 1_200_000),
        ("1,200,000", 1_200_000),
        ("Rp1.200.000", 1_200_000),
        ("Rp. 1.200.000,-", 1_200_000),
        ("rp 1.200.000,00", 1_200_000),
        ("IDR 1 200 000", 1_200_000),
        ("1.200.000 rupiah", 1_200_000),
        ("1,2 juta", 1_200_000),
        ("Rp1,25 miliar", 1_250_000_000),
        ("2 milyar", 2_000_000_000),
        ("1.250 juta", 1_250_000_000),
        ("500rb", 500_000),
        ("１２００", 1_200),
        ("0", 0),
    ],
)
def test_amounts(typed, amount):
    assert amount_of(typed) == amount


@pytest.mark.parametrize(
    "typed",
    ["", "-5", "1.5", "1.200,50", "1.20.000", "1,200.000", "lima juta", "1e9", "1_000", "NaN",
     "0,0000001 juta", "٣", "½", "=1+1", "1" * 50, "juta", "Rp"],
)  # fmt: skip
def test_what_is_no_amount(typed):
    assert amount_of(typed) is None


@pytest.mark.parametrize(
    ("typed", "number"),
    [("30", 30), ("1.000", 1_000), ("1,000", 1_000), ("1 200", 1_200), ("1.234.567", 1_234_567), ("-3", -3)],
)
def test_a_thousand_is_written_with_a_point(typed, number):
    assert whole_of(typed) == number


@pytest.mark.parametrize(
    "typed", ["", "12,5", "12.5", "1.0", "1.00", "0.500", "1.000,50", "5,0", "1.5000", "tiga", "1e3", "½"]
)
def test_a_part_of_one_is_no_whole_number(typed):
    assert whole_of(typed) is None


@given(st.integers(0, 10**15))
def test_every_amount_that_we_write_is_read_back(amount):
    assert amount_of(rupiah(amount)) == amount_of(str(amount)) == amount
    assert abs((amount_of(rupiah_short(amount)) or 0) - amount) <= amount / 19


@pytest.mark.parametrize(
    ("typed", "size"),
    [("120", "120"), ("12,5", "12.5"), ("12.5", "12.5"), ("1.500", "1500"), ("1.500,25", "1500.25"),
     ("1,500.25", "1500.25"), ("1,500,000", "1500000"), ("0,25", "0.25"), ("0.500", "0.5"),
     ("0,500", "0.5"), ("1,5000", "1.5"), ("1 200", "1200")],
)  # fmt: skip
def test_sizes(typed, size):
    assert decimal_of(typed) == Decimal(size)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "-1",
        "NaN",
        "Infinity",
        "1e3",
        "1_0",
        "1.2.3",
        "1,2,3",
        "12 m",
        "٣,٤",
        "1" * 60,
        "1,500",
        "120,125",
    ],
)
def test_what_is_no_size(typed):
    assert decimal_of(typed) is None


@given(st.integers(1, 999), st.lists(st.integers(0, 999), min_size=1, max_size=4), st.sampled_from(".,"))
def test_three_digits_after_a_mark_are_never_read_as_a_part_of_one(first, groups, mark):
    typed = mark.join([str(first), *(f"{group:03}" for group in groups)])
    meant = int(typed.replace(mark, ""))
    assert whole_of(typed) == amount_of(typed) == amount_of(f"Rp {typed}") == meant
    assert decimal_of(typed) in {meant, None}
    assert (decimal_of(typed) is None) == (mark == "," and len(groups) == 1)


@given(st.integers(0, 10**15), st.sampled_from(["id", "en"]))
def test_every_number_that_we_show_is_read_back_as_it_was(count, lang):
    shown = number(count, lang)
    assert whole_of(shown) == whole_of(str(count)) == amount_of(shown) == count
    assert decimal_of(shown) in {count, None}


@given(st.decimals(min_value=0, max_value=10**11, places=2))
def test_every_size_that_we_write_is_read_back(size):
    assert decimal_of(number(size)) == size


@pytest.mark.parametrize(
    ("typed", "degrees"),
    [("-6.8148", -6.8148), ("-6,8148", -6.8148), ("107", 107.0), ("−7.5", -7.5), ("+6.1", 6.1)],
)
def test_degrees(typed, degrees):
    assert degrees_of(typed) == degrees


@pytest.mark.parametrize("typed", ["", "nan", "inf", "1e2", "6°48'53\"S", "1234", "--1", "0x1"])
def test_what_is_no_angle(typed):
    assert degrees_of(typed) is None


@pytest.mark.parametrize(
    ("typed", "phone"),
    [
        ("0812-3456-7890", "+6281234567890"),
        ("0812 3456 7890", "+6281234567890"),
        ("+62 812 3456 7890", "+6281234567890"),
        ("62812.3456.7890", "+6281234567890"),
        ("+62 (0)812 3456 7890", "+6281234567890"),
        ("0062 812 3456 7890", "+6281234567890"),
        ("81234567890", "+6281234567890"),
        ("０８１２３４５６７８９０", "+6281234567890"),
        ("(022) 423-4567", "+62224234567"),
        ("+60 12-345 6789", "+60123456789"),
        ("0031 6 12345678", "+31612345678"),
    ],
)
def test_telephones(typed, phone):
    assert phone_of(typed) == phone


@pytest.mark.parametrize(
    "typed", ["", "0812", "123", "+62", "3273012345670001", "08123456789a", "+6212", "٠٨١٢٣٤٥٦٧٨٩"]
)
def test_what_is_no_telephone(typed):
    assert phone_of(typed) is None


@given(st.text(max_size=60))
def test_no_text_makes_any_of_them_stumble(text):
    for read in (amount_of, decimal_of, degrees_of, phone_of):
        read(text)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("3", "03"), ("03", "03"), ("RT 003", "03"), ("rw.12", "12"), ("120", "120"), ("３", "03"), (" ", ""),
     ("0", ""), ("-", ""), ("٣", "03"), ("tiga", None), ("1234", None), ("-1", None), ("3a", None)],
)  # fmt: skip
def test_a_neighbourhood_has_one_number(typed, kept):
    assert neighbourhood_of(typed) == kept
