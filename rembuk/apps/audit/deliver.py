"""Hand sealed events to their reactions: at least once, in order per reader; none blocks the next.

The log is the outbox. A reaction runs outside any transaction and writes as every action does, shortly and
durably, so that residents who submit meanwhile never wait for it; what fails goes to the task library, which
tries again later (docs/adr/0006).
"""

import logging
from collections.abc import Callable, Mapping
from datetime import timedelta
from time import monotonic

from django.db.models import Q
from django_tasks import task

from rembuk.apps.core.clock import now
from rembuk.apps.core.durable import commit_durably

from .models import Cursor, Event, FailedReaction
from .seal import SEALING

Reaction = Callable[[Event], None]
_log = logging.getLogger(__name__)
_BATCH = 200
_TURN = 1.0  # seconds of reactions, so that sealing and what is due have theirs
_HELD = timedelta(seconds=30)  # for which one worker reads on; longer than any turn
_GIVE_UP_AFTER = 8
_registered: dict[str, Reaction] = {}


def register(reactions: Mapping[str, tuple[Reaction, ...]]) -> None:
    """Tell the retry task where a reaction's name leads; called once by the top floor."""
    for several in reactions.values():
        for reaction in several:
            _registered[name_of(reaction)] = reaction


def name_of(reaction: Reaction) -> str:
    return f"{reaction.__module__.removeprefix('rembuk.')}.{reaction.__qualname__}"


def deliver(reader: str, reactions: Mapping[str, tuple[Reaction, ...]], *, limit: int = _BATCH) -> int:
    """Run the reactions to the events that `reader` has not seen; returns how many events were read.

    One worker reads on at a time; where it dies, its events are read again by the next.
    """
    cursor = Cursor.objects.filter(reader=reader).first()
    if not Event.objects.filter(seq__gt=cursor.last_seq if cursor else 0).exists():
        return 0  # and nothing was written
    cursor = commit_durably(lambda: _held(reader))
    if cursor is None:
        return 0
    read, until = 0, monotonic() + _TURN
    try:
        for event in Event.objects.filter(seq__gt=cursor.last_seq).order_by("seq")[:limit]:
            for reaction in reactions.get(event.action, ()):
                _run(reaction, event)
            cursor.last_seq, read = event.seq or cursor.last_seq, read + 1
            if monotonic() >= until:
                break
    finally:
        commit_durably(lambda: _let_go(cursor))
    return read


def _held(reader: str) -> Cursor | None:
    """The cursor for this worker alone; None where another one reads."""
    Cursor.objects.get_or_create(reader=reader)
    free = Cursor.objects.filter(Q(held_until=None) | Q(held_until__lt=now()), reader=reader)
    if not free.update(held_until=now() + _HELD):
        return None
    return Cursor.objects.get(reader=reader)


def _let_go(cursor: Cursor) -> None:
    """Keep how far it came, unless it took so long that another worker reads on."""
    own = Cursor.objects.filter(reader=cursor.reader, held_until=cursor.held_until)
    own.update(last_seq=cursor.last_seq, held_until=None)


def _run(reaction: Reaction, event: Event) -> None:
    try:
        reaction(event)
    except Exception as error:  # whatever it is, the next reaction must have its turn
        _log.exception("reaction %s failed for event %s", name_of(reaction), event.pk)
        _note_failure(name_of(reaction), event.pk, error)


def _note_failure(name: str, event_id: int, error: Exception) -> None:
    text = repr(error)[:500]

    def work() -> None:
        failed, fresh = FailedReaction.objects.get_or_create(
            reaction=name, event_id=event_id, defaults={"error": text, "last_at": now()}
        )
        if not fresh:
            failed.tries += 1
            failed.error, failed.last_at = text, now()
            failed.given_up = failed.tries >= _GIVE_UP_AFTER
            failed.save()
        if not failed.given_up:
            wait = timedelta(seconds=15 * 4 ** min(failed.tries - 1, 6))
            retry.using(run_after=now() + wait).enqueue(name, event_id)

    commit_durably(work)


def try_again() -> int:
    """Give all that was given up its tries anew, within a durable write; returns how many there were."""
    given_up = list(FailedReaction.objects.filter(given_up=True))
    for failed in given_up:
        if failed.reaction == SEALING:
            failed.delete()  # and the next round seals it, or sets it aside once more
        else:
            failed.tries, failed.given_up = 0, False
            failed.save(update_fields=["tries", "given_up"])
            retry.enqueue(failed.reaction, failed.event_id)
    return len(given_up)


@task()
def retry(name: str, event_id: int) -> None:
    """Try a failed reaction again; done twice it must be as done once, as every reaction."""
    event = Event.objects.get(pk=event_id)
    try:
        _registered[name](event)
    except Exception as error:  # counted and tried again, until it is shown to a person
        _log.exception("reaction %s failed again for event %s", name, event_id)
        _note_failure(name, event_id, error)
    else:
        FailedReaction.objects.filter(reaction=name, event_id=event_id).delete()
