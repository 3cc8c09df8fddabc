"""What comes next for a proposal and when: told from the rules and the calendar, not from a third table."""

from dataclasses import dataclass
from datetime import datetime

from rembuk.apps.core.format import date_text
from rembuk.apps.preparation.models import PlanningCycle, Stage
from rembuk.apps.preparation.wording import window_text
from rembuk.apps.proposals.models import Proposal
from rembuk.rules.labels import in_language
from rembuk.rules.proposal_flow import STATE, State, Step, steps_of
from rembuk.rules.stages import LAST_DAY_OF_VILLAGE_PLAN_YEAR, STAGE, Gate, counts_for, in_year

S = State
# Ways out, not on: they may come, but nobody waits for them.
_ASIDE = frozenset(
    {S.RETURNED, S.MERGED, S.REJECTED, S.DEFERRED, S.CANCELLED, S.WITHDRAWN, S.SAFEGUARDED, S.REDIRECTED,
     S.FORWARDED, S.ALREADY_BUDGETED, S.DISTRICT_NOT_AGREED, S.GRANT_ROUTE, S.SURVEY, S.TRANSFER_FUNDED}
)  # fmt: skip
_WAITS_FOR_ITS_PROPOSER = frozenset({S.RETURNED, S.DEFERRED})
_MOST_WAYS = 2


@dataclass(frozen=True, slots=True)
class NextStep:
    """The next entry of the timeline, not yet happened."""

    what: str
    when: str


def next_step(proposal: Proposal, now: datetime, lang: str) -> NextStep | None:
    """None where the life of a proposal has ended, or where the next move is its proposer's."""
    if proposal.state in _WAITS_FOR_ITS_PROPOSER:
        return None
    ways = _ways_on(proposal)
    if not ways:
        return None
    labels = list(dict.fromkeys(STATE[step.to].label(lang) for step in ways))[:_MOST_WAYS]
    return NextStep(in_language(lang, " atau ", " or ").join(labels), _when(ways[0], proposal, now, lang))


def _ways_on(proposal: Proposal) -> list[Step]:
    variant = proposal.cycle.variant if proposal.cycle else "partner_first"
    return [
        step
        for step in steps_of(variant)
        if step.at == proposal.state
        and step.to not in _ASIDE
        and step.to != step.at
        and step.relation is None
        and proposal.channel in step.channels
        and not (step.at == S.SUBMITTED and step.to != _first_review(proposal))
        and not (step.at == S.COMPLETED and step.to == S.IN_PROGRESS)
    ]


def _first_review(proposal: Proposal) -> State:
    return S.COUNCIL_REVIEW if proposal.channel == "pokir" else S.VILLAGE_REVIEW


def _when(step: Step, proposal: Proposal, now: datetime, lang: str) -> str:
    """The first stage still to end in which this can be decided."""
    if step.open_by is Gate.VILLAGE_PLAN_YEAR and proposal.village_plan_year:
        last = in_year(LAST_DAY_OF_VILLAGE_PLAN_YEAR, proposal.village_plan_year)
        return in_language(lang, "paling lambat ", "by ") + date_text(last, lang)
    codes = [c for c in (step.decided_in or step.during) if counts_for(STAGE[c], proposal.track)]
    cycle = proposal.cycle
    if cycle is None or not codes:
        return ""
    rows = Stage.objects.filter(cycle=cycle, code__in=codes, closes_at__gt=now).order_by("opens_at", "id")
    row = rows.first()
    return _stage_text(row, cycle, lang) if row else ""


def _stage_text(row: Stage, cycle: PlanningCycle, lang: str) -> str:
    return f"{STAGE[row.code].label(lang)}, {window_text(row.opens_at, row.closes_at, lang)}"
