"""The list has one order whoever asks, and the ceiling cuts it where the rule says."""

import hashlib
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rembuk.algorithms.scoring import Candidate, CutReason, DecidedBy, cut, rank

CANDIDATES = st.lists(
    st.builds(
        Candidate,
        st.integers(0, 10_000).map("NSW-{}".format),
        st.integers(0, 3).map(lambda tens: tens * 250),
        st.none() | st.integers(0, 5) | st.integers(0, 10**15),
    ),
    max_size=12,
    unique_by=lambda one: one.key,
)


def keys(candidates: list[Candidate], seed: str = "") -> list[str]:
    return [one.candidate.key for one in rank(candidates, seed=seed)]


def test_score_then_cost_then_lot_decide() -> None:
    found = rank(
        [
            Candidate("dear", 500, 900),
            Candidate("unknown", 500, None),
            Candidate("cheap", 500, 100),
            Candidate("urgent", 900, 10**12),
            Candidate("cheap too", 500, 100),
        ],
        seed="undian 2027",
    )
    lots = sorted(
        ["cheap", "cheap too"], key=lambda key: hashlib.sha256(f"undian 2027\n{key}".encode()).digest()
    )

    assert [(one.place, one.candidate.key, one.decided_by) for one in found] == [
        (1, "urgent", DecidedBy.FIRST),
        (2, lots[0], DecidedBy.SCORE),
        (3, lots[1], DecidedBy.LOT),
        (4, "dear", DecidedBy.COST),
        (5, "unknown", DecidedBy.COST),
    ]


def test_another_seed_draws_another_lot() -> None:
    equal = [Candidate(f"NSW-{number}", 500, 100) for number in range(20)]

    assert keys(equal, "satu") != keys(equal, "dua")
    assert sorted(keys(equal, "satu")) == sorted(keys(equal, "dua"))


@given(CANDIDATES, st.randoms(use_true_random=False))
def test_the_order_of_the_input_does_not_matter(candidates: list[Candidate], dice: Random) -> None:
    shuffled = list(candidates)
    dice.shuffle(shuffled)

    assert rank(candidates) == rank(shuffled)


@given(CANDIDATES, st.data())
def test_a_withdrawn_candidate_never_changes_the_order_of_the_others(
    candidates: list[Candidate], data: st.DataObject
) -> None:
    gone = data.draw(st.sampled_from(candidates)) if candidates else None

    assert keys([one for one in candidates if one is not gone]) == [
        key for key in keys(candidates) if gone is None or key != gone.key
    ]


def test_the_walk_passes_over_what_does_not_fit_and_goes_on() -> None:
    ranked = rank(
        [Candidate("a", 900, 60), Candidate("b", 800, 50), Candidate("c", 700, None), Candidate("d", 600, 40)]
    )

    found = cut(ranked, 100)

    assert found.result == ("a", "d")
    assert [(step.ranked.candidate.key, step.reason, step.remainder) for step in found.steps] == [
        ("a", CutReason.FITS, 40),
        ("b", CutReason.TOO_DEAR, 40),
        ("c", CutReason.COST_UNKNOWN, 40),
        ("d", CutReason.FITS, 0),
    ]


@given(CANDIDATES, st.integers(0, 20) | st.integers(0, 10**16))
def test_the_ceiling_holds_and_only_what_did_not_fit_is_left_out(
    candidates: list[Candidate], ceiling: int
) -> None:
    ranked = rank(candidates)
    found = cut(ranked, ceiling)

    left = ceiling
    for one, step in zip(ranked, found.steps, strict=True):
        cost = one.candidate.cost
        assert step.ranked == one
        assert step.included == (cost is not None and cost <= left) == (step.reason is CutReason.FITS)
        left -= cost if step.included and cost else 0
        assert step.remainder == left >= 0
    assert found.result == tuple(step.ranked.candidate.key for step in found.steps if step.included)


def test_an_empty_list_leaves_the_ceiling_untouched() -> None:
    assert rank([]) == ()
    assert cut((), 100).result == cut((), 100).steps == ()


def test_what_makes_no_sense_is_refused() -> None:
    with pytest.raises(ValueError, match="same key"):
        rank([Candidate("a", 1, 1), Candidate("a", 2, 2)])
    with pytest.raises(ValueError, match="negative"):
        Candidate("a", 1, -1)
    with pytest.raises(ValueError, match="negative"):
        cut((), -1)
