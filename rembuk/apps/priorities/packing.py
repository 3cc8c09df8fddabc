"""The ballots of a closed round as one piece of bytes, and back: they never change after closing."""

import zlib
from functools import lru_cache

import numpy as np

from rembuk.algorithms.allocation.ballots import Ballots
from rembuk.algorithms.allocation.model import Election, Project
from rembuk.apps.core.durable import commit_durably
from rembuk.apps.rounds.models import Round
from rembuk.apps.rounds.queries import counted

from .models import PackedRound

_KEPT = 2  # elections in the memory of a process
_FAST = 1


def pack(ballots: Ballots) -> bytes:
    """Lengths, then the four arrays, compressed lightly."""
    head = np.array([len(ballots.count), len(ballots.project), ballots.blank], np.int64)
    arrays = (head, ballots.start, ballots.count, ballots.project, ballots.points)
    return zlib.compress(b"".join(array.tobytes() for array in arrays), _FAST)


def unpack(packed: bytes) -> Ballots:
    """The same ballots, as arrays that nobody writes to."""
    data = zlib.decompress(packed)
    rows, entries, blank = np.frombuffer(data, np.int64, 3).tolist()
    start = np.frombuffer(data, np.int64, rows + 1, 24)
    count = np.frombuffer(data, np.int64, rows, 32 + 8 * rows)
    project = np.frombuffer(data, np.int32, entries, 32 + 16 * rows)
    points = np.frombuffer(data, np.int32, entries, 32 + 16 * rows + 4 * entries)
    return Ballots(start, project, points, count, blank)


def keep_packed(found: Round) -> PackedRound:
    """Pack the ballots of a closed round once; raises ElectionError where there are none."""
    row = PackedRound.objects.filter(round=found).first()
    if row is not None:
        return row
    election = counted(found).election
    packed = pack(election.ballots)
    return commit_durably(
        lambda: PackedRound.objects.get_or_create(
            round=found, defaults={"digest": election.digest, "ballots": packed}
        )[0]
    )


def election_of(found: Round) -> Election:
    """The election of a closed round without ceilings; read once a process, then from memory."""
    return _election(found.pk, found.budget)


@lru_cache(maxsize=_KEPT)
def _election(pk: int, budget: int) -> Election:
    found = Round.objects.get(pk=pk)
    row = keep_packed(found)
    projects = tuple(Project(one.project, one.cost, one.need) for one in found.projects.order_by("project"))
    return Election(projects, budget, unpack(bytes(row.ballots)))


def forget_elections() -> None:
    """For tests, which open another database in the same process."""
    _election.cache_clear()
