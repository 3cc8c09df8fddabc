"""Who takes a step: the officer of the place or agency, the office's name, the second pair of eyes."""

from collections.abc import Sequence
from dataclasses import dataclass

from rembuk.rules.proposal_flow import STEP
from rembuk.rules.roles import ROLE, Scope

from .land import Land
from .paths import LIVES
from .people import People
from .words.offices import OFFICES
from .words.places import REGENCY_CODE

SYSTEM_OFFICE = "Rembuk (otomatis)"
PROPOSER_OFFICE = "Pengusul"
# Where several roles may take a step, the one that usually does in the practice regency.
_USUAL = {
    "cancel_in_progress": "agency_operator", "cancel_transfer": "village_affairs_officer",
    "divert_disclosure_in_review": "facilitator", "enter_budget_policy": "planning_partner",
    "defer_before_policy": "planning_partner", "leave_plan_draft": "planning_partner",
    "defer_transfer": "budget_team",
}  # fmt: skip
_BY_VILLAGE = frozenset({"report_progress", "complete_works", "reopen_works"})


@dataclass(frozen=True, slots=True)
class Hand:
    """One person in one role, and the office's name."""

    user: int
    role: str
    office: str


@dataclass(frozen=True, slots=True)
class Roster:
    """For each step of a kind: one hand for every village, agency or field; or one for the whole regency."""

    kind: str  # proposer, system, resident, village, agency, group, regency
    hands: tuple[Hand, ...] = ()
    seconds: tuple[int, ...] = ()


class Rosters:
    """Made once: a table for each step."""

    def __init__(self, land: Land, people: People) -> None:
        self._land, self._people = land, people
        self._groups = {office.group: place for place, office in enumerate(OFFICES)}
        self.by_step: dict[tuple[str, bool], Roster] = {
            (step, own): self._roster(step, own)
            for step in sorted({step for life in LIVES for step in life.steps})
            for own in (False, True)
        }

    def _roster(self, step_id: str, own: bool) -> Roster:
        """`own`: the village builds it itself."""
        step = STEP[step_id]
        if "system" in step.actors:
            return Roster("system")
        if step.relation == "proposer":
            return Roster("proposer")
        if step.relation == "resident_of_place":
            return Roster("resident")
        role = _USUAL.get(step_id, "village_admin" if own and step_id in _BY_VILLAGE else step.actors[0])
        kind, hands = self._hands(role)
        return Roster(kind, hands, self._seconds(step.second_approver or "", kind))

    def _hands(self, role: str) -> tuple[str, tuple[Hand, ...]]:
        people, land, scope = self._people, self._land, ROLE[role].scope
        if scope is Scope.VILLAGE:
            return "village", tuple(Hand(people.acting(role, v.code), role, v.title) for v in land.villages)
        if scope is Scope.DISTRICT:
            return "village", tuple(
                Hand(people.acting(role, v.district), role, f"Kecamatan {v.district_name}")
                for v in land.villages
            )
        if scope is Scope.AGENCY:
            return "agency", tuple(
                Hand(people.acting(role, office.code), role, office.name) for office in OFFICES
            )
        if scope is Scope.AGENCY_GROUP:
            label = ROLE[role].label_id
            return "agency", tuple(Hand(people.acting(role, office.group), role, label) for office in OFFICES)
        return "regency", (Hand(people.acting(role, REGENCY_CODE), role, ROLE[role].label_id),)

    def _seconds(self, role: str, kind: str) -> tuple[int, ...]:
        if not role:
            return ()
        if ROLE[role].scope is Scope.AGENCY:
            return tuple(self._people.acting(role, office.code) for office in OFFICES)
        one = self._people.acting(role, REGENCY_CODE)
        return (one,) * max(len(OFFICES), len(self._land.villages))


def role_of_resident(people: People) -> Sequence[str]:
    """By user id: in which role somebody proposes."""
    roles = ["citizen"] * (len(people.persons) + 1)
    for held in people.held:
        if held.role in _PROPOSING:
            roles[held.user] = held.role
    return roles


_PROPOSING = frozenset(
    {"citizen", "citizen_verified", "facilitator", "council_member", "group_rep", "rt_rw_head"}
)
