"""A task that was begun is finished by somebody: whoever dies over it, and however it failed."""

import os
import socket
import subprocess
from datetime import timedelta

import pytest
from django_tasks_db.models import DBTaskResult

from rembuk.apps.core.clock import now
from rembuk.apps.exchange.jobs import send_messages
from rembuk.site.tasks import run_ready_tasks, take_up_again

pytestmark = pytest.mark.django_db(transaction=True)
HERE = socket.gethostname()


def begun_by(worker: str, *, ago: timedelta = timedelta(seconds=1)) -> DBTaskResult:
    """A task that a worker began, and nobody finished."""
    send_messages.enqueue(1, 1)
    row = DBTaskResult.objects.latest("enqueued_at")
    row.claim(worker)
    DBTaskResult.objects.filter(pk=row.pk).update(started_at=now() - ago)
    return row


def state(row: DBTaskResult) -> str:
    row.refresh_from_db()
    return str(row.status)


@pytest.fixture
def dead() -> str:
    """The number of a process that is no more."""
    process = subprocess.Popen(["true"])
    process.wait()
    return str(process.pid)


def test_what_a_dead_worker_began_is_run_again(dead):
    row = begun_by(f"{HERE}/{dead}/a")

    assert take_up_again() == 1
    assert run_ready_tasks() == 1
    assert state(row) == "SUCCESSFUL"
    assert take_up_again() == 0


def test_what_a_living_worker_works_at_is_left_to_it():
    row = begun_by(f"{HERE}/{os.getppid()}/a")
    take_up_again()

    assert state(row) == "RUNNING"


def test_what_an_earlier_process_of_our_own_number_began_is_run_again():
    """In a container every worker is number 7."""
    row = begun_by(f"{HERE}/{os.getpid()}/earlier")
    take_up_again()

    assert state(row) == "READY"


@pytest.mark.parametrize(("minutes", "then"), [(14, "RUNNING"), (16, "READY")])
def test_of_another_machine_it_is_taken_up_once_no_task_takes_so_long(minutes, then):
    row = begun_by("elsewhere/7/a", ago=timedelta(minutes=minutes))
    take_up_again()

    assert state(row) == then


@pytest.mark.parametrize(
    ("tries", "minutes", "then"),
    [(1, 0, "FAILED"), (1, 2, "READY"), (2, 2, "FAILED"), (2, 5, "READY"), (5, 9_999, "FAILED")],
)
def test_what_failed_against_expectation_is_tried_again_later_each_time(tries, minutes, then):
    send_messages.enqueue("no event", 1)
    run_ready_tasks()
    row = DBTaskResult.objects.get()
    assert row.status == "FAILED"
    finished = now() - timedelta(minutes=minutes)
    DBTaskResult.objects.update(worker_ids=["elsewhere/7/a"] * tries, finished_at=finished)

    take_up_again()
    assert state(row) == then


def test_it_is_enough_when_somebody_says_so():
    for _ in range(3):
        send_messages.enqueue(1, 1)
    run_ready_tasks(lambda: DBTaskResult.objects.successful().count() == 2)

    assert DBTaskResult.objects.ready().count() == 1
