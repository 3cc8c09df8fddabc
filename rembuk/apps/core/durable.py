"""Writes that are on the disk before anybody is told: the only way actions write (docs/adr/0003).

On SQLite one writer thread a process takes what waits, runs each piece of work in its own savepoint inside
one BEGIN IMMEDIATE .. COMMIT, and wakes the callers after the sync. PostgreSQL groups commits itself: a plain
transaction there. Inside an open transaction the work runs inline in a savepoint; the outermost one commits.
"""

import atexit
import logging
import os
import queue
import sqlite3
import threading
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.db import OperationalError, connection, transaction
from django.utils import translation

T = TypeVar("T")
K = TypeVar("K", bound=Hashable)
LARGEST_BATCH = 512
LONGEST_QUEUE = 1_024
PATIENCE = 30.0  # seconds a caller waits before it is told to come again

_Hook = Callable[[], object]
_log = logging.getLogger(__name__)


class Busy(Exception):  # noqa: N818  it is no error of the program
    """Too much waits to be written; answered 503 with Retry-After. A retry carries the same id."""


class NotCommittedError(OperationalError):
    """BEGIN or COMMIT failed, so nobody of the batch may believe that anything is stored."""


def commit_durably(work: Callable[[], T]) -> T:
    """Run `work` and return its result once it is durable; what it raises is raised, and nothing was stored.

    The work is short and local: no network, no pictures, no templates. It speaks the caller's language,
    and hooks it gives to `transaction.on_commit` run after the commit in the caller's thread. After a failing
    COMMIT it may still surface on restart, so what a person submits carries its own id.
    """
    if connection.in_atomic_block or not _needs_writer():
        return commit_alone(work)
    return _writer_of_this_process().run(work)


def commit_alone(work: Callable[[], T]) -> T:
    """The same in the caller's own thread, for an import: it takes longer than anybody waits in a queue."""
    with transaction.atomic():
        return _to_the_end(work)


def write_last(write: Callable[[frozenset[K]], object], *things: K) -> None:
    """Have `write` given all such things at once, as the last act of the outermost `commit_durably`.

    For rows that everybody writes: locked after all others and for a moment only, so that nobody waits in a
    circle. Where no durable write is open, it is done now. What an inner failure took back is given too.
    """
    if _open.last is None:
        write(frozenset(things))
    else:
        _open.last.setdefault(write, set()).update(things)


def to_be_written_last(write: Callable[[frozenset[K]], object]) -> frozenset[K]:
    """What this thread's open piece of work has given to `write_last` so far."""
    return frozenset(_open.last.get(write, ())) if _open.last else frozenset()


class _Open(threading.local):
    """What this thread's outermost piece of work writes before it commits; None where none is open."""

    last: dict[Callable[[frozenset[Any]], object], set[Any]] | None = None


_open = _Open()


def _to_the_end(work: Callable[[], T]) -> T:
    """The work and, if it is the outermost, what is to be written last: one transaction."""
    if _open.last is not None:
        return work()
    _open.last = {}
    try:
        result = work()
        for write, things in _open.last.items():
            write(frozenset(things))
        return result
    finally:
        _open.last = None


def _needs_writer() -> bool:
    # A database in memory is seen by its own thread alone.
    return connection.vendor == "sqlite" and not connection.is_in_memory_db()  # type: ignore[attr-defined]


@dataclass(slots=True)
class _Piece:
    """One caller's work and what came of it."""

    work: Callable[[], Any]
    language: str | None
    answer: "Future[Any]" = field(default_factory=Future)
    result: Any = None
    error: BaseException | None = None
    hooks: list[tuple[_Hook, bool]] = field(default_factory=list)


class _Writer:
    """One thread with its own connection; it lives as long as the process uses this database."""

    def __init__(self, database: str) -> None:
        self.database = database
        self._waiting: queue.Queue[_Piece | None] = queue.Queue(LONGEST_QUEUE)
        self._thread = threading.Thread(target=self._live, name="rembuk-writer", daemon=True)
        self._thread.start()

    def run(self, work: Callable[[], T]) -> T:
        piece = _Piece(work, translation.get_language())
        try:
            self._waiting.put_nowait(piece)
        except queue.Full as full:
            raise Busy from full
        try:
            piece.answer.result(timeout=PATIENCE)
        except TimeoutError as late:
            # What has not begun never will; what is done after all is answered below.
            if piece.answer.cancel() or not piece.answer.done():
                raise Busy from late
        result: T = piece.answer.result()
        _run_hooks(piece.hooks)
        return result

    def stop(self) -> None:
        """Do what waits, then end."""
        self._waiting.put(None)
        self._thread.join()

    def _live(self) -> None:
        try:
            while batch := self._next_batch():
                _commit(batch)
        finally:
            connection.close()

    def _next_batch(self) -> list[_Piece]:
        """Wait for one, then take all that is there already: no timer, so an idle server adds no delay."""
        batch: list[_Piece] = []
        piece = self._waiting.get()
        while piece is not None:
            batch.append(piece)
            if len(batch) == LARGEST_BATCH:
                return batch
            try:
                piece = self._waiting.get_nowait()
            except queue.Empty:
                return batch
        if batch:
            self._waiting.put(None)  # seen again alone: an empty batch ends the thread
        return batch


def _commit(batch: list[_Piece]) -> None:
    """One transaction for the batch; callers are woken only after COMMIT, and so the sync, has returned."""
    begun = [piece for piece in batch if piece.answer.set_running_or_notify_cancel()]
    try:
        with transaction.atomic():
            for piece in begun:
                _run_alone(piece)
    except BaseException as error:
        connection.close()  # whatever state it is in, the next batch starts with a fresh one
        for piece in begun:
            piece.answer.set_exception(_for_caller(error))
        return
    for piece in begun:
        if piece.error is None:
            piece.answer.set_result(piece.result)
        else:
            piece.answer.set_exception(piece.error)


def _run_alone(piece: _Piece) -> None:
    """In a savepoint of its own: a piece that fails takes no batch mate down."""
    try:
        with translation.override(piece.language), transaction.atomic():
            piece.result = _to_the_end(piece.work)
    except BaseException as error:  # even what would end a thread belongs to its caller
        piece.error = error
    # Hooks belong to their caller: here they would run before anybody is told, and fail for everybody.
    piece.hooks = [(entry[1], entry[2]) for entry in connection.run_on_commit]  # type: ignore[misc]
    connection.run_on_commit.clear()
    if connection.needs_rollback or not connection.connection.in_transaction:
        # Disk full or an I/O error: SQLite has taken the whole transaction back, whoever caught the error.
        raise NotCommittedError("the transaction of the batch was lost") from piece.error


def _for_caller(error: BaseException) -> Exception:
    """Each caller gets an exception of its own: one object raised in many threads mixes their tracebacks."""
    cause = error.__cause__
    if isinstance(cause, sqlite3.OperationalError) and cause.sqlite_errorcode == sqlite3.SQLITE_BUSY:
        answer: Exception = Busy()
    else:
        answer = NotCommittedError(str(error))
    answer.__cause__ = error
    return answer


def _run_hooks(hooks: list[tuple[_Hook, bool]]) -> None:
    for hook, robust in hooks:
        try:
            hook()
        except Exception:
            if not robust:
                raise
            _log.exception("a hook failed after the commit")


# One writer a process and database ---------------------------------------------------------------

_lock = threading.Lock()
_current: list[_Writer] = []


def _writer_of_this_process() -> _Writer:
    database = str(connection.settings_dict["NAME"])
    with _lock:
        if _current and _current[0].database != database:  # tests move to a database of their own
            _current.pop().stop()
        if not _current:
            _current.append(_Writer(database))
        return _current[0]


def stop_writer() -> None:
    """Finish what waits and close the writer's connection; the next write starts it anew."""
    with _lock:
        if _current:
            _current.pop().stop()


def _forget_after_fork() -> None:
    """A child has the variables of its parent, but not the thread."""
    global _lock
    _lock = threading.Lock()
    _current.clear()


os.register_at_fork(after_in_child=_forget_after_fork)
atexit.register(stop_writer)
