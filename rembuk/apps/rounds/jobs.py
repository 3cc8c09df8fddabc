"""What happens to rounds by themselves: they close at their time, and pages say when one begins."""

from datetime import datetime

from django.db.models import Max

from rembuk.apps.core.clock import now
from rembuk.apps.core.versions import bump
from rembuk.apps.places.queries import government
from rembuk.rules.rounds import RoundState

from .actions.closing import close_round
from .models import Round


class _Noticed:
    """The last beginning told, kept by the worker process: told twice after a restart does no harm."""

    beginning: datetime | None = None


def close_due_rounds() -> int:
    """Close each round whose time is over; returns how many were."""
    at = now()
    due = list(Round.objects.filter(state=RoundState.OPEN, closes_at__lte=at))
    for found in due:
        close_round(found, by=None, now=at)
    _notice_beginnings(at)
    return len(due)


def _notice_beginnings(at: datetime) -> None:
    served = government()
    rows = Round.objects.filter(state=RoundState.OPEN, opens_at__lte=at)
    beginning = rows.aggregate(last=Max("opens_at"))["last"]
    if served is not None and beginning is not None and beginning != _Noticed.beginning:
        bump(served.code, "rounds")
        _Noticed.beginning = beginning
