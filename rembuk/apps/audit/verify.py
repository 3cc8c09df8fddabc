"""Recompute the whole log from the database and name the first entry that does not fit."""

from collections.abc import Callable, Iterator
from typing import BinaryIO

from rembuk.algorithms.ledger import Frontier, Misfit, first_misfit, write_log

from .entry import entry_bytes
from .models import Checkpoint, Event, Seal

_Told = Callable[[int, int], None]  # entries done, entries in all
_A_READ = 5_000
_COLUMNS = ("action", "tenant", "subject", "region", "actor", "at", "data", "salt")


def entries(tell: _Told = lambda done, total: None) -> Iterator[tuple[int, str, bytes]]:
    """(seq, leaf hash as hex, canonical bytes) of every sealed event, in order; `tell` hears of it."""
    total = sealed_size()
    rows = Event.objects.exclude(seq=None).order_by("seq").values("seq", "leaf", *_COLUMNS)
    for done, row in enumerate(rows.iterator(chunk_size=_A_READ)):
        if done % _A_READ == 0:
            tell(done, total)
        content = entry_bytes(**{column: row[column] for column in _COLUMNS})
        yield row["seq"], row["leaf"], content


def checkpoints() -> list[tuple[int, str]]:
    """Every kept root by rising size, and the frontier's: it alone vouches for what came since the last."""
    kept = set(Checkpoint.objects.values_list("size", "root"))
    for head in Seal.objects.filter(name="log", size__gt=0):
        kept.add((head.size, Frontier.from_hex(head.size, head.frontier).root().hex()))
    return sorted(kept)


def sealed_size() -> int:
    """How many entries the sealing process says there are."""
    return Seal.objects.filter(name="log").values_list("size", flat=True).first() or 0


def verify_database(tell: _Told = lambda done, total: None) -> Misfit | None:
    """None when every entry fits."""
    return first_misfit(entries(tell), checkpoints())


def export(stream: BinaryIO, tell: _Told = lambda done, total: None) -> None:
    """Write the log as the public file that anyone can verify without the database."""
    write_log(stream, entries(tell), checkpoints())
