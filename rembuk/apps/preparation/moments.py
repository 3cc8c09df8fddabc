"""Days and moments of a stage: the first day opens at 00.00, the last day closes at 24.00, local time.

Apart, because actions, forms and pages must agree on it to the minute.
"""

from datetime import UTC, date, datetime, time, timedelta

from rembuk.apps.core.clock import zone

ONE_DAY = timedelta(days=1)
ONE_MINUTE = timedelta(minutes=1)


def opening(day: date) -> datetime:
    """00.00 of a day."""
    return datetime.combine(day, time(), tzinfo=zone()).astimezone(UTC)


def closing(day: date) -> datetime:
    """24.00 of a day."""
    return opening(day + ONE_DAY)


def first_day(opens_at: datetime) -> date:
    return opens_at.astimezone(zone()).date()


def last_day(closes_at: datetime) -> date:
    """The last day on which it is still open: 24.00 belongs to the day that ends."""
    return (closes_at.astimezone(zone()) - ONE_MINUTE).date()


def is_midnight(moment: datetime) -> bool:
    return moment.astimezone(zone()).time() == time()
