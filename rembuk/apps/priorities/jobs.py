"""Reactions and jobs of this app: a proposal that changed is scored anew."""

from time import monotonic

from rembuk.apps.audit.models import Event
from rembuk.apps.core.clock import now
from rembuk.apps.proposals.models import Proposal

from .actions.score import score_next, score_some
from .models import Rescoring

_TURN = 2.0  # seconds of work at a time, so that people are told and stages close meanwhile


def rescore(event: Event) -> None:
    """After a submission, a completion or a survey. Twice is once."""
    code = event.subject.removeprefix("proposal:")
    proposal = Proposal.objects.select_related("cycle").filter(tenant=event.tenant, code=code).first()
    if proposal is not None and proposal.cycle is not None and proposal.is_public:
        score_some(proposal.cycle, [proposal], now=now())


def score_anew() -> int:
    """After a change of criteria: some batches of scores, the rest in the next turn. Twice is once."""
    waiting = Rescoring.objects.filter(finished_at=None).select_related("cycle").order_by("asked_at")
    until, scored = monotonic() + _TURN, 0
    while asked := waiting.first():
        scored += score_next(asked, now=now())
        if monotonic() >= until:
            break
    return scored
