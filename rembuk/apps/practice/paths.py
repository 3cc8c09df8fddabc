"""The lives that proposals lead in the practice regency: rows of steps, each with how often it happens.

A row is a chain of step ids of `rules.proposal_flow`; where a proposal stands is where its chain ends.
"""

from dataclasses import dataclass
from functools import cached_property

from rembuk.rules.proposal_flow import STEP, STEPS, Step
from rembuk.rules.proposal_states import State

from .calendar import Part

CARRY_OVER = "carry_over"
_FORUMS = {
    "agree_in_village": "village", "reject_in_village": "village",
    "agree_in_district": "district", "not_agree_in_district": "district",
    "open_budget_review": "agency",
}  # fmt: skip


@dataclass(frozen=True)
class Life:
    """One chain of steps, for the years and tracks in which it happens, with its weight among them."""

    steps: tuple[str, ...]
    weight: float
    part: Part
    track: str = ""  # only this track
    channel: str = "musrenbang"
    is_grant: bool = False
    only_late: bool = False  # only while the works of that year may still go on

    @cached_property
    def rows(self) -> tuple[Step, ...]:
        return tuple(STEP[step] for step in self.steps)

    @property
    def end(self) -> str:
        return str(self.rows[-1].to) if self.steps else str(State.DRAFT)

    @cached_property
    def forums(self) -> frozenset[str]:
        """Whose signed minutes this life needs: village, district, agency."""
        return frozenset(_FORUMS[step] for step in self.steps if step in _FORUMS)

    def has(self, *steps: str) -> bool:
        return any(step in self.steps for step in steps)


def _chain(*parts: str) -> tuple[str, ...]:
    """Steps written as words; the check that each follows from the one before is a test."""
    return tuple(" ".join(parts).split())


# The main way, piece by piece.
IN = "submit route_to_village"
KEPT = "keep_out_of_season open_recorded route_to_village"
AGREED = "complete_details agree_in_village"
RAISED = f"{AGREED} raise_to_district"
DISTRICT = f"{RAISED} agree_in_district open_partner_review"
AGENCY = f"{DISTRICT} send_to_agency"
SURVEYED = "order_survey report_survey"
ACCEPTED = f"{AGENCY} accept_by_agency"
TAPD = f"{ACCEPTED} open_budget_review"
PLANNED = f"{TAPD} enter_annual_plan"
ADOPTED = f"{PLANNED} adopt_plan"
POLICY = f"{ADOPTED} enter_budget_policy"
BUDGETED = f"{POLICY} enter_budget"
STARTED = f"{BUDGETED} start_procurement start_works"
BUILT = "report_progress report_progress complete_works"
OWN = f"{AGREED} fund_by_village"
OWN_STARTED = f"{OWN} start_village_works"
TRANSFER = f"{TAPD} fund_by_transfer"
POKIR = "submit_pokir route_to_council"
POKIR_AGENCY = f"{POKIR} pass_council_review send_to_agency"
CHECKED = "verify_by_residents"

F, B, R, C = Part.FINISHED, Part.BUILDING, Part.REVIEW, Part.COLLECTING
DESA, WARD = "desa", "kelurahan"


def _refusals(part: Part) -> tuple[Life, ...]:
    """Side exits of a year whose decisions are all taken."""
    return (
        Life(_chain(IN, "reject_in_village"), 6, part),
        Life(_chain(IN, DISTRICT, "reject_by_partner"), 3, part),
        Life(_chain(IN, AGENCY, SURVEYED, "reject_by_agency"), 4, part),
        Life(_chain(IN, TAPD, "reject_by_budget_team"), 1.2, part),
        Life(_chain(IN, "merge_in_village"), 7, part),
        Life(_chain(IN, RAISED, "merge_in_district"), 2, part),
        Life(_chain(IN, DISTRICT, "merge_in_partner"), 0.5, part),
        Life(_chain(IN, AGENCY, "merge_in_agency"), 0.5, part),
        Life(_chain(IN, "expire_village_review"), 2, part),
        Life(_chain(IN, AGREED, "defer_not_raised"), 10, part),
        Life(_chain(IN, AGREED, "expire_village_agreed"), 1, part),
        Life(_chain(IN, RAISED, "not_agree_in_district defer_not_agreed"), 9, part),
        Life(_chain(IN, RAISED, "expire_district_review"), 1, part),
        Life(_chain(IN, AGENCY, "expire_agency_review"), 1, part),
        Life(_chain(IN, TAPD, "defer_by_budget_team"), 2, part),
        Life(_chain(IN, PLANNED, "leave_plan_draft"), 1.5, part),
        Life(_chain(IN, ADOPTED, "defer_before_policy"), 0.8, part),
        Life(_chain(IN, POLICY, "defer_before_budget"), 0.5, part),
        Life(_chain(IN, "return_from_village expire_return"), 1, part),
        Life(_chain(IN, "withdraw_in_review"), 2, part),
        Life(_chain(IN, DISTRICT, "forward_by_partner"), 2, part),
        Life(_chain(IN, AGENCY, "forward_by_agency"), 1, part),
        Life(_chain(IN, AGENCY, "found_already_budgeted"), 2.2, part),
        Life(_chain(IN, "divert_disclosure_in_review"), 0.2, part),
        Life(_chain(IN, "move_to_grant_in_village reject_grant"), 0.8, part, is_grant=True),
        Life(_chain(POKIR, "reject_in_council"), 0.4, part, channel="pokir"),
        Life(_chain(IN, BUDGETED, "cancel_apbd"), 0.8, part),
    )


_LIVES: tuple[Life, ...] = (
    # --- the finished year: built, handed over, checked
    Life(_chain(IN, STARTED, BUILT, CHECKED), 13, F),
    Life(_chain(IN, AGENCY, SURVEYED, "accept_by_agency open_budget_review",
                "enter_annual_plan adopt_plan enter_budget_policy enter_budget start_procurement start_works",
                BUILT, CHECKED), 6, F),
    Life(_chain(KEPT, STARTED, BUILT, CHECKED), 1, F),
    Life(_chain(IN, "return_from_village resubmit route_to_village", STARTED, BUILT, CHECKED), 1.5, F),
    Life(_chain(IN, AGENCY, "redirect_agency open_at_new_agency accept_by_agency open_budget_review",
                "enter_annual_plan adopt_plan enter_budget_policy enter_budget start_procurement start_works",
                BUILT, CHECKED), 1.2, F),
    Life(_chain(IN, STARTED, BUILT), 4, F),
    Life(_chain(IN, STARTED, BUILT, "reopen_works report_progress complete_works", CHECKED), 0.8, F),
    Life(_chain(IN, OWN_STARTED, BUILT, CHECKED), 15, F),
    Life(_chain(IN, OWN_STARTED, BUILT), 5, F),
    Life(_chain(IN, OWN, "defer_village_works"), 1, F),
    Life(_chain(IN, TRANSFER, "start_transfer_works", BUILT, CHECKED), 2, F, track=DESA),
    Life(_chain(IN, TRANSFER, "cancel_transfer"), 0.3, F, track=DESA),
    Life(_chain(IN, STARTED, "report_progress cancel_in_progress"), 0.4, F),
    Life(_chain(IN, BUDGETED, "start_procurement cancel_procurement"), 0.5, F),
    Life(_chain(IN, "move_to_grant_in_village accept_grant open_budget_review enter_annual_plan adopt_plan",
                "enter_budget_policy enter_budget start_procurement start_works", BUILT), 1.6, F,
                is_grant=True),
    Life(_chain(POKIR_AGENCY, "accept_by_agency open_budget_review enter_annual_plan adopt_plan",
                "enter_budget_policy enter_budget start_procurement start_works", BUILT, CHECKED), 2, F,
         channel="pokir"),
    Life(_chain(IN, BUDGETED, "start_procurement"), 0.4, F, only_late=True),
    Life(_chain(IN, STARTED, "report_progress"), 2, F, only_late=True),
    *_refusals(F),
    # --- the year being built
    Life(_chain(IN, BUDGETED), 3, B),
    Life(_chain(IN, BUDGETED, "start_procurement"), 8, B),
    Life(_chain(IN, STARTED), 4, B),
    Life(_chain(IN, STARTED, "report_progress"), 8, B),
    Life(_chain(IN, STARTED, "report_progress report_progress"), 5, B),
    Life(_chain(IN, STARTED, BUILT), 5, B),
    Life(_chain(IN, STARTED, BUILT, CHECKED), 4, B),
    Life(_chain(IN, OWN_STARTED, BUILT, CHECKED), 8, B, track=DESA),
    Life(_chain(IN, OWN_STARTED, BUILT), 4, B, track=DESA),
    Life(_chain(IN, OWN), 3, B, track=WARD),
    Life(_chain(IN, OWN_STARTED, "report_progress"), 6, B, track=WARD),
    Life(_chain(IN, OWN_STARTED, BUILT), 4, B, track=WARD),
    Life(_chain(IN, OWN_STARTED, BUILT, CHECKED), 3, B, track=WARD),
    Life(_chain(IN, TRANSFER, "start_transfer_works report_progress"), 1.5, B, track=DESA),
    *_refusals(B),
    # --- the year under review: something waits in every office
    Life(_chain(IN, RAISED), 12, R),
    Life(_chain(IN, AGREED), 4, R),
    Life(_chain(IN, RAISED, "agree_in_district"), 0.3, R),
    Life(_chain(IN, RAISED, "not_agree_in_district"), 3, R),
    Life(_chain(IN, RAISED, "not_agree_in_district defer_not_agreed"), 5, R),
    Life(_chain(IN, RAISED, "return_from_district"), 1.6, R),
    Life(_chain(IN, RAISED, "merge_in_district"), 2, R),
    Life(_chain(IN, DISTRICT), 9, R),
    Life(_chain(IN, DISTRICT, "return_from_partner"), 1, R),
    Life(_chain(IN, DISTRICT, "reject_by_partner"), 2, R),
    Life(_chain(IN, DISTRICT, "forward_by_partner"), 1.2, R),
    Life(_chain(IN, AGENCY), 11, R),
    Life(_chain(IN, AGENCY, "order_survey"), 4, R),
    Life(_chain(IN, AGENCY, SURVEYED), 4, R),
    Life(_chain(IN, AGENCY, "redirect_agency"), 0.4, R),
    Life(_chain(IN, AGENCY, "redirect_agency open_at_new_agency"), 1.4, R),
    Life(_chain(IN, AGENCY, SURVEYED, "reject_by_agency"), 2, R),
    Life(_chain(IN, AGENCY, "found_already_budgeted"), 1.4, R),
    Life(_chain(IN, AGENCY, "merge_in_agency"), 0.6, R),
    Life(_chain(IN, AGENCY, "move_to_grant_in_agency"), 0.8, R, is_grant=True),
    Life(_chain(IN, "move_to_grant_in_village"), 1.6, R, is_grant=True),
    Life(_chain(IN, ACCEPTED), 8, R),
    Life(_chain(IN, AGENCY, SURVEYED, "accept_by_agency"), 3, R),
    Life(_chain(IN, TAPD), 7, R),
    Life(_chain(IN, TAPD, "defer_by_budget_team"), 0.8, R),
    Life(_chain(IN, TAPD, "reject_by_budget_team"), 0.6, R),
    Life(_chain(IN, PLANNED), 4, R),
    Life(_chain(IN, ADOPTED), 5, R),
    Life(_chain(IN, POLICY), 3.5, R),
    Life(_chain(IN, BUDGETED), 3, R),
    Life(_chain(IN, TRANSFER), 2.4, R, track=DESA),
    Life(_chain(IN, OWN), 5, R),
    Life(_chain(IN, OWN_STARTED), 2, R, track=DESA),
    Life(_chain(IN, OWN_STARTED, "report_progress"), 3, R, track=DESA),
    Life(_chain(IN, OWN_STARTED, BUILT), 1.6, R, track=DESA),
    Life(_chain(IN, AGREED, "defer_not_raised"), 6, R),
    Life(_chain(IN, "reject_in_village"), 3, R),
    Life(_chain(IN, "merge_in_village"), 5, R),
    Life(_chain(IN, "expire_village_review"), 1, R),
    Life(_chain(POKIR, "pass_council_review"), 1.4, R, channel="pokir"),
    Life(_chain(POKIR_AGENCY), 1, R, channel="pokir"),
    Life(_chain(POKIR_AGENCY, "accept_by_agency"), 0.8, R, channel="pokir"),
    # --- the year that collects
    Life((), 4, C),
    Life(_chain("keep_out_of_season"), 3, C),
    Life(_chain("keep_out_of_season withdraw_recorded"), 0.4, C),
    Life(_chain("submit"), 0.4, C),
    Life(_chain(IN), 44, C),
    Life(_chain(KEPT), 6, C),
    Life(_chain(IN, "complete_details"), 9, C),
    Life(_chain(IN, "return_from_village"), 5, C),
    Life(_chain(IN, "return_from_village resubmit route_to_village"), 2, C),
    Life(_chain(IN, "merge_in_village"), 7, C),
    Life(_chain(IN, "withdraw_in_review"), 2, C),
    Life(_chain(IN, "divert_disclosure_in_review"), 0.4, C),
    Life(_chain(IN, "move_to_grant_in_village"), 1.6, C, is_grant=True),
    Life(_chain(IN, AGREED), 7, C),
    Life(_chain(IN, "reject_in_village"), 1.6, C),
    Life(_chain(IN, RAISED), 3, C),
    Life(_chain(IN, OWN), 2, C, track=WARD),
    Life(_chain(POKIR), 3.4, C, channel="pokir"),
    # --- deferred in the finished year, proposed again in the year being built
    *(
        Life(_chain(IN, AGREED, "defer_not_raised", CARRY_OVER, "route_to_village", more), weight, F)
        for more, weight in (
            (f"{RAISED} not_agree_in_district defer_not_agreed", 0.6),
            (f"{STARTED} report_progress", 1.4),
            (f"{OWN_STARTED} {BUILT} {CHECKED}", 1.2),
        )
    ),
)  # fmt: skip
# Where there is nothing to merge with, a life ends one step earlier; nobody draws these by chance.
_CUT_SHORT = {life.steps[:-1]: life for life in _LIVES if life.end == "merged"}
LIVES: tuple[Life, ...] = (
    *_LIVES,
    *(Life(steps, 0, life.part, channel=life.channel) for steps, life in _CUT_SHORT.items()),
)
STEP_INDEX: dict[str, int] = {step.id: number for number, step in enumerate(STEPS)}
