"""Whatever is done to a log, the first entry that does not fit is named."""

import tracemalloc
from collections.abc import Iterator

import pytest

from rembuk.algorithms.ledger import Frontier, Misfit, MisfitKind, canonical, first_misfit, leaf_hash

Row = tuple[int, str, bytes]


def row(seq: int, content: bytes) -> Row:
    return seq, leaf_hash(content).hex(), content


def log_of(count: int, every: int) -> tuple[list[Row], list[tuple[int, str]]]:
    """A sound log with a checkpoint after each `every` entries."""
    rows, checkpoints, frontier = [], [], Frontier()
    for seq in range(1, count + 1):
        rows.append(row(seq, canonical({"event": "proposal.submit", "number": seq})))
        frontier.append(leaf_hash(rows[-1][2]))
        if seq % every == 0:
            checkpoints.append((seq, frontier.root().hex()))
    return rows, checkpoints


def found(misfit: Misfit | None) -> tuple[str, int, int] | None:
    return misfit and (misfit.kind.value, misfit.seq, misfit.last)


def test_a_sound_log_has_no_misfit() -> None:
    for count in range(12):
        for every in (1, 3, 20):
            assert first_misfit(*log_of(count, every)) is None


def test_any_flipped_bit_of_any_entry_names_that_entry() -> None:
    rows, checkpoints = log_of(5, 2)
    for place, (seq, leaf, content) in enumerate(rows):
        for bit in range(len(content) * 8):
            changed = bytearray(content)
            changed[bit // 8] ^= 1 << bit % 8
            bad = [*rows[:place], (seq, leaf, bytes(changed)), *rows[place + 1 :]]

            assert found(first_misfit(bad, checkpoints)) == ("changed", seq, seq)


def test_any_other_stored_hash_names_that_entry() -> None:
    rows, checkpoints = log_of(5, 2)
    for place, (seq, leaf, content) in enumerate(rows):
        for digit in range(64):
            other = leaf[:digit] + ("0" if leaf[digit] != "0" else "1") + leaf[digit + 1 :]
            bad = [*rows[:place], (seq, other, content), *rows[place + 1 :]]

            assert found(first_misfit(bad, checkpoints)) == ("changed", seq, seq)


def test_an_entry_replaced_with_its_hash_is_caught_by_the_next_checkpoint() -> None:
    rows, checkpoints = log_of(10, 4)
    rows[5] = row(6, b"forged")

    assert found(first_misfit(rows, checkpoints)) == ("root", 5, 8)


def test_an_entry_replaced_after_the_last_checkpoint_cannot_be_seen() -> None:
    rows, checkpoints = log_of(10, 4)
    rows[9] = row(10, b"forged")

    assert first_misfit(rows, checkpoints) is None


@pytest.mark.parametrize("gone", range(1, 10))
def test_a_removed_entry_is_a_gap(gone: int) -> None:
    rows, checkpoints = log_of(10, 4)
    del rows[gone - 1]

    assert found(first_misfit(rows, checkpoints)) == ("gap", gone, gone)


def test_two_swapped_or_doubled_entries_are_a_gap() -> None:
    rows, checkpoints = log_of(6, 3)

    assert found(first_misfit([rows[1], rows[0], *rows[2:]], checkpoints)) == ("gap", 1, 1)
    assert found(first_misfit([rows[0], *rows], checkpoints)) == ("gap", 2, 2)


def test_entries_renumbered_over_a_removed_one_miss_the_checkpoint() -> None:
    rows, checkpoints = log_of(7, 3)
    bad = [(seq, leaf, content) for seq, (_, leaf, content) in enumerate(rows[:1] + rows[2:], start=1)]

    assert found(first_misfit(bad, checkpoints)) == ("root", 1, 3)


def test_a_log_cut_below_its_checkpoint_is_missing_entries() -> None:
    rows, checkpoints = log_of(10, 4)

    assert found(first_misfit(rows[:6], checkpoints)) == ("missing", 7, 8)
    assert found(first_misfit([], checkpoints)) == ("missing", 1, 4)


def test_checkpoints_that_go_back_are_out_of_order() -> None:
    rows, checkpoints = log_of(9, 3)

    assert found(first_misfit(rows, [checkpoints[1], checkpoints[0]])) == ("order", 3, 3)


def test_any_changed_digit_of_a_checkpoint_is_seen() -> None:
    rows, (checkpoint, *_) = log_of(4, 4)
    size, root = checkpoint
    for digit in range(64):
        other = root[:digit] + ("0" if root[digit] != "0" else "1") + root[digit + 1 :]

        assert found(first_misfit(rows, [(size, other)])) == ("root", 1, 4)


def test_a_checkpoint_of_the_empty_log_is_checked_too() -> None:
    rows, _ = log_of(3, 1)

    assert first_misfit(rows, [(0, Frontier().root().hex())]) is None
    assert found(first_misfit(rows, [(0, "00" * 32)])) == ("root", 0, 0)


def test_every_finding_is_a_sentence_in_both_languages() -> None:
    for kind in MisfitKind:
        misfit = Misfit(kind, 5, 8, "8", "4")

        assert misfit.text("id") != misfit.text("en")
        assert all(text.endswith(".") and "{" not in text for text in (misfit.text(), misfit.text("en")))


def test_memory_does_not_grow_with_the_log() -> None:
    def endless(count: int) -> Iterator[Row]:
        return (row(seq, b"%d" % seq) for seq in range(1, count + 1))

    tracemalloc.start()
    first_misfit(endless(5_000), [])
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert peak < 50_000
