"""Compute what a proposal scores under the criteria of its cycle, and keep it with its bars."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import F, QuerySet

from rembuk.algorithms.scoring import Criterion as Yardstick
from rembuk.algorithms.scoring import score
from rembuk.apps.core.durable import commit_durably
from rembuk.apps.core.versions import bump
from rembuk.apps.places.models import RegionProfile
from rembuk.apps.preparation.models import PlanningCycle
from rembuk.apps.proposals.models import Proposal

from ..models import Criterion, Judgement, ProposalScore, Rescoring
from ..sources import SOURCE

BATCH = 50  # of one transaction: other writes wait no longer than for these


def ask_anew(cycle: PlanningCycle, *, now: datetime) -> Rescoring:
    """Ask the worker to score every living proposal of a year again, from the first one."""
    row, _ = Rescoring.objects.update_or_create(
        cycle=cycle,
        defaults={
            "asked_at": now, "reached": 0, "done": 0, "total": _living(cycle).count(), "finished_at": None,
        },
    )  # fmt: skip
    return row


def score_next(asked: Rescoring, *, now: datetime) -> int:
    """The next batch of a year that is scored anew, with how far it came; returns how many were scored.

    Where the criteria were changed once more meanwhile, the new beginning stands.
    """
    cycle = asked.cycle
    batch = list(_living(cycle).filter(id__gt=asked.reached).order_by("id")[:BATCH])
    same = Rescoring.objects.filter(pk=asked.pk, asked_at=asked.asked_at, reached=asked.reached)

    def work() -> None:
        if batch:
            score_some(cycle, batch, now=now)
            same.update(reached=batch[-1].pk, done=F("done") + len(batch))
        else:
            same.update(finished_at=now)
            bump(cycle.tenant, "priorities")

    commit_durably(work)
    return len(batch)


def _living(cycle: PlanningCycle) -> QuerySet[Proposal]:
    return Proposal.objects.filter(tenant=cycle.tenant, cycle=cycle, is_public=True)


def score_some(cycle: PlanningCycle, proposals: list[Proposal], *, now: datetime) -> None:
    """Score these, all of one cycle, in one transaction and a constant number of reads.

    Only what came out otherwise than before is written.
    """
    criteria = list(Criterion.objects.filter(cycle=cycle).order_by("position"))
    if not criteria or not any(row.weight for row in criteria):
        return
    profiles = RegionProfile.objects.in_bulk({row.village_code for row in proposals})
    judged = _judgements(proposals)
    before = ProposalScore.objects.in_bulk([row.pk for row in proposals])
    rows = [
        row
        for proposal in proposals
        if _differs(
            row := _score_row(proposal, criteria, profiles.get(proposal.village_code), judged, now),
            before.get(proposal.pk),
        )
    ]
    if not rows:
        return

    def work() -> None:
        ids = [row.proposal_id for row in rows]
        list(Proposal.objects.select_for_update().filter(pk__in=ids).order_by("pk").values_list("pk"))
        ProposalScore.objects.bulk_create(
            rows, update_conflicts=True, unique_fields=["proposal"], update_fields=["total", "bars", "at"]
        )
        for row in rows:
            row.proposal.score = row.total
        Proposal.objects.bulk_update([row.proposal for row in rows], ["score"], batch_size=200)
        bump(cycle.tenant, "priorities")

    commit_durably(work)


def _differs(row: ProposalScore, before: ProposalScore | None) -> bool:
    written = row.proposal.score, before.total if before else None
    return written != (row.total, row.total) or (before is not None and before.bars != row.bars)


def _judgements(proposals: Iterable[Proposal]) -> dict[tuple[int, int], int]:
    rows = Judgement.objects.filter(proposal__in=[row.pk for row in proposals])
    return {
        (pk, criterion): value
        for pk, criterion, value in rows.values_list("proposal_id", "criterion_id", "value")
    }


def _score_row(
    proposal: Proposal,
    criteria: list[Criterion],
    profile: RegionProfile | None,
    judged: dict[tuple[int, int], int],
    now: datetime,
) -> ProposalScore:
    values = {}
    for row in criteria:
        figure = SOURCE[row.source].figure
        values[row.code] = figure(proposal, profile) if figure else judged.get((proposal.pk, row.pk))
    yardsticks = [Yardstick(row.code, row.weight, row.lowest, row.highest, row.direction) for row in criteria]
    found = score(values, yardsticks)
    named = {row.code: row for row in criteria}
    bars = [
        {
            "code": bar.code, "label": named[bar.code].label, "points": bar.points, "most": int(bar.most),
            "value": "" if bar.value is None else str(round(float(bar.value), 2)), "known": bar.known,
            "label_en": named[bar.code].label_en,
        }
        for bar in found.steps
    ]  # fmt: skip
    return ProposalScore(proposal=proposal, total=found.result, bars=bars, at=now)
