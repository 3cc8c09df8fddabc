"""`rembuk work`: seal what happened, run what follows from it, and what is due."""

import logging
import os
import signal
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from django.db import close_old_connections

from rembuk.apps.audit.deliver import deliver, register
from rembuk.apps.audit.seal import seal
from rembuk.apps.core.clock import now
from rembuk.apps.exchange.commands.console import parser
from rembuk.apps.exchange.commands.ready import is_ready
from rembuk.site.reactions import REACTIONS
from rembuk.site.schedule import Clockwork, Due
from rembuk.site.tasks import run_ready_tasks

_log = logging.getLogger(__name__)
_PAUSE = 0.5  # seconds between two looks when nothing waits
_GIVES_WAY = 10  # added to its niceness: a person who waits for a receipt comes first
_REST = 5.0  # seconds after a round that failed, for example while the database starts again
_HELP = {
    "id": """Jalankan pekerja: menyegel catatan, mengabari warga, menutup jendela yang lewat.
`rembuk serve` sudah menjalankan satu; perintah ini untuk mesin lain atau untuk pemeriksaan.""",
    "en": """Run the worker: seal the log, tell people, close windows that have passed.
`rembuk serve` runs one already; this is for another machine, or to have a look.""",
}
_ONCE = {"id": "kerjakan yang menunggu, lalu selesai", "en": "do what waits, then end"}


def main(argv: list[str], lang: str) -> int:
    words = parser("work", lang, text_id=_HELP["id"], text_en=_HELP["en"])
    words.add_argument("--once", action="store_true", help=_ONCE[lang])
    given = words.parse_args(argv)
    if not is_ready(lang):
        return 1
    register(REACTIONS)
    if given.once:
        return _once()
    os.nice(_GIVES_WAY)
    ended = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: ended.set())  # what runs is finished first
    clockwork = Clockwork(since=now())
    while not ended.is_set():
        ended.wait(one_round(clockwork, ended).pause)
    return 0


def _once() -> int:
    """Until nothing waits; 1 where something failed."""
    clockwork, never = Clockwork(), threading.Event()
    while not (found := one_round(clockwork, never)).failed and found.done:
        pass
    return int(found.failed)


@dataclass(frozen=True, slots=True)
class Round:
    """How much was done, and whether a part of it failed."""

    done: int
    failed: bool

    @property
    def pause(self) -> float:
        """Seconds before the next one."""
        if self.failed:
            return _REST
        return 0.0 if self.done else _PAUSE


def one_round(clockwork: Clockwork, ended: threading.Event) -> Round:
    """Seal, deliver, the tasks that are ready, and what is due, until it is asked to end.

    Each part may fail alone: a database that is locked or gone for a minute ends neither the worker nor the
    other parts, and all of it is tried again.
    """
    done, failed = 0, False
    for part in _parts(clockwork, ended):
        try:
            done += part()
        except Exception:
            failed = True
            _log.exception("a part of the worker's round failed; it is tried again")
        if ended.is_set():
            break
    return Round(done, failed)


def _parts(clockwork: Clockwork, ended: threading.Event) -> Iterator[Callable[[], int]]:
    close_old_connections()
    yield seal
    yield partial(deliver, "reactions", REACTIONS)
    yield partial(run_ready_tasks, ended.is_set)
    for row in clockwork.due(now()):
        yield partial(_run_due, row)


def _run_due(row: Due) -> int:
    try:
        return int(bool(row.job()))
    except Exception:  # it comes again by itself, and nothing else waits for it
        _log.exception("scheduled job %s failed", row.job.__name__)
        return 0
