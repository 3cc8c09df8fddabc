"""Criteria of every year; judgements and scores where lists are still to be drawn."""

from collections.abc import Sequence
from itertools import groupby

from rembuk.apps.preparation.models import PlanningCycle
from rembuk.apps.priorities.actions.criteria import default_settings
from rembuk.apps.priorities.actions.score import score_some
from rembuk.apps.priorities.models import Criterion, Judgement
from rembuk.apps.proposals.models import Proposal
from rembuk.rules.proposal_states import STATES

from .calendar import Part
from .regency import Regency
from .words.places import REGENCY_CODE

_VOTABLE = sorted(row.code for row in STATES if row.votable)
_MOST_SCORED = 3_000
_BATCH = 500
_JUDGED = "urgency"


def write_yardsticks(regency: Regency) -> int:
    """The same criteria every year; returns how many proposals were scored."""
    for cycle in regency.cycles:
        Criterion.objects.bulk_create(
            Criterion(
                tenant=REGENCY_CODE, cycle_id=cycle.id, code=row.code, label=row.label, source=row.source,
                lowest=row.lowest, highest=row.highest, direction=row.direction, weight=row.weight,
                position=place, label_en=row.label_en,
            )
            for place, row in enumerate(default_settings(), start=1)
        )  # fmt: skip
    waiting = list(
        Proposal.objects.filter(
            tenant=REGENCY_CODE, state__in=_VOTABLE,
            cycle__in=[cycle.id for cycle in regency.cycles if cycle.part in (Part.REVIEW, Part.COLLECTING)],
        ).order_by("cycle", "-id")[:_MOST_SCORED]
    )  # fmt: skip
    _judge(regency, [proposal for proposal in waiting if proposal.state == "district_review"])
    for cycle_id, found in groupby(waiting, key=lambda proposal: proposal.cycle_id):
        of_cycle = list(found)
        year = PlanningCycle.objects.get(pk=cycle_id)
        for start in range(0, len(of_cycle), _BATCH):
            score_some(year, of_cycle[start : start + _BATCH], now=regency.now)
    return len(waiting)


def _judge(regency: Regency, proposals: Sequence[Proposal]) -> None:
    """The sub-districts have judged most of what lies before them."""
    urgency = {row.cycle_id: row for row in Criterion.objects.filter(code=_JUDGED)}
    people = regency.people
    Judgement.objects.bulk_create(
        Judgement(
            proposal=proposal, criterion=urgency[proposal.cycle_id], value=2 + proposal.pk * 7 % 4,
            by_id=people.acting("district_admin", proposal.district_code), at=regency.now,
        )
        for proposal in proposals
        if proposal.cycle_id in urgency and proposal.pk % 5
    )  # fmt: skip
