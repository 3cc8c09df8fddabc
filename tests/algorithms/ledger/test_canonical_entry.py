"""The byte form of an entry is the same for everybody, and what has no such form is refused."""

import hashlib
import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rembuk.algorithms.ledger import NotCanonicalError, canonical, commitment

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
ENTRIES = st.dictionaries(
    TEXT.map(lambda text: unicodedata.normalize("NFC", text)),
    st.recursive(
        st.none() | st.booleans() | st.integers() | TEXT,
        lambda inner: st.lists(inner, max_size=3),
        max_leaves=5,
    ),
    max_size=5,
)


def test_keys_are_sorted_and_nothing_is_spaced() -> None:
    entry = {"time": 3, "event": "proposal.submit", "ids": {"b": [1, True, None], "a": "x"}}

    assert canonical(entry) == b'{"event":"proposal.submit","ids":{"a":"x","b":[1,true,null]},"time":3}'


def test_the_order_of_keys_in_memory_does_not_matter() -> None:
    assert canonical({"a": 1, "b": 2}) == canonical({"b": 2, "a": 1})


def test_the_same_letters_composed_and_decomposed_are_one_entry() -> None:
    assert canonical({"nama": "Musée"}) == canonical({"nama": "Muse\u0301e"}) == '{"nama":"Musée"}'.encode()


def test_hostile_text_is_carried_as_it_is() -> None:
    text = "\x00\u202e😀" + "e" + "\u0315" * 1000 + '"\\\n</script>=cmd|'

    assert json.loads(canonical({"text": text})) == {"text": unicodedata.normalize("NFC", text)}


@pytest.mark.parametrize(
    "entry",
    [
        {"amount": 1.5},
        {"amount": float("nan")},
        {"deep": [{"amount": 1.0}]},
        {"bytes": b"x"},
        {"set": {1}},
        {1: "a"},
        {"text": "\ud800"},
        {"\ud800": 1},
        {"é": 1, "e\u0301": 2},
        {"long": 10**5000},
        ["a list"],
        "text",
        None,
    ],
)
def test_what_has_no_canonical_form_is_refused(entry: object) -> None:
    with pytest.raises(NotCanonicalError):
        canonical(entry)  # type: ignore[arg-type]


def test_an_entry_nested_without_end_is_refused() -> None:
    loop: dict[str, object] = {}
    loop["self"] = loop

    with pytest.raises(NotCanonicalError, match="16 deep"):
        canonical(loop)


@given(ENTRIES)
def test_reading_and_writing_again_changes_nothing(entry: dict[str, object]) -> None:
    once = canonical(entry)

    assert canonical(json.loads(once)) == once


def test_a_commitment_is_the_hash_of_salt_and_content() -> None:
    salt = bytes(range(16))

    assert commitment(salt, {"nama": "Siti"}) == hashlib.sha256(salt + b'{"nama":"Siti"}').hexdigest()
    assert commitment(salt, {"nama": "Siti"}) != commitment(salt[::-1], {"nama": "Siti"})


def test_a_short_salt_is_refused() -> None:
    with pytest.raises(ValueError, match="16 random bytes"):
        commitment(b"x" * 15, {"nama": "Siti"})
