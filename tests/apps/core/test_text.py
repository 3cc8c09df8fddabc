"""Text is kept as it was meant, and harms nothing around it."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rembuk.apps.core.text import clean_line, clean_text, is_storable


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  jalan rusak  ", "jalan rusak"),
        ("satu\r\ndua\rtiga\n", "satu\ndua\ntiga"),
        ("a\x00b\x07c\x7f\x85d", "abcd"),
        ("cafe\u0301", "caf\u00e9"),
        ("\u202egnp.exe\u202c", "gnp.exe"),
        ("\u2066a\u2069\u200fb", "ab"),
        ("\ufeffjalan", "jalan"),
        ("🙂👨\u200d👩\u200d👧", "🙂👨\u200d👩\u200d👧"),
        ("ꦱꦸꦫꦧꦪ", "ꦱꦸꦫꦧꦪ"),
        ("<script>=cmd|'/C calc'!A0", "<script>=cmd|'/C calc'!A0"),
        ("\u200b\u2060 \u3164", ""),
        (" \n\t ", ""),
    ],
)
def test_what_is_kept_of_what_was_typed(typed, kept):
    assert clean_text(typed) == kept


def test_towers_of_marks_are_cut_and_letters_stay():
    kept = clean_text("H" + "\u0335\u0489" * 500 + "alo")

    assert kept[0] == "H"
    assert kept.endswith("alo")
    assert len(kept) < 15


def test_a_line_stays_a_line():
    assert clean_line(" RT 03\n\n RW\t02 ") == "RT 03 RW 02"


def test_half_a_sign_cannot_be_stored():
    assert is_storable("🙂 é")
    assert not is_storable("a\ud800")


@given(st.text())
def test_cleaning_twice_is_cleaning_once(text):
    once = clean_text(text)

    assert clean_text(once) == once
    assert not any(unicodedata.category(sign) == "Cc" and sign not in "\n\t" for sign in once)
