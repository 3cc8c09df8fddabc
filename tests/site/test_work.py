"""The worker goes on: what fails is tried again, and it ends after the part that runs when it is asked to."""

import sqlite3
import threading

import pytest
from django.db import connection
from django_tasks_db.models import DBTaskResult

from rembuk.apps.audit.models import Event, Seal
from rembuk.apps.core.durable import stop_writer
from rembuk.apps.exchange.jobs import send_messages
from rembuk.site.commands.work import main, one_round
from rembuk.site.schedule import Clockwork
from tests.factories.proposals import open_year, sent_by

on_sqlite = pytest.mark.skipif("connection.vendor != 'sqlite'", reason="PostgreSQL has no lock on everything")


@pytest.fixture
def happened(transactional_db, government, resident, village_admin):
    """Something that waits to be sealed and delivered."""
    open_year("hamlet_meeting", "neighborhood_meeting")
    sent_by(resident)
    assert Event.objects.filter(seq=None).exists()


def go(*, asked_to_end: bool = False):
    ended = threading.Event()
    if asked_to_end:
        ended.set()
    return one_round(Clockwork(), ended)


@on_sqlite
@pytest.mark.slow
def test_a_database_that_is_locked_ends_no_worker_and_loses_nothing(happened, monkeypatch):
    # Every connection that is opened from now on, also by the writer, waits for a moment only.
    monkeypatch.setitem(connection.settings_dict["OPTIONS"], "timeout", 0.01)
    connection.close()
    stop_writer()
    importing = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)
    importing.execute("BEGIN IMMEDIATE")

    found = go()
    assert found.failed and found.pause >= 1

    importing.execute("ROLLBACK")
    importing.close()
    assert not go().failed
    assert not Event.objects.filter(seq=None).exists()


def test_one_part_that_fails_holds_up_no_other(happened):
    Seal.objects.create(name="log", size=3, frontier=["broken"])
    send_messages.enqueue(1, 1)

    assert go().failed
    assert DBTaskResult.objects.get().status == "SUCCESSFUL"


def test_who_is_asked_to_end_begins_no_further_part(happened):
    send_messages.enqueue(1, 1)
    go(asked_to_end=True)

    assert DBTaskResult.objects.get().status == "READY"


def test_once_does_all_that_waits(happened):
    assert main(["--once"], "id") == 0

    assert not Event.objects.filter(seq=None).exists()


def test_once_says_that_something_failed(happened):
    Seal.objects.create(name="log", size=3, frontier=["broken"])

    assert main(["--once"], "id") == 1
