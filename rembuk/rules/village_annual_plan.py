"""The village's plan (RKP Desa): its five fields, and how a work of the village is carried out.

Apart from the categories, because residents speak of roads and wells while the village's papers are ordered
by these fields. Which kind falls in which follows Permendagri 20/2018 (verify); a forum may choose another.
"""

from dataclasses import dataclass
from enum import StrEnum

from .categories import Category
from .labels import Labelled


class VillageField(StrEnum):
    """Bidang of the RKP Desa."""

    GOVERNANCE = "governance"
    DEVELOPMENT = "development"
    SOCIETY = "society"
    EMPOWERMENT = "empowerment"
    EMERGENCY = "emergency"


class ExecutionPattern(StrEnum):
    """Pola pelaksanaan."""

    SELF_MANAGED = "self_managed"
    BETWEEN_VILLAGES = "between_villages"
    THIRD_PARTY = "third_party"


@dataclass(frozen=True, slots=True)
class VillageFieldRow(Labelled):
    """A field with its number in the papers."""

    code: VillageField
    number: int
    label_id: str
    label_en: str


@dataclass(frozen=True, slots=True)
class ExecutionPatternRow(Labelled):
    """A pattern."""

    code: ExecutionPattern
    label_id: str
    label_en: str


F, E, C = VillageField, ExecutionPattern, Category
# fmt: off
VILLAGE_FIELDS: tuple[VillageFieldRow, ...] = (
    VillageFieldRow(F.GOVERNANCE,  1, "Penyelenggaraan Pemerintahan Desa", "Village government"),
    VillageFieldRow(F.DEVELOPMENT, 2, "Pelaksanaan Pembangunan Desa",      "Village development"),
    VillageFieldRow(F.SOCIETY,     3, "Pembinaan Kemasyarakatan",          "Community life"),
    VillageFieldRow(F.EMPOWERMENT, 4, "Pemberdayaan Masyarakat",           "Empowerment"),
    VillageFieldRow(F.EMERGENCY,   5, "Penanggulangan Bencana, Keadaan Darurat dan Mendesak",
                    "Disasters and emergencies"),
)
EXECUTION_PATTERNS: tuple[ExecutionPatternRow, ...] = (
    ExecutionPatternRow(E.SELF_MANAGED,     "Swakelola",               "By the village itself"),
    ExecutionPatternRow(E.BETWEEN_VILLAGES, "Kerja Sama Antar Desa",   "Together with other villages"),
    ExecutionPatternRow(E.THIRD_PARTY,      "Kerja Sama Pihak Ketiga", "By a third party"),
)
# Kinds of work that are not village development.
_ELSEWHERE: dict[str, VillageField] = {
    C.AGRICULTURE:     F.EMPOWERMENT,
    C.FISHERY:         F.EMPOWERMENT,
    C.SMALL_BUSINESS:  F.EMPOWERMENT,
    C.TRAINING:        F.EMPOWERMENT,
    C.SOCIAL:          F.EMPOWERMENT,
    C.WOMEN_CHILDREN:  F.EMPOWERMENT,
    C.DISABILITY:      F.EMPOWERMENT,
    C.YOUTH_SPORT:     F.SOCIETY,
    C.CULTURE_TOURISM: F.SOCIETY,
    C.DISASTER:        F.EMERGENCY,
}
# fmt: on
VILLAGE_FIELD: dict[str, VillageFieldRow] = {row.code: row for row in VILLAGE_FIELDS}
EXECUTION_PATTERN: dict[str, ExecutionPatternRow] = {row.code: row for row in EXECUTION_PATTERNS}


def village_field_of(category: str) -> VillageFieldRow:
    """The field in which a kind of work usually falls; development where nobody has said what kind it is."""
    return VILLAGE_FIELD[_ELSEWHERE.get(category, F.DEVELOPMENT)]
