"""Reactions and jobs of this app: a proposal that changed is scored anew."""

from time import monotonic

from rembuk.apps.audit.models import Event
from rembuk.apps.core.clock import now
from rembuk.apps.proposals.models import Proposal
from rembuk.rules.actions import Action

from .actions.score import score_next, score_some
from .models import Rescoring

_TURN = 2.0  # seconds of work at a time, so that people are told and stages close meanwhile


# What may change a figure that criteria are fed from (sources.py).
CHANGING = frozenset(
    {
        Action.PROPOSAL_SUBMIT, Action.PROPOSAL_COMPLETE, Action.PROPOSAL_REPORT_SURVEY,
        Action.PROPOSAL_RECORD_DECISION, Action.PROPOSAL_SUPPORT,
    }
)  # fmt: skip
_LATEST = 20  # events of a proposal, looked through for one that will score it anyway


def rescore(event: Event) -> None:
    """After what may change the score. Twice is once, and many supports waiting in the log are one.

    Where a later event of the same proposal is still to be delivered, that one sees what this one changed.
    """
    if _is_followed(event):
        return
    code = event.subject.removeprefix("proposal:")
    proposal = Proposal.objects.select_related("cycle").filter(tenant=event.tenant, code=code).first()
    if proposal is not None and proposal.cycle is not None and proposal.is_public:
        score_some(proposal.cycle, [proposal], now=now())


def _is_followed(event: Event) -> bool:
    if event.seq is None:
        return False
    latest = Event.objects.filter(tenant=event.tenant, subject=event.subject).order_by("-id")
    return any(
        action in CHANGING and (seq is None or seq > event.seq)
        for action, seq in latest.values_list("action", "seq")[:_LATEST]
    )


def score_anew() -> int:
    """After a change of criteria: some batches of scores, the rest in the next turn. Twice is once."""
    waiting = Rescoring.objects.filter(finished_at=None).select_related("cycle").order_by("asked_at")
    until, scored = monotonic() + _TURN, 0
    while asked := waiting.first():
        scored += score_next(asked, now=now())
        if monotonic() >= until:
            break
    return scored
