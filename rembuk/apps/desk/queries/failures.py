"""What the system tried many times and gave up: told to those who can mend the cause."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from rembuk.apps.audit.models import Event, FailedReaction
from rembuk.apps.core.format import moment_text
from rembuk.rules.actions import ACTION, CONFIDENTIAL

_MOST = 50


@dataclass(frozen=True, slots=True)
class FailureLine:
    """One thing that was given up: what had happened, and what did not follow from it."""

    what: str
    subject: str
    when: str
    tries: int
    technical: str  # for whoever reads the server's log: the name of the reaction and of the error


def failures() -> QuerySet[FailedReaction]:
    """All that was given up, the latest first."""
    return FailedReaction.objects.filter(given_up=True).order_by("-last_at", "-pk")


def failure_lines(lang: str) -> tuple[FailureLine, ...]:
    """The latest of them; two queries however many there are."""
    rows = list(failures()[:_MOST])
    events = Event.objects.in_bulk([row.event_id for row in rows])
    return tuple(_line(row, events.get(row.event_id), lang) for row in rows)


def _line(row: FailedReaction, event: Event | None, lang: str) -> FailureLine:
    what, subject = _("A confidential act"), ""
    if event is not None and event.action not in CONFIDENTIAL:
        known = ACTION.get(event.action)
        what, subject = known.label(lang) if known else event.action, event.subject
    # Of the error its name alone: its words may hold what was written, and the server's log has them all.
    name = row.error.partition("(")[0]
    return FailureLine(what, subject, moment_text(row.last_at, lang), row.tries, f"{row.reaction}: {name}")
