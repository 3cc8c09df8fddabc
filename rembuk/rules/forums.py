"""Forums: who runs and signs each, what makes a quorum, how it decides, and what its decisions mean.

A decision stays with the forum until its minutes are signed; then the steps named here are taken.
"""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from .forum_flow import (
    FORUM_INITIAL,
    FORUM_STATE,
    FORUM_STATES,
    FORUM_STEP,
    FORUM_STEPS,
    ForumSituation,
    ForumState,
    ForumStep,
    find_forum_step,
    forum_steps_open,
)
from .forum_types import FORUM_TYPE, FORUM_TYPES, Counted, ForumType, QuorumEffect
from .labels import Labelled
from .plan_versions import PLAN_VERSION, PLAN_VERSIONS, PlanVersion
from .proposal_flow import STEP
from .proposal_states import State
from .stages import StageCode

__all__ = [
    "AGENDA_STATE",
    "DECISION_METHOD",
    "DECISION_METHODS",
    "FORUM_INITIAL",
    "FORUM_STATE",
    "FORUM_STATES",
    "FORUM_STEP",
    "FORUM_STEPS",
    "FORUM_TYPE",
    "FORUM_TYPES",
    "OUTCOMES",
    "PLAN_VERSION",
    "PLAN_VERSIONS",
    "QUORUM_EFFECT",
    "QUORUM_EFFECTS",
    "Counted",
    "DecisionMethod",
    "DecisionMethodRow",
    "ForumSituation",
    "ForumState",
    "ForumStep",
    "ForumType",
    "Outcome",
    "PlanVersion",
    "Quorum",
    "QuorumEffect",
    "QuorumEffectRow",
    "find_forum_step",
    "find_outcome",
    "forum_steps_open",
    "outcome_inputs",
    "outcomes_of",
    "quorum",
]


class DecisionMethod(StrEnum):
    """How a forum comes to a decision."""

    CONSENSUS = "consensus"
    FORMAL_VOTE = "formal_vote"
    PRIORITY_SCORING = "priority_scoring"


@dataclass(frozen=True, slots=True)
class QuorumEffectRow(Labelled):
    """What follows when the quorum is missed, and what is written down."""

    code: QuorumEffect
    label_id: str
    label_en: str
    records: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DecisionMethodRow(Labelled):
    """A method; without an order it only prepares and never decides."""

    code: DecisionMethod
    label_id: str
    label_en: str
    order: int | None
    requires: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome(Labelled):
    """What a forum may decide about a proposal, and the steps it becomes once the minutes are signed."""

    code: str
    label_id: str
    label_en: str
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Quorum:
    """Whether enough are here, and the sentence that says so."""

    reached: bool
    counted: Counted
    here: int
    total: int
    needed: int
    effect: QuorumEffect | None
    text_id: str
    text_en: str

    def text(self, lang: str) -> str:
        return self.text_en if lang == "en" else self.text_id


# fmt: off
QUORUM_EFFECTS: tuple[QuorumEffectRow, ...] = (
    QuorumEffectRow(QuorumEffect.NOTE,            "Dicatat saja", "Only noted",
                    ("present", "invited")),
    QuorumEffectRow(QuorumEffect.REASON_REQUIRED, "Wajib alasan", "Reason required",
                    ("present", "invited", "reason_text")),
    QuorumEffectRow(QuorumEffect.SUSPEND_AND_RECONVENE,
                    "Ditunda dan dibuka kembali", "Suspended and reconvened",
                    ("present", "invited", "suspended_at", "reconvened_at")),
)
DECISION_METHODS: tuple[DecisionMethodRow, ...] = (
    DecisionMethodRow(DecisionMethod.CONSENSUS,        "Musyawarah mufakat",       "Consensus",        1),
    DecisionMethodRow(DecisionMethod.FORMAL_VOTE,      "Keputusan suara terbanyak", "Majority vote",   2,
                      ("consensus_failed_statement",)),
    DecisionMethodRow(DecisionMethod.PRIORITY_SCORING, "Penilaian prioritas",      "Priority scoring", None),
)

S = StageCode
NOT_AGREED = "Tidak disepakati", "Not agreed"
MERGED = "Digabung dengan usulan lain", "Merged with another proposal"
OUTCOMES: dict[StageCode, tuple[Outcome, ...]] = {
    S.VILLAGE_DELIBERATION: (
        Outcome("agreed",     "Disepakati",   "Agreed",   ("agree_in_village",)),
        Outcome("not_agreed", *NOT_AGREED,                ("reject_in_village",)),
        Outcome("merged",     *MERGED,                    ("merge_in_village",)),
    ),
    S.VILLAGE_PLAN_ADOPTION: (
        Outcome("funded_by_village", "Didanai desa", "Funded by the village",          ("fund_by_village",)),
        Outcome("raised",   "Diusulkan ke kecamatan (DU-RKP)", "Raised to the sub-district",
                ("raise_to_district",)),
        Outcome("deferred", "Ditunda ke tahun berikutnya", "Deferred to a later year", ("defer_not_raised",)),
    ),
    S.WARD_DELIBERATION: (
        Outcome("agreed", "Disepakati", "Agreed", ("agree_in_village",)),
        Outcome("raised", "Disepakati dan diusulkan ke kecamatan", "Agreed and raised to the sub-district",
                ("agree_in_village", "raise_to_district")),
        Outcome("funded_by_village", "Disepakati dan didanai kelurahan", "Agreed and funded by the kelurahan",
                ("agree_in_village", "fund_by_village")),
        Outcome("not_agreed", *NOT_AGREED, ("reject_in_village",)),
        Outcome("merged",     *MERGED,     ("merge_in_village",)),
    ),
    S.DISTRICT_DELIBERATION: (
        Outcome("agreed", "Prioritas kecamatan", "Priority of the sub-district", ("agree_in_district",)),
        Outcome("not_agreed", "Belum disepakati", "Not yet agreed",          ("not_agree_in_district",)),
        Outcome("merged", *MERGED,                                           ("merge_in_district",)),
    ),
    S.AGENCY_FORUM: (
        Outcome("agreed", "Disepakati", "Agreed", ("open_budget_review",)),
    ),
    # Its signed minutes are the `annual_plan_minutes` that the budget team's steps ask for: no step follows.
    S.ANNUAL_PLAN_DELIBERATION: (
        Outcome("agreed", "Disepakati", "Agreed", ()),
    ),
}
# Which proposals stand on the agenda of each deciding forum.
AGENDA_STATE: dict[StageCode, State] = {
    S.VILLAGE_DELIBERATION:     State.VILLAGE_REVIEW,
    S.VILLAGE_PLAN_ADOPTION:    State.VILLAGE_AGREED,
    S.WARD_DELIBERATION:        State.VILLAGE_REVIEW,
    S.DISTRICT_DELIBERATION:    State.DISTRICT_REVIEW,
    S.AGENCY_FORUM:             State.AGENCY_ACCEPTED,
    S.ANNUAL_PLAN_DELIBERATION: State.TAPD_REVIEW,
}
# fmt: on
QUORUM_EFFECT: dict[str, QuorumEffectRow] = {row.code: row for row in QUORUM_EFFECTS}
DECISION_METHOD: dict[str, DecisionMethodRow] = {row.code: row for row in DECISION_METHODS}

# What the forum gives by itself when its minutes are signed.
GIVEN_BY_MINUTES = frozenset({"minutes", "agency_forum_minutes", "annual_plan_minutes"})


def outcomes_of(forum_type: str) -> tuple[Outcome, ...]:
    """What this forum may decide; nothing for a forum that only prepares."""
    return OUTCOMES.get(StageCode(forum_type), ())


def find_outcome(forum_type: str, code: str) -> Outcome:
    """The outcome of this name; a KeyError for one that this forum cannot decide."""
    return {outcome.code: outcome for outcome in outcomes_of(forum_type)}[code]


def outcome_inputs(outcome: Outcome) -> tuple[str, ...]:
    """What has to be written beside the decision, so that its steps can be taken at the signature."""
    asked = (code for step_id in outcome.steps for code in STEP[step_id].requires)
    return tuple(dict.fromkeys(code for code in asked if code not in GIVEN_BY_MINUTES))


def quorum(
    forum_type: str,
    *,
    present: int = 0,
    invited: int = 0,
    constituencies_present: int = 0,
    constituencies_total: int = 0,
) -> Quorum:
    """Whether the forum may decide, by what its type counts."""
    row = FORUM_TYPE[forum_type]
    persons = row.counted is Counted.INVITED_PERSONS
    here, total = (present, invited) if persons else (constituencies_present, constituencies_total)
    needed = _needed(row, total)
    reached = total > 0 and here >= needed
    who_id, who_en = ("undangan", "people invited") if persons else ("unsur", "constituencies")
    if total <= 0:
        text_id = f"Kuorum belum dapat dihitung: jumlah {who_id} belum diisi."
        text_en = f"The quorum cannot be told yet: the number of {who_en} is missing."
    elif reached:
        text_id = f"Kuorum tercapai: {here} dari {total} {who_id} hadir, perlu {needed}."
        text_en = f"The quorum is reached: {here} of {total} {who_en} are here, {needed} are needed."
    else:
        text_id = f"Kuorum belum tercapai: {here} dari {total} {who_id} hadir, perlu {needed}."
        text_en = f"The quorum is not reached: {here} of {total} {who_en} are here, {needed} are needed."
    effect = None if reached else row.effect
    return Quorum(reached, row.counted, here, total, needed, effect, text_id, text_en)


def _needed(row: ForumType, total: int) -> int:
    share = Fraction(total) * row.share
    if row.more_than:
        return int(share) + 1
    return -int(-share // 1)
