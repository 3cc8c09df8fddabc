"""Roots agree with the known vectors, with the text of the RFC and with pymerkle."""

import pytest
from pymerkle import InmemoryTree

from rembuk.algorithms.ledger import EMPTY_ROOT, Frontier, Tree, leaf_hash, root_of
from tests.algorithms.ledger.rfc_oracle import Oracle

# The eight leaves and roots with which implementations of certificate transparency are checked.
VECTORS = [
    ("", "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"),
    ("00", "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"),
    ("10", "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77"),
    ("2021", "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"),
    ("3031", "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4"),
    ("40414243", "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef"),
    ("5051525354555657", "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c"),
    ("606162636465666768696a6b6c6d6e6f", "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"),
]
ENTRIES = [b"entry %d" % number for number in range(300)]
LEAVES = [leaf_hash(entry) for entry in ENTRIES]


def test_the_known_vectors_hold() -> None:
    frontier, tree = Frontier(), Tree()
    for entry, root in VECTORS:
        frontier.append(leaf_hash(bytes.fromhex(entry)))
        tree.append(leaf_hash(bytes.fromhex(entry)))

        assert frontier.root().hex() == tree.root().hex() == root


def test_an_empty_log_has_the_hash_of_nothing() -> None:
    expected = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

    assert EMPTY_ROOT == Frontier().root() == Tree().root() == root_of([])
    assert EMPTY_ROOT.hex() == expected


def test_every_size_up_to_300_agrees_with_the_rfc_and_with_pymerkle() -> None:
    oracle, peer = Oracle(ENTRIES), InmemoryTree(algorithm="sha256")
    frontier, tree = Frontier(), Tree(LEAVES)
    for size, entry in enumerate(ENTRIES, start=1):
        frontier.append(leaf_hash(entry))
        peer.append_entry(entry)

        assert frontier.root() == tree.root(size) == oracle.mth(0, size) == peer.get_root(size)


def test_a_frontier_stored_and_loaded_anywhere_goes_on_as_before() -> None:
    for stop in range(65):
        first = Frontier()
        for leaf in LEAVES[:stop]:
            first.append(leaf)

        second = Frontier.from_hex(first.size, first.to_hex())
        for leaf in LEAVES[stop:80]:
            second.append(leaf)

        assert second.size == 80
        assert second.root() == root_of(LEAVES[:80])


def test_a_frontier_is_as_small_as_the_bits_of_its_size() -> None:
    frontier = Frontier()
    for leaf in LEAVES:
        frontier.append(leaf)

    assert len(frontier.hashes) == (300).bit_count()


@pytest.mark.parametrize(
    ("size", "hashes"),
    [(1, []), (2, ["aa" * 32, "bb" * 32]), (3, ["aa" * 32]), (1, ["aa" * 31]), (-1, ["aa" * 32])],
)
def test_a_frontier_that_cannot_be_is_refused(size: int, hashes: list[str]) -> None:
    with pytest.raises(ValueError, match="frontier"):
        Frontier.from_hex(size, hashes)


def test_only_a_whole_hash_may_be_appended() -> None:
    for grower in (Frontier(), Tree()):
        with pytest.raises(ValueError, match="32 bytes"):
            grower.append(b"an entry, not its hash")


def test_a_root_beyond_the_log_is_refused() -> None:
    with pytest.raises(ValueError, match="300 entries"):
        Tree(LEAVES).root(301)
