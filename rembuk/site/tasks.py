"""Run background tasks with the task library's own worker: what is ready, and what was left half done.

Every task may run twice: it is better done again than never.
"""

import os
import secrets
import socket
from collections.abc import Callable
from datetime import datetime, timedelta
from time import monotonic
from typing import Any

from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from rembuk.apps.core.clock import now
from rembuk.apps.core.durable import commit_durably

_TURN = 2.0  # seconds of tasks, so that sealing and what is due have theirs
_LONGEST = timedelta(minutes=15)  # no task takes longer: whoever runs one since then is gone
_KEPT = timedelta(days=7)
_TRIES = 5  # of a task that fails against expectation; the first again after a minute
_Row = DBTaskResult[Any, Any]
_MACHINE, _MARK = socket.gethostname(), secrets.token_hex(4)


def run_ready_tasks(is_enough: Callable[[], bool] = lambda: False) -> int:
    """Run tasks whose time has come, for a turn or until it is enough; returns how many there were.

    The one that runs is finished first.
    """
    done, until = 0, monotonic() + _TURN
    while not is_enough() and monotonic() < until and DBTaskResult.objects.ready().exists():
        Worker(
            queue_names=["*"],
            interval=0,
            batch=True,
            backend_name="default",
            startup_delay=False,
            max_tasks=1,
            worker_id=_own_name(),
            excluded_queue_names=[],
        ).run()
        done += 1
    return done


def take_up_again() -> int:
    """Make ready what a worker began that is gone, and what failed against expectation; twice is once.

    Asked between two tasks, so what this process itself began is left over as well.
    """
    at = now()
    lost = [row.pk for row in DBTaskResult.objects.running() if _is_left(row, at)]
    failed = [row.pk for row in DBTaskResult.objects.failed() if _may_try_again(row, at)]
    if not lost and not failed:
        return 0
    left = DBTaskResult.objects.filter(pk__in=lost + failed, status__in=("RUNNING", "FAILED"))
    return commit_durably(lambda: left.update(status="READY"))


def _own_name() -> str:
    return f"{_MACHINE}/{os.getpid()}/{_MARK}"


def _is_left(row: _Row, at: datetime) -> bool:
    name = row.worker_ids[-1] if row.worker_ids else ""
    if name == _own_name() or row.started_at is None or row.started_at < at - _LONGEST:
        return True
    machine, process, _ = (*name.split("/"), "", "")[:3]
    return machine == _MACHINE and process.isdecimal() and not _is_alive(int(process))


def _is_alive(process: int) -> bool:
    if process == os.getpid():  # ours now, and somebody else's then
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:  # somebody else's, and alive
        return True
    return True


def _may_try_again(row: _Row, at: datetime) -> bool:
    tries = len(row.worker_ids)
    return tries < _TRIES and row.finished_at is not None and row.finished_at < at - _pause_after(tries)


def _pause_after(tries: int) -> timedelta:
    return timedelta(minutes=4 ** max(tries - 1, 0))


def forget_done_tasks() -> None:
    """What a task was given may name a person: it is not kept for longer than somebody may look for it."""
    commit_durably(DBTaskResult.objects.filter(finished_at__lt=now() - _KEPT).delete)
