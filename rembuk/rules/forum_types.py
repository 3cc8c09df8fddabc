"""The types of forums: one per deciding stage, with its organisers, its signers and its quorum.

No national number was found for kecamatan and kabupaten/kota; these are defaults that a region changes.
"""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from .labels import Labelled
from .stages import StageCode


class Counted(StrEnum):
    """What a quorum counts."""

    INVITED_PERSONS = "invited_persons"
    CONSTITUENCIES = "constituencies"


class QuorumEffect(StrEnum):
    """What follows when the quorum is missed."""

    NOTE = "note"
    REASON_REQUIRED = "reason_required"
    SUSPEND_AND_RECONVENE = "suspend_and_reconvene"


@dataclass(frozen=True, slots=True)
class ForumType(Labelled):
    """A type of forum; `more_than` asks for more than the share, otherwise the share itself is enough."""

    code: StageCode
    label_id: str
    label_en: str
    counted: Counted
    share: Fraction
    more_than: bool
    effect: QuorumEffect
    run_by: tuple[str, ...]
    signed_by: tuple[str, ...]
    source: str = ""


S, C, Q = StageCode, Counted, QuorumEffect
HALF, TWO_THIRDS = Fraction(1, 2), Fraction(2, 3)
MUSDES = "Permendesa 16/2019 (verify)"
# fmt: off
VILLAGE_CREW = ("facilitator", "village_admin", "village_secretary")
DISTRICT_CREW = ("facilitator", "district_admin", "district_officer")
PLANNING_CREW = ("planning_admin",)
VILLAGE_SIGNERS = ("village_head", "village_council")
FORUM_TYPES: tuple[ForumType, ...] = (
    ForumType(S.HAMLET_MEETING, "Musyawarah dusun", "Hamlet meeting",
              C.INVITED_PERSONS, HALF,       True,  Q.NOTE, VILLAGE_CREW, VILLAGE_SIGNERS),
    ForumType(S.VILLAGE_ASSEMBLY, "Musdes perencanaan", "Village planning assembly",
              C.INVITED_PERSONS, TWO_THIRDS, False, Q.SUSPEND_AND_RECONVENE, VILLAGE_CREW, VILLAGE_SIGNERS,
              source=MUSDES),
    ForumType(S.VILLAGE_DELIBERATION, "Musrenbang Desa", "Village Musrenbang",
              C.CONSTITUENCIES,  HALF,       True,  Q.REASON_REQUIRED, VILLAGE_CREW, VILLAGE_SIGNERS),
    ForumType(S.VILLAGE_PLAN_ADOPTION, "Musdes penutup", "Closing village assembly",
              C.INVITED_PERSONS, TWO_THIRDS, False, Q.SUSPEND_AND_RECONVENE, VILLAGE_CREW, VILLAGE_SIGNERS,
              source=MUSDES),
    ForumType(S.NEIGHBORHOOD_MEETING, "Rembuk RT/RW", "Neighbourhood meeting (RT/RW)",
              C.INVITED_PERSONS, HALF,       True,  Q.NOTE, VILLAGE_CREW, VILLAGE_SIGNERS),
    ForumType(S.WARD_DELIBERATION, "Musrenbang Kelurahan", "Kelurahan Musrenbang",
              C.CONSTITUENCIES,  HALF,       True,  Q.REASON_REQUIRED, VILLAGE_CREW, VILLAGE_SIGNERS),
    ForumType(S.THEMATIC_DELIBERATION, "Musrenbang tematik", "Thematic Musrenbang",
              C.CONSTITUENCIES,  HALF,       True,  Q.NOTE, ("facilitator", *PLANNING_CREW),
              ("planning_head",)),
    ForumType(S.PUBLIC_CONSULTATION, "Konsultasi publik", "Public consultation",
              C.CONSTITUENCIES,  HALF,       True,  Q.NOTE, PLANNING_CREW, ("planning_head",)),
    ForumType(S.DISTRICT_DELIBERATION, "Musrenbang Kecamatan", "Sub-district Musrenbang",
              C.CONSTITUENCIES,  HALF,       True,  Q.REASON_REQUIRED, DISTRICT_CREW,
              ("district_head", "district_secretary")),
    ForumType(S.AGENCY_FORUM, "Forum Perangkat Daerah", "Agency forum",
              C.CONSTITUENCIES,  HALF,       True,  Q.REASON_REQUIRED, ("agency_operator", *PLANNING_CREW),
              ("agency_head", "planning_head")),
    ForumType(S.ANNUAL_PLAN_DELIBERATION, "Musrenbang RKPD", "Regional Musrenbang (RKPD)",
              C.CONSTITUENCIES,  HALF,       True,  Q.REASON_REQUIRED, PLANNING_CREW,
              ("planning_head", "executive")),
)
# fmt: on
FORUM_TYPE: dict[str, ForumType] = {row.code: row for row in FORUM_TYPES}
