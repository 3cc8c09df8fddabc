"""Working days: Monday to Friday without public holidays and cuti bersama.

Holidays come from the caller, because their list is data of the year and the rules read no files.
"""

from datetime import date, timedelta

SATURDAY = 5
ONE_DAY = timedelta(days=1)


def is_working_day(day: date, holidays: frozenset[date]) -> bool:
    return day.weekday() < SATURDAY and day not in holidays


def next_working_day(day: date, holidays: frozenset[date]) -> date:
    """The day itself, or the first working day after it."""
    while not is_working_day(day, holidays):
        day += ONE_DAY
    return day


def previous_working_day(day: date, holidays: frozenset[date]) -> date:
    """The day itself, or the last working day before it."""
    while not is_working_day(day, holidays):
        day -= ONE_DAY
    return day


def due_on(start: date, working_days: int, holidays: frozenset[date]) -> date:
    """The last day to answer: so many working days after the day it came in, which itself is not counted."""
    day = start
    for _ in range(working_days):
        day = next_working_day(day + ONE_DAY, holidays)
    return day
