"""What a step of a proposal is, and the groups its rows speak of: who proposes, which season, what is asked.

The rows stand in the order of the life: `steps_to_forum`, `steps_to_plan`, `steps_to_result`.
"""

from dataclasses import dataclass

from .actions import Action
from .labels import Labelled
from .proposal_states import EVERY_CHANNEL, Channel, ReviewCode, SipdEvent, State
from .protections import Relation
from .stages import Gate, StageCode


@dataclass(frozen=True, slots=True)
class Step(Labelled):
    """One way from a state to a state; the label is the button that a person reads."""

    id: str
    at: State
    to: State
    action: Action
    actors: tuple[str, ...]
    label_id: str
    label_en: str
    during: tuple[StageCode, ...] = ()
    open_by: Gate | None = None
    requires: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    relation: Relation | None = None
    channels: tuple[Channel, ...] = EVERY_CHANNEL
    decided_in: tuple[StageCode, ...] = ()
    review: ReviewCode | None = None
    sipd_event: SipdEvent | None = None
    second_approver: str | None = None
    note: str = ""  # Indonesian, for the printed rules


S = StageCode
# fmt: off

# Who acts.
SYSTEM = ("system",)
PROPOSERS = ("citizen", "citizen_verified", "diaspora", "child", "child_companion", "group_rep",
             "rt_rw_head", "hamlet_head", "facilitator")
COUNCIL_MEMBER = ("council_member",)
ALL_PROPOSERS = (*PROPOSERS, *COUNCIL_MEMBER)
VILLAGE_OFFICE = ("village_admin", "village_secretary")
DISTRICT_OFFICE = ("district_admin", "district_officer")
SAFEGUARDS = ("child_companion", "facilitator", *VILLAGE_OFFICE, "women_child_officer")
COUNCIL_OFFICE = ("council_secretariat",)
PARTNER = ("planning_partner",)
AGENCY = ("agency_verifier",)
SURVEYOR = ("surveyor",)
OPERATOR = ("agency_operator",)
BUDGET_TEAM = ("budget_team",)
BUDGET_OFFICER = ("budget_officer",)
BUILDERS = (*OPERATOR, *VILLAGE_OFFICE)

# In which stages.
MEETINGS = (S.HAMLET_MEETING, S.VILLAGE_ASSEMBLY, S.VILLAGE_DELIBERATION,
            S.NEIGHBORHOOD_MEETING, S.THEMATIC_DELIBERATION, S.WARD_DELIBERATION)
SEASON = (*MEETINGS, S.PUBLIC_CONSULTATION)
POKIR_SEASON = (S.COUNCIL_INPUT,)
IN_VILLAGE = (S.HAMLET_MEETING, S.VILLAGE_ASSEMBLY, S.VILLAGE_DELIBERATION, S.VILLAGE_PLAN_ADOPTION,
              S.NEIGHBORHOOD_MEETING, S.THEMATIC_DELIBERATION, S.WARD_DELIBERATION)
VILLAGE_FORUM = (S.VILLAGE_ASSEMBLY, S.VILLAGE_DELIBERATION, S.THEMATIC_DELIBERATION, S.WARD_DELIBERATION)
VILLAGE_LIST = (S.VILLAGE_PLAN_ADOPTION, S.VILLAGE_UPWARD_PROPOSALS, S.WARD_DELIBERATION, S.PRIORITISATION)
VILLAGE_MUSRENBANG = (S.VILLAGE_DELIBERATION, S.WARD_DELIBERATION)
IN_DISTRICT = (S.PRIORITISATION, S.DISTRICT_DELIBERATION)
DISTRICT_FORUM = (S.DISTRICT_DELIBERATION,)
IN_FLIGHT = (S.HAMLET_MEETING, S.VILLAGE_ASSEMBLY, S.VILLAGE_DELIBERATION, S.VILLAGE_PLAN_ADOPTION,
             S.VILLAGE_UPWARD_PROPOSALS, S.NEIGHBORHOOD_MEETING, S.THEMATIC_DELIBERATION,
             S.WARD_DELIBERATION, S.PUBLIC_CONSULTATION, S.PRIORITISATION, S.COUNCIL_INPUT,
             S.DISTRICT_DELIBERATION, S.AGENCY_FORUM)
AGENCY_FORUM = (S.AGENCY_FORUM,)
GRANT_WINDOW = (S.PRIORITISATION, S.AGENCY_FORUM)
REGION_FORUM = (S.ANNUAL_PLAN_DELIBERATION,)
BUDGET_REVIEW = (S.ANNUAL_PLAN_DELIBERATION, S.PLAN_FINALISATION)
FINAL_DRAFT = (S.PLAN_FINALISATION,)
BUDGETING = (S.BUDGETING,)
EXECUTION = (S.EXECUTION,)
EXECUTION_OR_REVISION = (S.EXECUTION, S.PLAN_REVISION)

# What is asked.
FOUR_THINGS = ("problem_statement", "location", "contact", "truth_declaration")
DETAILS = ("proposed_work", "volume", "unit", "estimated_cost", "beneficiaries")
WHY = ("reason_text",)
CODE_AND_WHY = ("reason_code", "reason_text")
LATE = ("reason_code",)
OPINION = ("recommendation", "coefficient", "amount")
SURVEY_PROOF = ("photos", "gps_position", "measured_volume", "estimated_cost")
# fmt: on
