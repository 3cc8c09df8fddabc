"""The calendar file: every window as an event that a phone understands.

The same input gives the same bytes, so that the file can be kept in the cache and compared.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime

from icalendar import Calendar as File
from icalendar import Event

from .moments import closing, first_day, is_midnight, last_day
from .queries import Calendar, StageLine


def calendar_file(calendars: Sequence[Calendar], *, name: str, host: str, url: str) -> bytes:
    """`host` makes the ids unique in the world; a moved window keeps its id and raises its sequence."""
    file = File()
    file.add("prodid", "-//Rembuk//Jadwal//ID")
    file.add("version", "2.0")
    file.add("method", "PUBLISH")
    file.add("x-wr-calname", name)
    for calendar in calendars:
        for stage in calendar.stages:
            file.add_component(_event(calendar, stage, host, url))
    return bytes(file.to_ical())


def _event(calendar: Calendar, stage: StageLine, host: str, url: str) -> Event:
    event = Event()
    event.add("uid", f"{stage.code}-{calendar.year}@{host}")
    event.add("sequence", len(stage.changes))
    event.add("dtstamp", stage.told_at.astimezone(UTC))
    event.add("summary", f"{stage.label} ({calendar.title})")
    event.add("description", "\n".join(filter(None, (stage.what, stage.resident))))
    event.add("url", url)
    start, end = _ends(stage)
    event.add("dtstart", start)
    event.add("dtend", end)
    event.add("transp", "TRANSPARENT")
    return event


def _ends(stage: StageLine) -> tuple[date | datetime, date | datetime]:
    """Whole days where the window is of whole days (the end is not part of it), else moments."""
    if is_midnight(stage.opens_at) and is_midnight(stage.closes_at):
        return first_day(stage.opens_at), first_day(closing(last_day(stage.closes_at)))
    return stage.opens_at.astimezone(UTC), stage.closes_at.astimezone(UTC)
