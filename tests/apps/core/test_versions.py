"""Numbers that tell a cached page from an old one."""

import threading
from datetime import UTC, datetime

import pytest
import time_machine
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from rembuk.apps.core.durable import commit_durably
from rembuk.apps.core.models import RateBucket, Version
from rembuk.apps.core.versions import bump, numbers
from tests.together import at_once

in_a_transaction = pytest.mark.django_db
NOON = datetime(2027, 1, 31, 12, tzinfo=UTC)


def number(kind: str = "proposals") -> int:
    return numbers((kind,))[0]


@in_a_transaction
def test_what_was_never_changed_is_zero():
    assert numbers(("proposals", "calendar")) == (0, 0)


@in_a_transaction
def test_every_change_gives_a_higher_number_even_within_a_millisecond():
    with time_machine.travel(NOON, tick=False):
        seen = []
        for _ in range(5):
            bump("99.01", "proposals")
            seen.append(number())

    assert seen == sorted(set(seen))


@in_a_transaction
def test_a_clock_that_goes_back_does_not_take_the_number_with_it():
    with time_machine.travel(NOON, tick=False):
        bump("99.01", "proposals")
        before = number()
    with time_machine.travel(datetime(2020, 1, 1, tzinfo=UTC), tick=False):
        bump("99.01", "proposals")

    assert number() == before + 1


@in_a_transaction
def test_no_number_comes_twice_after_a_restored_backup():
    bump("99.01", "proposals")
    backup = number()
    bump("99.01", "proposals")
    lost = number()
    Version.objects.update(number=backup)

    with time_machine.travel(datetime(2099, 1, 1, tzinfo=UTC), tick=False):
        bump("99.01", "proposals")
    assert number() > lost


@in_a_transaction
def test_each_kind_has_its_own_in_the_order_asked():
    bump("99.01", "proposals", "calendar")
    calendar = number("calendar")
    bump("99.01", "proposals")

    assert numbers(("calendar", "plans", "proposals")) == (calendar, 0, number("proposals"))
    assert number("proposals") > calendar


@in_a_transaction
def test_a_change_of_any_government_counts():
    bump("99.01", "proposals")
    before = number()
    bump("99.02", "proposals")

    assert number() > before


@in_a_transaction
def test_a_change_taken_back_takes_its_number_back():
    with pytest.raises(RuntimeError), transaction.atomic():
        bump("99.01", "proposals")
        raise RuntimeError

    assert number() == 0


@in_a_transaction
def test_reading_and_raising_are_one_query_each(django_assert_num_queries):
    with django_assert_num_queries(1):
        bump("99.01", "proposals", "calendar", "plans", "proposals")
    with django_assert_num_queries(1):
        numbers(("proposals", "calendar", "plans"))


@in_a_transaction
def test_nothing_asks_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        bump("99.01")
        assert numbers(()) == ()


@in_a_transaction
def test_a_durable_write_raises_them_once_and_after_all_its_other_rows():
    def work() -> None:
        bump("99.01", "proposals", "calendar")
        commit_durably(lambda: bump("99.01", "proposals"))
        RateBucket.objects.create(key="row", tokens=1, refilled_at=1)

    with CaptureQueriesContext(connection) as made:
        commit_durably(work)

    writes = [row["sql"].split()[2].strip('"') for row in made if row["sql"].startswith("INSERT")]
    assert writes == ["core_ratebucket", "core_version"]
    assert number() and number("calendar")


@in_a_transaction
def test_a_durable_write_that_fails_raises_nothing_then_or_later():
    def work() -> None:
        bump("99.01", "proposals")
        raise LookupError

    with pytest.raises(LookupError):
        commit_durably(work)
    commit_durably(lambda: bump("99.01", "calendar"))

    assert number() == 0


@pytest.mark.skipif("connection.vendor == 'sqlite'", reason="SQLite has one writer: nobody waits in a circle")
@pytest.mark.usefixtures("real_transactions")
def test_who_raises_first_and_who_locks_a_row_first_do_not_wait_in_a_circle():
    """One signs the minutes of many proposals, another supports one of them."""
    RateBucket.objects.create(key="row", tokens=0, refilled_at=0)
    has_row, has_raised = threading.Event(), threading.Event()

    def take_row() -> None:
        assert RateBucket.objects.filter(key="row").update(tokens=1)

    def signs() -> None:
        assert has_row.wait(10)
        bump("99.01", "proposals")
        has_raised.set()
        take_row()

    def supports() -> None:
        take_row()
        has_row.set()
        assert has_raised.wait(10)
        bump("99.01", "proposals")

    assert at_once([lambda: commit_durably(signs), lambda: commit_durably(supports)]) == [None, None]
