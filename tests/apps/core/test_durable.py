"""What `commit_durably` promises, with real threads and on whichever database the suite runs on."""

import os
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import DatabaseError, IntegrityError, connection, connections, transaction
from django.utils import translation

from rembuk.apps.core import durable
from rembuk.apps.core.durable import Busy, NotCommittedError, commit_durably, stop_writer
from rembuk.apps.core.models import Version
from tests.together import at_once

on_sqlite = pytest.mark.skipif("connection.vendor != 'sqlite'", reason="the writer thread is for SQLite")


def store(kind: str):
    return lambda: Version.objects.create(tenant="99.01", kind=kind, number=1)


def stored() -> set[str]:
    return set(Version.objects.values_list("kind", flat=True))


@pytest.mark.django_db
class TestInsideATransaction:
    def test_it_runs_inline_and_is_taken_back_with_the_rest(self):
        with pytest.raises(RuntimeError), transaction.atomic():
            commit_durably(store("a"))
            assert stored() == {"a"}
            raise RuntimeError

        assert stored() == set()

    def test_a_failing_piece_leaves_the_open_transaction_usable(self):
        with transaction.atomic():
            commit_durably(store("a"))
            with pytest.raises(IntegrityError):
                commit_durably(store("a"))
            commit_durably(store("b"))

        assert stored() == {"a", "b"}


@pytest.mark.usefixtures("real_transactions")
class TestOutermost:
    def test_it_returns_what_the_work_returned_and_the_row_is_there(self):
        made = commit_durably(store("a"))

        assert Version.objects.get().pk == made.pk

    def test_it_raises_what_the_work_raised_and_nothing_is_stored(self):
        def work():
            store("a")()
            raise LookupError("no")

        with pytest.raises(LookupError, match="no"):
            commit_durably(work)

        assert stored() == set()

    def test_work_inside_work_belongs_to_the_outer_one(self):
        def work():
            commit_durably(store("a"))
            raise LookupError

        with pytest.raises(LookupError):
            commit_durably(work)

        assert stored() == set()

    def test_the_work_speaks_the_language_of_its_caller(self):
        with translation.override("en"):
            assert commit_durably(translation.get_language) == "en"

    def test_two_hundred_threads_with_fifty_keys_store_fifty(self):
        answers = at_once(
            [lambda number=number: commit_durably(store(f"k{number % 50}")) for number in range(200)]
        )

        assert len(stored()) == 50
        assert sum(isinstance(answer, Version) for answer in answers) == 50
        assert sum(isinstance(answer, IntegrityError) for answer in answers) == 150

    def test_one_poisoned_piece_among_sixty_four_harms_nobody_else(self):
        def poison():
            store("poison")()
            raise ZeroDivisionError

        calls = [lambda number=number: commit_durably(store(f"k{number}")) for number in range(63)]
        answers = at_once([*calls[:30], lambda: commit_durably(poison), *calls[30:]])

        assert [type(answer) for answer in answers].count(ZeroDivisionError) == 1
        assert stored() == {f"k{number}" for number in range(63)}

    def test_hooks_run_after_the_commit_in_the_thread_of_the_caller(self):
        seen = []

        def work():
            store("a")()
            transaction.on_commit(
                lambda: seen.append((threading.get_ident(), connection.in_atomic_block, stored()))
            )

        commit_durably(work)

        assert seen == [(threading.get_ident(), False, {"a"})]

    def test_a_failing_hook_fails_its_caller_alone_and_the_row_stays(self):
        def work():
            store("a")()
            transaction.on_commit(lambda: 1 / 0)

        with pytest.raises(ZeroDivisionError):
            commit_durably(work)

        assert stored() == {"a"}

    def test_hooks_of_failing_work_never_run(self):
        seen = []

        def work():
            transaction.on_commit(lambda: seen.append(1))
            raise LookupError

        with pytest.raises(LookupError):
            commit_durably(work)
        commit_durably(store("a"))

        assert seen == []


class Stopped:
    """The writer held still inside a piece of work, so that a known batch waits behind it."""

    def __enter__(self):
        self.begun, self.go_on = threading.Event(), threading.Event()
        self.thread = threading.Thread(target=lambda: commit_durably(self._hold))
        self.thread.start()
        assert self.begun.wait(5)
        return self

    def _hold(self):
        self.begun.set()
        assert self.go_on.wait(20)

    def __exit__(self, *_):
        self.go_on.set()
        self.thread.join()


def until(condition):
    """Wait for something another thread is about to do."""
    deadline = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < deadline, "it never came"
        time.sleep(0.001)


def waiting() -> int:
    return durable._current[0]._waiting.qsize()


@on_sqlite
@pytest.mark.usefixtures("real_transactions")
class TestTheWriterThread:
    def test_it_writes_in_one_thread_that_is_not_the_callers(self):
        threads = set(at_once([lambda: commit_durably(threading.get_ident)] * 8))

        assert len(threads) == 1
        assert threads != {threading.get_ident()}

    def test_what_waits_is_committed_together(self):
        commits = []

        def note(execute, sql, params, many, context):
            if sql.startswith("BEGIN"):
                commits.append(sql)
            return execute(sql, params, many, context)

        with ThreadPoolExecutor(20) as pool, Stopped():
            first = pool.submit(commit_durably, lambda: connection.execute_wrappers.append(note))
            jobs = [pool.submit(commit_durably, store(f"k{number}")) for number in range(19)]
            until(lambda: waiting() == 20)
        for job in [first, *jobs]:
            job.result(10)
        commit_durably(connection.execute_wrappers.clear)

        assert len(stored()) == 19
        assert len(commits) <= 1  # the batch's own BEGIN came before the note-taker; the last call is the one

    @pytest.mark.parametrize("statement", ["BEGIN", "COMMIT"])
    def test_when_it_fails_nobody_of_the_batch_is_told_yes(self, statement, monkeypatch):
        def fail(*_args, **_kwargs):
            raise DatabaseError("the disk is gone")

        def break_it():
            name = {"BEGIN": "_start_transaction_under_autocommit", "COMMIT": "_commit"}[statement]
            setattr(connection, name, fail)
            connection.__dict__.setdefault("broken", []).append(name)

        commit_durably_first = statement == "BEGIN"
        with ThreadPoolExecutor(8) as pool:
            if commit_durably_first:
                commit_durably(break_it)
                jobs = [pool.submit(commit_durably, store(f"k{number}")) for number in range(8)]
            else:
                with Stopped():
                    jobs = [pool.submit(commit_durably, break_it)]
                    jobs += [pool.submit(commit_durably, store(f"k{number}")) for number in range(7)]
                    until(lambda: waiting() == 8)
            errors = [job.exception(10) for job in jobs]

        assert {type(error) for error in errors} == {NotCommittedError}
        assert len({id(error) for error in errors}) == 8
        assert stored() == set()

    def test_when_sqlite_takes_the_transaction_back_everybody_is_told_even_if_the_work_hides_it(self):
        def lose():
            connection.connection.execute("ROLLBACK")  # as SQLite does by itself when the disk is full

        with ThreadPoolExecutor(5) as pool:
            with Stopped():
                jobs = [pool.submit(commit_durably, store(f"k{number}")) for number in range(4)]
                until(lambda: waiting() == 4)
                jobs.append(pool.submit(commit_durably, lose))
                until(lambda: waiting() == 5)
            errors = [job.exception(10) for job in jobs]

        assert {type(error) for error in errors} == {NotCommittedError}
        assert stored() == set()
        commit_durably(store("after"))
        assert stored() == {"after"}

    def test_a_full_queue_is_answered_at_once(self, monkeypatch):
        monkeypatch.setattr(durable, "LONGEST_QUEUE", 3)
        with ThreadPoolExecutor(3) as pool, Stopped():
            jobs = [pool.submit(commit_durably, store(f"k{number}")) for number in range(3)]
            until(lambda: waiting() == 3)

            with pytest.raises(Busy):
                commit_durably(store("too many"))
        for job in jobs:
            job.result(10)

        assert stored() == {"k0", "k1", "k2"}

    def test_who_waited_too_long_is_told_and_work_not_begun_is_never_done(self, monkeypatch):
        with Stopped():
            monkeypatch.setattr(durable, "PATIENCE", 0.01)
            with pytest.raises(Busy):
                commit_durably(store("late"))
        monkeypatch.undo()
        commit_durably(store("next"))

        assert stored() == {"next"}

    def test_a_locked_database_says_busy(self, monkeypatch):
        commit_durably(lambda: connection.connection.execute("PRAGMA busy_timeout = 1"))
        with transaction.atomic():
            store("mine")()
            with ThreadPoolExecutor(1) as pool:
                error = pool.submit(commit_durably, store("other")).exception(10)

        assert isinstance(error, Busy)

    def test_a_batch_has_a_limit(self, monkeypatch):
        monkeypatch.setattr(durable, "LARGEST_BATCH", 4)
        commit_durably(store("first"))
        with ThreadPoolExecutor(10) as pool, Stopped():
            jobs = [pool.submit(commit_durably, store(f"k{number}")) for number in range(10)]
            until(lambda: waiting() == 10)
            writer = durable._current[0]
            batches = []
            monkeypatch.setattr(
                durable,
                "_commit",
                lambda batch, real=durable._commit: (batches.append(len(batch)), real(batch)),
            )
        for job in jobs:
            job.result(10)

        assert writer is durable._current[0]
        assert max(batches) <= 4
        assert sum(batches) == 10

    def test_a_forked_child_writes_with_a_writer_of_its_own(self):
        commit_durably(store("parent"))

        child = os.fork()
        if child == 0:
            try:
                connections["default"].connection = None  # the parent's is not for the child
                commit_durably(store("child"))
                stop_writer()
            finally:
                os._exit(0)
        os.waitpid(child, 0)

        assert stored() == {"parent", "child"}

    def test_stopping_does_what_waits_first(self):
        with ThreadPoolExecutor(2) as pool, Stopped():
            job = pool.submit(commit_durably, store("waits"))
            until(lambda: waiting() == 1)
            queued = durable._current[0]._waiting
            stopping = pool.submit(stop_writer)
            until(lambda: queued.qsize() == 2)
        job.result(10)
        stopping.result(10)

        assert stored() == {"waits"}
