"""What happens when. The one page that says which job runs at which time."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from rembuk.apps.audit.seal import checkpoint
from rembuk.apps.core.rates import forget_full_buckets
from rembuk.apps.desk.jobs import carry_out_held
from rembuk.apps.desk.queries.held import held_proposals
from rembuk.apps.exchange.deadlines import warn_superiors
from rembuk.apps.musrenbang.queries.unsigned import on_unsigned_minutes
from rembuk.apps.people.jobs import forget_old_sessions
from rembuk.apps.preparation.jobs import notice_borders
from rembuk.apps.priorities.jobs import score_anew
from rembuk.apps.proposals.jobs import expire_closed_windows, open_recorded, reconcile_counters
from rembuk.apps.publishing.jobs import adopt_plan_lines
from rembuk.apps.rounds.jobs import close_due_rounds
from rembuk.site.tasks import forget_done_tasks, take_up_again


def expire_undecided() -> int:
    """What nobody decided on in its window; what waits for a signature or for its undo is left in peace."""
    return expire_closed_windows(on_unsigned_minutes(), held_proposals())


@dataclass(frozen=True, slots=True)
class Due:
    """A job and how often it runs. Every job is idempotent: twice is once."""

    job: Callable[[], object]
    every: timedelta


_DAY, _SETTLED = timedelta(days=1), timedelta(minutes=10)
SCHEDULE = (
    Due(carry_out_held, timedelta(seconds=1)),
    Due(score_anew, timedelta(seconds=1)),  # after a change of criteria, some batches at a time
    Due(notice_borders, timedelta(seconds=30)),  # a stage opened or closed: public pages must not be older
    Due(close_due_rounds, timedelta(seconds=30)),  # at their time, never before
    Due(adopt_plan_lines, timedelta(seconds=5)),
    Due(take_up_again, timedelta(minutes=1)),
    Due(open_recorded, timedelta(minutes=1)),
    Due(expire_undecided, timedelta(minutes=5)),
    Due(warn_superiors, timedelta(hours=1)),  # once a day and window, whatever the hour
    Due(reconcile_counters, timedelta(hours=24)),
    Due(checkpoint, timedelta(hours=24)),
    Due(forget_full_buckets, timedelta(hours=24)),
    Due(forget_old_sessions, timedelta(hours=24)),
    Due(forget_done_tasks, timedelta(hours=24)),
)


class Clockwork:
    """Says what is due; remembers in memory, because a job run again does no harm.

    Where it runs on `since` a moment, what comes once a day waits until the start is well over.
    """

    def __init__(self, since: datetime | None = None) -> None:
        self._last: dict[int, datetime] = {}
        for place, row in enumerate(SCHEDULE):
            if since is not None and row.every >= _DAY:
                self._last[place] = since + _SETTLED - row.every

    def due(self, at: datetime) -> list[Due]:
        """The jobs whose time has come; each is counted as run."""
        found = []
        for place, row in enumerate(SCHEDULE):
            if at - self._last.get(place, datetime.min.replace(tzinfo=at.tzinfo)) >= row.every:
                self._last[place] = at
                found.append(row)
        return found
