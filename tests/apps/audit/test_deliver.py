"""Reactions run at least once and in order; none blocks another one, or anybody who writes meanwhile."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from itertools import pairwise

import pytest
from django.db import connections
from django_tasks_db.models import DBTaskResult

from rembuk.apps.audit.deliver import deliver, register, retry
from rembuk.apps.audit.models import Cursor, Event, FailedReaction
from rembuk.apps.audit.record import record
from rembuk.apps.audit.seal import seal_all
from rembuk.apps.core.clock import now
from rembuk.apps.core.durable import commit_durably
from rembuk.apps.core.models import RateBucket
from tests.factories.places import TENANT

ACT = "forum.call"


def happened(count: int = 1) -> None:
    for number in range(count):
        record(ACT, by=None, rule="test", subject=f"forum:{number}", tenant=TENANT, at=now(), n=number)
    seal_all()


def elsewhere(work):
    """What another process would do now, done within seconds or not at all."""

    def alone():
        try:
            return work()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(alone).result(5)


@pytest.mark.django_db
class TestReading:
    def test_each_event_is_read_once_and_in_order(self):
        seen: list[int] = []
        happened(5)
        reactions = {ACT: (lambda event: seen.append(event.seq),)}

        assert deliver("test", reactions, limit=3) + deliver("test", reactions) == 5
        assert deliver("test", reactions) == 0
        assert seen == sorted(seen) and len(seen) == 5

    def test_looking_for_what_waits_writes_nothing(self, django_assert_num_queries):
        happened()
        deliver("test", {})
        with django_assert_num_queries(2):
            assert deliver("test", {}) == 0

    def test_what_a_dead_worker_held_is_read_again(self):
        happened()
        Cursor.objects.create(reader="test", held_until=now() + timedelta(seconds=5))
        assert deliver("test", {}) == 0

        Cursor.objects.update(held_until=now() - timedelta(seconds=1))
        assert deliver("test", {}) == 1


def breaks(event: Event) -> None:
    raise LookupError("no")


@pytest.mark.django_db
class TestFailing:
    @pytest.fixture(autouse=True)
    def _known(self):
        register({ACT: (breaks,)})

    def test_a_reaction_that_fails_blocks_neither_the_next_one_nor_the_next_event(self):
        seen: list[int] = []
        happened(2)
        deliver("test", {ACT: (breaks, lambda event: seen.append(event.seq))})

        assert len(seen) == 2
        assert FailedReaction.objects.filter(given_up=False, error__contains="no").count() == 2

    def test_it_is_tried_again_later_each_time_until_it_is_given_up(self):
        happened()
        deliver("test", {ACT: (breaks,)})
        for _ in range(7):
            retry.func(*DBTaskResult.objects.latest("run_after").args_kwargs["args"])

        waits = list(DBTaskResult.objects.order_by("run_after").values_list("run_after", flat=True))
        gaps = [later - sooner for sooner, later in pairwise(waits)]
        assert gaps == sorted(gaps) and len(waits) == 7
        assert FailedReaction.objects.get().given_up

    def test_a_try_that_succeeds_ends_it(self):
        happened()
        deliver("test", {ACT: (breaks,)})
        failed, working = FailedReaction.objects.get(), lambda event: None
        working.__module__, working.__qualname__ = breaks.__module__, breaks.__qualname__
        register({ACT: (working,)})

        retry.func(failed.reaction, failed.event_id)
        assert not FailedReaction.objects.exists()


class TestBesideOthers:
    def test_who_writes_while_a_reaction_works_does_not_wait_for_it(self, transactional_db):
        happened(2)

        def slow(event: Event) -> None:
            key = f"row {event.seq}"
            elsewhere(
                lambda: commit_durably(lambda: RateBucket.objects.create(key=key, tokens=1, refilled_at=1))
            )

        deliver("test", {ACT: (slow,)})

        assert not FailedReaction.objects.exists()
        assert RateBucket.objects.count() == 2

    def test_a_second_worker_leaves_to_the_first_what_it_reads(self, transactional_db):
        happened(3)
        read_meanwhile = []
        reactions = {ACT: (lambda event: read_meanwhile.append(elsewhere(lambda: deliver("test", {}))),)}

        assert deliver("test", reactions) == 3
        assert read_meanwhile == [0, 0, 0]
        assert Cursor.objects.get().held_until is None
