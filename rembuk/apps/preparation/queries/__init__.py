"""What other apps and pages ask of the planning year: open windows, what is left, what is planned."""

from .allowances import CeilingLeft, ceiling_left, quota_left, quota_of
from .calendar import Calendar, RibbonStep, StageLine, calendar, public_calendars, ribbon
from .windows import (
    collecting,
    collecting_cycle,
    collecting_years,
    current_cycles,
    cycle_of_year,
    holidays,
    holidays_around,
    longer_last_days,
    next_cycle,
    shown_cycles,
    stages_open_for,
    window_closed,
    window_of,
)

__all__ = [
    "Calendar",
    "CeilingLeft",
    "RibbonStep",
    "StageLine",
    "calendar",
    "ceiling_left",
    "collecting",
    "collecting_cycle",
    "collecting_years",
    "current_cycles",
    "cycle_of_year",
    "holidays",
    "holidays_around",
    "longer_last_days",
    "next_cycle",
    "public_calendars",
    "quota_left",
    "quota_of",
    "ribbon",
    "shown_cycles",
    "stages_open_for",
    "window_closed",
    "window_of",
]
