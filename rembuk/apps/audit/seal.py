"""One process at a time gives events their order and their hash: no forks, no gaps for readers."""

import logging

from django.db import connection
from django.db.models import QuerySet

from rembuk.algorithms.ledger import Frontier, NotCanonicalError, leaf_hash
from rembuk.apps.core.clock import now
from rembuk.apps.core.durable import commit_durably

from .entry import entry_bytes
from .models import Checkpoint, Event, FailedReaction, Seal

SEALING = "seal"  # the name under which an event that cannot be sealed is shown
_BATCH = 200  # of one transaction: other writes wait no longer than for these
_log = logging.getLogger(__name__)


def seal(limit: int = _BATCH) -> int:
    """Seal up to `limit` waiting events as the next leaves; returns how many.

    What has no canonical form is set aside for a person, so that it holds up no other event.
    """
    return commit_durably(lambda: _sealed(limit)) if _waiting().exists() else 0


def _waiting() -> QuerySet[Event]:
    aside = FailedReaction.objects.filter(reaction=SEALING).values("event_id")
    return Event.objects.filter(seq=None).exclude(pk__in=aside)


def _sealed(limit: int) -> int:
    head = _locked_head()
    frontier = Frontier.from_hex(head.size, head.frontier)
    fresh, placed = list(_waiting().order_by("id")[:limit]), []
    for event in fresh:
        try:
            leaf = leaf_hash(_content(event))
        except NotCanonicalError as error:
            _set_aside(event, error)
            continue
        frontier.append(leaf)
        placed.append((frontier.size, leaf.hex(), event.pk))
    with connection.cursor() as cursor:
        cursor.executemany("UPDATE audit_event SET seq = %s, leaf = %s WHERE id = %s", placed)
    head.size, head.frontier = frontier.size, frontier.to_hex()
    head.save(update_fields=["size", "frontier"])
    return len(fresh)


def _set_aside(event: Event, error: NotCanonicalError) -> None:
    _log.error("event %s (%s) cannot be sealed: %s", event.pk, event.action, error)
    FailedReaction.objects.create(
        reaction=SEALING, event_id=event.pk, error=repr(error)[:500], last_at=now(), given_up=True
    )


def seal_all() -> int:
    """Seal everything that waits."""
    total = 0
    while count := seal():
        total += count
    return total


def checkpoint() -> Checkpoint | None:
    """Keep the present root, so that anyone can compare later; nothing where nothing was added."""

    def work() -> Checkpoint | None:
        head = _locked_head()
        if not head.size or Checkpoint.objects.filter(size=head.size).exists():
            return None
        root = Frontier.from_hex(head.size, head.frontier).root().hex()
        return Checkpoint.objects.create(size=head.size, root=root, at=now())

    return commit_durably(work)


def _locked_head() -> Seal:
    Seal.objects.get_or_create(name="log")
    return Seal.objects.select_for_update().get(name="log")


def _content(event: Event) -> bytes:
    return entry_bytes(
        action=event.action,
        tenant=event.tenant,
        subject=event.subject,
        region=event.region,
        actor=event.actor,
        at=event.at,
        data=event.data,
        salt=event.salt,
    )
