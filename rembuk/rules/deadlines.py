"""Who is warned before a window closes, who may extend it, and what happens beside the steps of a proposal.

Apart from the stages, because these are acts of people and platform, each with its right and its record.
"""

from dataclasses import dataclass

from .actions import Action
from .labels import Labelled
from .proposal_states import State
from .protections import Relation


@dataclass(frozen=True, slots=True)
class DeadlineRule(Labelled):
    """What may happen to a closing date."""

    code: str
    label_id: str
    label_en: str
    action: Action
    actors: tuple[str, ...]
    public: bool
    meaning_id: str
    requires: tuple[str, ...] = ()
    days_before: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class SideEvent(Labelled):
    """Something that happens to a proposal and leaves its state as it is."""

    code: str
    label_id: str
    label_en: str
    on: tuple[State, ...]
    action: Action
    actors: tuple[str, ...]
    meaning_id: str
    relation: Relation | None = None
    times: int | None = None
    answer_action: Action | None = None
    working_days: int | None = None
    months_after_handover: tuple[int, ...] = ()


A, S = Action, State
# fmt: off
DEADLINE_RULES: tuple[DeadlineRule, ...] = (
    DeadlineRule("warn_superior", "Ingatkan atasan unit", "Warn the unit's superior",
                 A.CYCLE_WARN, ("system",), False,
                 "sebelum tahapan pemeriksaan ditutup, atasan unit diberi tahu berapa yang masih terbuka",
                 days_before=(7, 3, 1)),
    DeadlineRule("extend_stage", "Perpanjang tahapan", "Extend a stage",
                 A.CYCLE_EXTEND, ("planning_admin",), True,
                 "untuk desa yang disebut, dengan surat bernomor, terlihat di jadwal",
                 requires=("letter_number", "named_villages", "new_closing_date", "reason_text")),
    DeadlineRule("extend_in_bulk", "Perpanjang satu pemeriksaan", "Extend a whole review",
                 A.CYCLE_EXTEND, ("planning_admin",), True,
                 "satu keputusan memindahkan batas waktu semua usulan yang masih diperiksa; tanpa itu usulan "
                 "ditunda karena melewati batas waktu",
                 requires=("letter_number", "review", "new_closing_date", "reason_text")),
)
SIDE_EVENTS: tuple[SideEvent, ...] = (
    SideEvent("ask_explanation", "Minta penjelasan", "Ask for an explanation",
              (S.REJECTED,), A.PROPOSAL_ASK_EXPLANATION,
              ("citizen", "citizen_verified", "diaspora", "child", "child_companion", "group_rep",
               "rt_rw_head", "hamlet_head", "facilitator", "council_member"),
              "sekali untuk setiap penolakan; dijawab atasan pemeriksa dalam 10 hari kerja",
              relation=Relation.PROPOSER, times=1,
              answer_action=A.PROPOSAL_ANSWER_EXPLANATION, working_days=10),
    SideEvent("state_impact", "Pernyataan warga terdampak", "Statement of an affected resident",
              (S.VILLAGE_REVIEW, S.VILLAGE_AGREED, S.DISTRICT_REVIEW, S.AGENCY_REVIEW, S.SURVEY),
              A.IMPACT_STATE, ("citizen", "citizen_verified", "facilitator"),
              "persetujuan, syarat, atau keberatan orang yang lahan, akses, atau nafkahnya tersentuh; "
              "dilampirkan pada BA"),
    SideEvent("pledge", "Janji swadaya", "Pledge of residents' contribution",
              (S.VILLAGE_REVIEW, S.VILLAGE_AGREED, S.DISTRICT_REVIEW), A.PLEDGE_MAKE,
              ("citizen", "citizen_verified", "group_rep", "rt_rw_head", "hamlet_head"),
              "tenaga, bahan, lahan, atau uang yang dijanjikan; kemudian ditandai dipenuhi atau tidak"),
    SideEvent("report_condition", "Laporan kondisi", "Condition report",
              (S.COMPLETED, S.CHECKED_BY_RESIDENTS), A.WORKS_REPORT_CONDITION,
              ("group_rep", "village_admin", "village_secretary"),
              "oleh kelompok pemelihara, 6 dan 12 bulan sesudah BAST",
              months_after_handover=(6, 12)),
)
# fmt: on
SIDE_EVENT: dict[str, SideEvent] = {row.code: row for row in SIDE_EVENTS}
