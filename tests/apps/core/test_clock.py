"""One clock, in UTC; the day is the government's."""

from datetime import UTC, date, datetime

import time_machine

from rembuk.apps.core import clock


def test_now_is_aware_and_in_utc():
    assert clock.now().tzinfo is UTC


@time_machine.travel(datetime(2027, 1, 31, 18, 30, tzinfo=UTC), tick=False)
def test_the_day_changes_at_midnight_in_jakarta():
    assert clock.today() == date(2027, 2, 1)


@time_machine.travel(datetime(2027, 1, 31, 15, 30, tzinfo=UTC), tick=False)
def test_a_regency_in_the_east_is_two_hours_ahead(settings):
    assert clock.today() == date(2027, 1, 31)

    settings.REMBUK_TIME_ZONE = "Asia/Jayapura"

    assert clock.today() == date(2027, 2, 1)
