"""Reading a whole log against its own hashes and checkpoints; the first entry that does not fit is named.

It streams with a frontier only, so that a log of any length is checked in constant memory.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from rembuk.algorithms.ledger.tree import Frontier, leaf_hash


class MisfitKind(StrEnum):
    """In which way an entry does not fit."""

    GAP = "gap"
    CHANGED = "changed"
    ROOT = "root"
    MISSING = "missing"
    ORDER = "order"


_SENTENCES: dict[MisfitKind, tuple[str, str]] = {
    MisfitKind.GAP: (
        "Entri {seq} seharusnya ada di sini, tetapi yang ditemukan entri {found}.",
        "Entry {seq} should stand here, but entry {found} was found.",
    ),
    MisfitKind.CHANGED: (
        "Entri {seq} telah berubah: isinya tidak cocok dengan sidiknya.",
        "Entry {seq} was changed: its content does not match its hash.",
    ),
    MisfitKind.ROOT: (
        "Entri {seq} sampai {last} tidak cocok dengan titik periksa {last}: sedikitnya satu telah diganti.",
        "Entries {seq} to {last} do not match checkpoint {last}: at least one was replaced.",
    ),
    MisfitKind.MISSING: (
        "Entri {seq} hilang: titik periksa mencatat {last} entri.",
        "Entry {seq} is missing: a checkpoint counts {last} entries.",
    ),
    MisfitKind.ORDER: (
        "Titik periksa {last} tidak berurutan: entri sampai {found} sudah dibaca.",
        "Checkpoint {last} is out of order: entries up to {found} were read already.",
    ),
}


@dataclass(frozen=True, slots=True)
class Misfit:
    """The first entry that does not fit; a root speaks for a range, so it lies from `seq` to `last`."""

    kind: MisfitKind
    seq: int
    last: int
    expected: str
    found: str

    def text(self, lang: str = "id") -> str:
        """The finding as one sentence."""
        template = _SENTENCES[self.kind][0 if lang == "id" else 1]
        return template.format(seq=self.seq, last=self.last, found=self.found)


class Verifier:
    """Takes entries and checkpoints in the order of the log and answers each with its misfit, or None."""

    __slots__ = ("_covered", "_frontier")

    def __init__(self) -> None:
        self._frontier = Frontier()
        self._covered = 0

    @property
    def size(self) -> int:
        """How many entries fitted so far."""
        return self._frontier.size

    @property
    def covered(self) -> int:
        """How many of them a checkpoint vouches for."""
        return self._covered

    def root_hex(self) -> str:
        """The root over the entries so far."""
        return self._frontier.root().hex()

    def entry(self, seq: int, leaf: str, content: bytes) -> Misfit | None:
        """Check that the next entry has the next number and the hash of its bytes."""
        due = self._frontier.size + 1
        if seq != due:
            return Misfit(MisfitKind.GAP, due, due, str(due), str(seq))
        computed = leaf_hash(content)
        if computed.hex() != leaf:
            return Misfit(MisfitKind.CHANGED, seq, seq, leaf, computed.hex())
        self._frontier.append(computed)
        return None

    def checkpoint(self, size: int, root: str) -> Misfit | None:
        """Check that the log had this root when it had this many entries."""
        if size > self.size:
            return Misfit(MisfitKind.MISSING, self.size + 1, size, str(size), str(self.size))
        if size < self.size:
            return Misfit(MisfitKind.ORDER, size, size, str(size), str(self.size))
        computed = self.root_hex()
        if computed != root:
            return Misfit(MisfitKind.ROOT, min(self._covered + 1, size), size, root, computed)
        self._covered = size
        return None


def first_misfit(
    entries: Iterable[tuple[int, str, bytes]], checkpoints: Iterable[tuple[int, str]]
) -> Misfit | None:
    """The first entry (seq from 1, leaf hash in hex, bytes) that does not fit; checkpoints by rising size."""
    verifier = Verifier()
    waiting = iter(checkpoints)
    due = next(waiting, None)
    for seq, leaf, content in entries:
        while due is not None and due[0] <= verifier.size:
            if misfit := verifier.checkpoint(*due):
                return misfit
            due = next(waiting, None)
        if misfit := verifier.entry(seq, leaf, content):
            return misfit
    while due is not None:
        if misfit := verifier.checkpoint(*due):
            return misfit
        due = next(waiting, None)
    return None
