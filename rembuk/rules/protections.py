"""What keeps people safe from one another: relations to a proposal, second readers, rules for children.

Apart from the roles, because these hold whatever role somebody has.
"""

from dataclasses import dataclass
from enum import StrEnum

from .labels import Labelled


class Relation(StrEnum):
    """What binds a person to one proposal."""

    PROPOSER = "proposer"
    RESIDENT_OF_PLACE = "resident_of_place"


@dataclass(frozen=True, slots=True)
class RelationRow(Labelled):
    """Who stands in a relation, and who may hold it."""

    code: Relation
    label_id: str
    label_en: str
    held_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TwoPersonCheck(Labelled):
    """Something that another person than the first must read again."""

    code: str
    label_id: str
    label_en: str
    second_readers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChildrenRule:
    """How children take part: PP 17/2025 and Permen PPPA 3/2025 (to be verified)."""

    default_account: str
    group_account_holder: str
    individual_account: str
    counted: tuple[str, ...]
    consents: tuple[str, ...]
    signs_minutes: bool
    never_named: tuple[str, ...]  # roles whose holders the public reads of without a name
    on_withdrawal_id: str
    on_withdrawal: str
    output_document: str
    output_signers: tuple[str, ...]
    disclosures_to: str
    disclosures_state: str
    basis: str


# fmt: off
RELATIONS: tuple[RelationRow, ...] = (
    RelationRow(Relation.PROPOSER, "Pengusul", "Proposer", (
        "citizen", "citizen_verified", "diaspora", "child", "child_companion", "group_rep",
        "rt_rw_head", "hamlet_head", "facilitator", "council_member")),
    RelationRow(Relation.RESIDENT_OF_PLACE, "Warga setempat", "Resident of the place", ("citizen_verified",)),
)
TWO_PERSON_CHECKS: tuple[TwoPersonCheck, ...] = (
    TwoPersonCheck("scan_of_signed_minutes",
                   "Pindaian BA bertanda tangan basah", "Scan of minutes signed by hand",
                   ("district_officer", "district_secretary", "village_secretary")),
    TwoPersonCheck("paper_form_entry",
                   "Entri formulir kertas", "Entry of a paper form",
                   ("district_officer", "rt_rw_head", "hamlet_head", "village_secretary")),
    TwoPersonCheck("priority_sheet_count",
                   "Penghitungan lembar pilihan", "Count of the priority sheets",
                   ("district_officer", "rt_rw_head", "hamlet_head")),
)
CHILDREN = ChildrenRule(
    default_account="group",
    group_account_holder="child_companion",
    individual_account="opt_in",
    counted=("age_band", "sex"),
    consents=("guardian_consent", "child_assent"),
    signs_minutes=False,
    never_named=("child", "child_companion"),
    on_withdrawal_id="identitasnya dihapus, tulisan kelompok tetap ada",
    on_withdrawal="identity is erased, the group's text stays",
    output_document="suara_anak",
    output_signers=("child_companion", "women_child_officer"),
    disclosures_to="women_child_officer",
    disclosures_state="safeguarded",
    basis="PP 17/2025, Permen PPPA 3/2025 (verify)",
)
# fmt: on
RELATION: dict[str, RelationRow] = {row.code: row for row in RELATIONS}
TWO_PERSON_CHECK: dict[str, TwoPersonCheck] = {row.code: row for row in TWO_PERSON_CHECKS}
