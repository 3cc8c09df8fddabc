"""The only clock: moments in UTC, days where the government is. Pure code takes them as arguments."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings


def now() -> datetime:
    """This moment, aware, in UTC."""
    return datetime.now(UTC)


def zone() -> ZoneInfo:
    """The time zone of the government served."""
    return ZoneInfo(settings.REMBUK_TIME_ZONE)


def local(moment: datetime) -> datetime:
    """The same moment as the clock on the government's wall shows it."""
    return moment.astimezone(zone())


def today(at: datetime | None = None) -> date:
    """The day it is there, now or at a moment: planning dates begin and end with it."""
    return local(at or now()).date()
