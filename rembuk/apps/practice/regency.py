"""Everything that the rows of proposals and histories are made from, gathered once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
import numpy.typing as npt

from .catalog import NEEDS
from .columns import Fates
from .gatherings import Gatherings
from .land import Land
from .people import People
from .roster import Rosters, role_of_resident
from .timing import Clock
from .words.offices import OFFICES
from .years import Cycle

AGENCY_OF = tuple(next(p for p, office in enumerate(OFFICES) if office.key == need.agency) for need in NEEDS)
# To which agency a proposal goes by mistake before it is redirected: the next one of the same field.
WRONG_AGENCY = tuple(
    next(
        (place + more) % len(OFFICES)
        for more in range(1, len(OFFICES))
        if OFFICES[(place + more) % len(OFFICES)].group == office.group
    )
    for place, office in enumerate(OFFICES)
)


_MANY = 20_000


@dataclass(slots=True)
class Regency:
    """The parts, and the columns that both passes read."""

    seed: int
    now: datetime
    land: Land
    people: People
    cycles: Sequence[Cycle]
    clock: Clock
    gatherings: Gatherings
    fates: Fates
    codes: npt.NDArray[np.bytes_]  # empty for drafts
    costs: npt.NDArray[np.int64]
    volumes: npt.NDArray[np.int32]
    proposers: npt.NDArray[np.int32]  # the account that acts as the proposer
    rosters: Rosters
    roles: Sequence[str]  # of proposers, by user id

    @property
    def is_for_measuring(self) -> bool:
        """So many proposals are not for reading: no papers are set, which would take memory and time."""
        return self.fates.count > _MANY

    def code(self, place: int) -> str:
        return bytes(self.codes[place]).decode()


def empty_regency(
    seed: int, now: datetime, land: Land, people: People, cycles: Sequence[Cycle], clock: Clock,
    gatherings: Gatherings, fates: Fates,
) -> Regency:  # fmt: skip
    """The parts, with columns to be filled while the proposals are written."""
    count = fates.count
    return Regency(
        seed=seed, now=now, land=land, people=people, cycles=cycles, clock=clock, gatherings=gatherings,
        fates=fates,
        codes=np.zeros(count, "S15"), costs=np.zeros(count, np.int64), volumes=np.zeros(count, np.int32),
        proposers=np.zeros(count, np.int32), rosters=Rosters(land, people), roles=role_of_resident(people),
    )  # fmt: skip
