"""Proofs equal the RFC's, verify for every pair of sizes, and fail as soon as anything in them is touched."""

import random
from collections.abc import Iterator

import pytest

from rembuk.algorithms.ledger import (
    EMPTY_ROOT,
    Tree,
    consistency_proof,
    inclusion_proof,
    leaf_hash,
    node_hash,
    verify_consistency,
    verify_inclusion,
)
from tests.algorithms.ledger.rfc_oracle import Oracle

ENTRIES = [b"entry %d" % number for number in range(300)]
LEAVES = [leaf_hash(entry) for entry in ENTRIES]
ORACLE = Oracle(ENTRIES)
TREE = Tree(LEAVES)
ROOTS = [TREE.root(size) for size in range(301)]


def flips(data: bytes) -> Iterator[bytes]:
    """Every way to flip one bit."""
    for bit in range(len(data) * 8):
        changed = bytearray(data)
        changed[bit // 8] ^= 1 << bit % 8
        yield bytes(changed)


def test_inclusion_proofs_equal_the_rfc_and_verify_up_to_70() -> None:
    for size in range(1, 71):
        for index in range(size):
            proof = TREE.inclusion_proof(index, size)

            assert list(proof) == ORACLE.path(index, 0, size)
            assert verify_inclusion(LEAVES[index], index, size, proof, ROOTS[size])


def test_every_entry_of_300_is_proven() -> None:
    for index in range(300):
        assert verify_inclusion(LEAVES[index], index, 300, TREE.inclusion_proof(index), ROOTS[300])


def test_consistency_verifies_for_every_pair_of_sizes_up_to_300() -> None:
    for new in range(1, 301):
        for old in range(1, new):
            assert verify_consistency(old, new, ROOTS[old], ROOTS[new], TREE.consistency_proof(old, new))


def test_consistency_proofs_equal_the_rfc() -> None:
    for new in [*range(1, 67), 127, 128, 129, 300]:
        for old in range(1, new):
            assert list(TREE.consistency_proof(old, new)) == ORACLE.subproof(old, 0, new, True)


def test_the_functions_give_what_the_tree_gives() -> None:
    assert inclusion_proof(LEAVES[:13], 4) == TREE.inclusion_proof(4, 13)
    assert consistency_proof(LEAVES[:13], 6) == TREE.consistency_proof(6, 13)


def test_no_leaf_is_accepted_at_another_place() -> None:
    for index in range(11):
        proof = TREE.inclusion_proof(index, 11)
        for other in range(11):
            assert verify_inclusion(LEAVES[index], other, 11, proof, ROOTS[11]) == (other == index)


def test_any_flipped_bit_of_an_inclusion_proof_is_refused() -> None:
    leaf, proof, root = LEAVES[5], TREE.inclusion_proof(5, 11), ROOTS[11]

    assert not any(verify_inclusion(bad, 5, 11, proof, root) for bad in flips(leaf))
    assert not any(verify_inclusion(leaf, 5, 11, proof, bad) for bad in flips(root))
    for place, step in enumerate(proof):
        for bad in flips(step):
            assert not verify_inclusion(leaf, 5, 11, (*proof[:place], bad, *proof[place + 1 :]), root)


def test_any_flipped_bit_of_a_consistency_proof_is_refused() -> None:
    for old in (3, 4, 6):
        proof = TREE.consistency_proof(old, 7)

        assert not any(verify_consistency(old, 7, bad, ROOTS[7], proof) for bad in flips(ROOTS[old]))
        assert not any(verify_consistency(old, 7, ROOTS[old], bad, proof) for bad in flips(ROOTS[7]))
        for place, step in enumerate(proof):
            for bad in flips(step):
                changed = (*proof[:place], bad, *proof[place + 1 :])
                assert not verify_consistency(old, 7, ROOTS[old], ROOTS[7], changed)


def test_random_flips_in_proofs_of_a_big_log_are_refused() -> None:
    dice = random.Random(20)
    for _ in range(2_000):
        new = dice.randint(2, 300)
        old = dice.randint(1, new - 1)
        proof = list(TREE.consistency_proof(old, new))
        place = dice.randrange(len(proof))
        proof[place] = bytes([*proof[place][:-1], proof[place][-1] ^ 1 << dice.randrange(8)])

        assert not verify_consistency(old, new, ROOTS[old], ROOTS[new], proof)


def test_a_longer_or_shorter_proof_is_refused() -> None:
    for old, new in ((1, 2), (3, 7), (4, 7), (4, 8), (6, 8)):
        proof = TREE.consistency_proof(old, new)

        assert not verify_consistency(old, new, ROOTS[old], ROOTS[new], proof[:-1])
        assert not verify_consistency(old, new, ROOTS[old], ROOTS[new], (*proof, ROOTS[1]))
    for index in range(7):
        steps = TREE.inclusion_proof(index, 7)

        assert not verify_inclusion(LEAVES[index], index, 7, steps[:-1], ROOTS[7])
        assert not verify_inclusion(LEAVES[index], index, 7, (*steps, ROOTS[1]), ROOTS[7])


def test_a_split_view_is_refused() -> None:
    forked = Tree([*LEAVES[:99], leaf_hash(b"another truth"), *LEAVES[100:200]])

    assert not verify_consistency(100, 100, ROOTS[100], forked.root(100), ())
    assert not verify_consistency(100, 200, ROOTS[100], forked.root(200), forked.consistency_proof(100, 200))
    assert verify_consistency(99, 200, ROOTS[99], forked.root(200), forked.consistency_proof(99, 200))


def test_the_empty_and_the_equal_log_need_no_proof() -> None:
    assert verify_consistency(0, 5, EMPTY_ROOT, ROOTS[5], consistency_proof(LEAVES[:5], 0))
    assert verify_consistency(5, 5, ROOTS[5], ROOTS[5], TREE.consistency_proof(5, 5))
    assert verify_consistency(0, 0, EMPTY_ROOT, EMPTY_ROOT, ())
    assert not verify_consistency(0, 0, EMPTY_ROOT, ROOTS[1], ())
    assert not verify_consistency(0, 5, ROOTS[1], ROOTS[5], ())
    assert not verify_consistency(0, 5, EMPTY_ROOT, ROOTS[5], (ROOTS[1],))
    assert not verify_consistency(5, 5, ROOTS[5], ROOTS[5], (ROOTS[1],))


def test_a_log_never_shrinks() -> None:
    assert not verify_consistency(5, 4, ROOTS[5], ROOTS[4], TREE.consistency_proof(4, 5))
    assert not verify_consistency(-1, 4, ROOTS[5], ROOTS[4], ())


def test_a_place_outside_the_log_is_refused() -> None:
    assert not verify_inclusion(LEAVES[0], 1, 1, (), ROOTS[1])
    assert not verify_inclusion(LEAVES[0], -1, 1, (), ROOTS[1])
    assert not verify_inclusion(LEAVES[0], 0, 0, (), EMPTY_ROOT)
    for index, size in ((300, 300), (0, 301), (-1, 3), (3, 3)):
        with pytest.raises(ValueError, match="no leaf"):
            TREE.inclusion_proof(index, size)
    for old, new in ((4, 3), (1, 301), (-1, 3)):
        with pytest.raises(ValueError, match="do not lie"):
            TREE.consistency_proof(old, new)


def test_a_node_never_passes_for_a_leaf() -> None:
    joined = LEAVES[0] + LEAVES[1]

    assert leaf_hash(joined) != node_hash(LEAVES[0], LEAVES[1])
    assert leaf_hash(b"\x01" + joined) != node_hash(LEAVES[0], LEAVES[1])
