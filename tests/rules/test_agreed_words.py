"""Words: every row has both languages, residents read the agreed words, and some words are never used."""

import importlib
import pkgutil
from collections.abc import Iterator

import pytest

import rembuk.rules
from rembuk.rules.actions import ACTIONS
from rembuk.rules.categories import CATEGORIES, CATEGORY, Category
from rembuk.rules.inputs import INPUT
from rembuk.rules.labels import Labelled, in_language
from rembuk.rules.proposal_flow import STATE, STATES, STEP
from rembuk.rules.words import (
    AGENCY_FOR_RESIDENTS,
    DISPLAY,
    FIXED_WORDS,
    NEVER_WORDS,
    cycle_title,
    never_words_in,
)


def modules() -> list[str]:
    return [f"rembuk.rules.{found.name}" for found in pkgutil.iter_modules(rembuk.rules.__path__)]


def rows() -> Iterator[tuple[str, Labelled]]:
    """Every row of every table."""
    for name in modules():
        for table, value in vars(importlib.import_module(name)).items():
            if isinstance(value, tuple):
                yield from ((f"{name}.{table}", row) for row in value if isinstance(row, Labelled))


ROWS = list(rows())


def test_there_are_rows_to_check() -> None:
    assert len(ROWS) > 600
    assert len({type(row) for _, row in ROWS}) > 25


def test_every_row_speaks_both_languages() -> None:
    for where, row in ROWS:
        assert row.label_id.strip() and row.label_en.strip(), (where, row)
        assert row.label("id") == row.label_id
        assert row.label("en") == row.label_en
        assert "usulan" not in row.label_en.lower(), row
        assert "  " not in row.label_id + row.label_en, row


def test_another_language_is_answered_in_indonesian() -> None:
    assert in_language("jv", "ya", "yes") == "ya"


def test_no_row_uses_a_word_that_is_never_used() -> None:
    for where, row in ROWS:
        assert never_words_in(row.label_id) == (), (where, row)
    assert never_words_in("Surat-suara para pemilih di TPS 3") == ("surat suara", "pemilih", "TPS")
    assert never_words_in("Pemilihan delegasi dan https://contoh.id") == ()


def test_residents_read_of_agencies_in_their_own_words() -> None:
    for row in STATES:
        assert not any(word in row.label_id for word in ("Perangkat Daerah", "SKPD", "OPD")), row
    assert AGENCY_FOR_RESIDENTS == "Dinas/instansi"


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("village_funded", "Didanai desa/kelurahan"),
        ("checked_by_residents", "Selesai dan diperiksa warga"),
        ("recorded", "Tercatat untuk tahun berikutnya"),
    ],
)
def test_some_states_have_agreed_words(state: str, words: str) -> None:
    assert STATE[state].label_id == words


def test_a_button_is_short_enough_for_a_phone() -> None:
    for step in STEP.values():
        assert len(step.label_id) <= 40 and len(step.label_en) <= 40, step.id


def test_the_words_of_the_cycle_and_of_people() -> None:
    assert cycle_title(2028) == "RKPD 2028 (disusun 2027)"
    assert DISPLAY.proposer.format(rt="03", rw="02") == "Warga RT 03/RW 02"
    assert not DISPLAY.supporters_listed
    assert len(FIXED_WORDS) == 9 and len(NEVER_WORDS) == 7


def test_every_category_has_one_row() -> None:
    assert [row.code for row in CATEGORIES] == list(Category) == list(CATEGORY)


def test_a_row_explains_itself_in_both_languages() -> None:
    assert INPUT["contact"].meaning_text("id") != INPUT["contact"].meaning_text("en")
    assert all(row.meaning == row.label("en") for row in ACTIONS)
