"""Dates, amounts and numbers in words, against a library and a few hand-written examples."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from num2words import num2words

from rembuk.algorithms.documents import day_name, long_date, money, rupiah, terbilang
from rembuk.algorithms.documents.wording import counted


@pytest.mark.parametrize(
    "amount, words",
    [
        (0, "nol"),
        (11, "sebelas"),
        (19, "sembilan belas"),
        (20, "dua puluh"),
        (100, "seratus"),
        (1_000, "seribu"),
        (1_111, "seribu seratus sebelas"),
        (21_000, "dua puluh satu ribu"),
        (1_001_000, "satu juta seribu"),
        (1_000_000, "satu juta"),
        (158_500_000, "seratus lima puluh delapan juta lima ratus ribu"),
        (2_000_000_001, "dua miliar satu"),
        (1_000_000_000_000, "satu triliun"),
        (-5, "minus lima"),
    ],
)
def test_amounts_are_spelled_out(amount: int, words: str) -> None:
    assert terbilang(amount) == words


@given(st.one_of(st.integers(0, 10**15 - 1), st.integers(0, 10**5)))
def test_words_are_those_of_num2words(amount: int) -> None:
    # The library says seribu at the beginning alone; after juta, miliar and triliun it is one word too.
    theirs = re.sub(r"(juta|miliar|triliun) satu ribu", r"\1 seribu", num2words(amount, lang="id"))

    assert terbilang(amount) == theirs


def test_dates_are_written_out() -> None:
    assert long_date(date(2026, 2, 3)) == "3 Februari 2026"
    assert day_name(date(2026, 2, 3)) == "Selasa"
    assert day_name(date(2026, 2, 8)) == "Minggu"


def test_money_has_dots_and_words() -> None:
    assert rupiah(1_250_000) == "Rp1.250.000"
    assert rupiah(None) == "–"
    assert money(1_500_000) == "Rp1.500.000,00 (satu juta lima ratus ribu rupiah)"
    assert counted(12) == "12 (dua belas)"
