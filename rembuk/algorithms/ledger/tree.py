"""The Merkle tree of RFC 9162 over SHA-256, in the two shapes we keep it in.

`Frontier` is what a writer needs (a handful of hashes, resumable); `Tree` holds every node, so that proofs
are quick.
"""

import hashlib
from collections.abc import Iterable

HASH_BYTES = 32
EMPTY_ROOT = hashlib.sha256(b"").digest()


def leaf_hash(entry: bytes) -> bytes:
    """The hash of one entry; the prefix keeps a leaf from ever passing for a node."""
    return hashlib.sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of two subtrees side by side."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def root_of(leaves: Iterable[bytes]) -> bytes:
    """The root over these leaf hashes, in constant memory."""
    frontier = Frontier()
    for leaf in leaves:
        frontier.append(leaf)
    return frontier.root()


class Frontier:
    """The right edge of a growing tree: one hash for each bit set in its size, largest subtree first."""

    __slots__ = ("_hashes", "_size")

    def __init__(self, size: int = 0, hashes: Iterable[bytes] = ()) -> None:
        self._size = size
        self._hashes = list(hashes)
        if size < 0 or len(self._hashes) != size.bit_count():
            raise ValueError(f"a frontier of size {size} does not have {len(self._hashes)} hashes")
        if any(len(one) != HASH_BYTES for one in self._hashes):
            raise ValueError(f"every hash of a frontier has {HASH_BYTES} bytes")

    @classmethod
    def from_hex(cls, size: int, hashes: Iterable[str]) -> "Frontier":
        """The frontier that `size` and `to_hex` described."""
        return cls(size, (bytes.fromhex(one) for one in hashes))

    def to_hex(self) -> list[str]:
        """The hashes as text, to be stored beside the size."""
        return [one.hex() for one in self._hashes]

    @property
    def size(self) -> int:
        """How many leaves the tree has."""
        return self._size

    @property
    def hashes(self) -> tuple[bytes, ...]:
        """The roots of the complete subtrees, largest first."""
        return tuple(self._hashes)

    def append(self, leaf: bytes) -> None:
        """Add one leaf hash: as many joins as the size has trailing one bits."""
        if len(leaf) != HASH_BYTES:
            raise ValueError(f"a leaf hash has {HASH_BYTES} bytes, not {len(leaf)}")
        carry, node = self._size, leaf
        while carry & 1:
            node = node_hash(self._hashes.pop(), node)
            carry >>= 1
        self._hashes.append(node)
        self._size += 1

    def root(self) -> bytes:
        """The root of the tree as it stands."""
        return _fold(self._hashes)


class Tree:
    """Every complete node of the log in memory (64 bytes a leaf), for who serves many proofs."""

    __slots__ = ("_levels",)

    def __init__(self, leaves: Iterable[bytes] = ()) -> None:
        self._levels: list[list[bytes]] = [[]]
        for leaf in leaves:
            self.append(leaf)

    @property
    def size(self) -> int:
        """How many leaves the tree has."""
        return len(self._levels[0])

    def append(self, leaf: bytes) -> None:
        """Add one leaf hash and every node that it completes."""
        if len(leaf) != HASH_BYTES:
            raise ValueError(f"a leaf hash has {HASH_BYTES} bytes, not {len(leaf)}")
        node, height = leaf, 0
        self._levels[0].append(node)
        while len(self._levels[height]) % 2 == 0:
            node = node_hash(self._levels[height][-2], node)
            height += 1
            if height == len(self._levels):
                self._levels.append([])
            self._levels[height].append(node)

    def root(self, size: int | None = None) -> bytes:
        """The root over the first `size` leaves, so also of every earlier state of the log."""
        upto = self.size if size is None else size
        if not 0 <= upto <= self.size:
            raise ValueError(f"the log has {self.size} entries, not {upto}")
        return self._root_between(0, upto)

    def inclusion_proof(self, index: int, size: int | None = None) -> tuple[bytes, ...]:
        """The hashes from leaf `index` (from 0) up to the root over the first `size` leaves, lowest first."""
        upto = self.size if size is None else size
        if not 0 <= index < upto <= self.size:
            raise ValueError(f"there is no leaf {index} in the first {upto} of {self.size} entries")
        path, start, stop = [], 0, upto
        while stop - start > 1:
            middle = start + _split(stop - start)
            if index < middle:
                path.append(self._root_between(middle, stop))
                stop = middle
            else:
                path.append(self._root_between(start, middle))
                start = middle
        return tuple(reversed(path))

    def consistency_proof(self, old_size: int, new_size: int | None = None) -> tuple[bytes, ...]:
        """The hashes that show that the log of `new_size` begins with that of `old_size`, lowest first."""
        upto = self.size if new_size is None else new_size
        if not 0 <= old_size <= upto <= self.size:
            raise ValueError(f"sizes {old_size} and {upto} do not lie in a log of {self.size} entries")
        if old_size == 0:
            return ()
        path, start, stop = [], 0, upto
        while old_size < stop:
            middle = start + _split(stop - start)
            if old_size <= middle:
                path.append(self._root_between(middle, stop))
                stop = middle
            else:
                path.append(self._root_between(start, middle))
                start = middle
        if start:  # the old root itself is known to the verifier, any smaller subtree is not
            path.append(self._root_between(start, stop))
        return tuple(reversed(path))

    def _root_between(self, start: int, stop: int) -> bytes:
        """The root over leaves start..stop, where `start` is a multiple of a power of two >= stop - start."""
        parts = []
        while start < stop:
            height = (stop - start).bit_length() - 1
            parts.append(self._levels[height][start >> height])
            start += 1 << height
        return _fold(parts)


def _fold(parts: list[bytes]) -> bytes:
    if not parts:
        return EMPTY_ROOT
    node = parts[-1]
    for left in reversed(parts[:-1]):
        node = node_hash(left, node)
    return node


def _split(size: int) -> int:
    """The largest power of two below `size`."""
    return 1 << ((size - 1).bit_length() - 1)
