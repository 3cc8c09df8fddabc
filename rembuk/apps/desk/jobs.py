"""Carry out what was decided at the desk once nobody can take it back any more."""

import logging

from rembuk.apps.core.clock import now

from .actions.hold import carry_out
from .models import HeldDecision

_BATCH = 500
_log = logging.getLogger(__name__)


def carry_out_held() -> int:
    """Everything whose time is over, oldest first; how many are in force now. Twice is once."""
    at = now()
    due = HeldDecision.objects.filter(until__lte=at, refusal_id="").select_related("proposal__cycle", "by")
    done = 0
    for row in due.order_by("id")[:_BATCH]:
        try:
            done += carry_out(row, now=at)
        except Exception:  # it stays held, can still be undone, and is tried again in a moment
            _log.exception("held decision %s on proposal %s failed", row.pk, row.proposal_id)
    return done
