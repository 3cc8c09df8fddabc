"""The legal status of a plan document, from the first draft to the adopted plan.

Only what is adopted, with number and year of its regulation, may be called RKPD.
"""

from dataclasses import dataclass
from enum import StrEnum

from .labels import Labelled


class PlanVersion(StrEnum):
    """The four statuses, in their order."""

    INITIAL_DRAFT = "initial_draft"
    DRAFT = "draft"
    FINAL_DRAFT = "final_draft"
    ADOPTED = "adopted"


@dataclass(frozen=True, slots=True)
class PlanVersionRow(Labelled):
    """A status, and what it asks for."""

    code: PlanVersion
    label_id: str
    label_en: str
    order: int
    requires: tuple[str, ...] = ()
    may_be_called_rkpd: bool = False


V = PlanVersion
# fmt: off
PLAN_VERSIONS: tuple[PlanVersionRow, ...] = (
    PlanVersionRow(V.INITIAL_DRAFT, "Rancangan awal",  "First draft", 1),
    PlanVersionRow(V.DRAFT,         "Rancangan",       "Draft",       2),
    PlanVersionRow(V.FINAL_DRAFT,   "Rancangan akhir", "Final draft", 3),
    PlanVersionRow(V.ADOPTED,       "Ditetapkan",      "Adopted",     4,
                   requires=("regulation_number", "regulation_year", "jdih_url"), may_be_called_rkpd=True),
)
# fmt: on
PLAN_VERSION: dict[str, PlanVersionRow] = {row.code: row for row in PLAN_VERSIONS}


def plan_title(version: str, plan_year: int, lang: str) -> str:
    """What a plan document may be called; never RKPD alone before it is adopted."""
    row = PLAN_VERSION[version]
    if row.may_be_called_rkpd:
        return f"RKPD {plan_year}"
    if lang == "en":
        return f"{row.label_en} of the RKPD {plan_year}"
    return f"{row.label_id} RKPD {plan_year}"
