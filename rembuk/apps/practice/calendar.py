"""Four planning years around a day: one finished, one being built, one under review, one collecting.

The template calendar decides; windows are moved only where practice needs something to be open today, each
with its public reason. No window passes a legal last day.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from rembuk.rules.stages import STAGE, STAGES, StageCode, in_year, template_windows

S = StageCode
Window = tuple[date, date]


class Part(StrEnum):
    """What a year is for in the practice regency."""

    FINISHED = "finished"
    BUILDING = "building"
    REVIEW = "review"
    COLLECTING = "collecting"


@dataclass(frozen=True, slots=True)
class Year:
    """A planning year: its windows as they stand, those of the template, and where life happens."""

    plan_year: int
    part: Part
    windows: dict[StageCode, Window]
    template: dict[StageCode, Window]
    lively: dict[StageCode, Window]  # parts of the windows in which the practice people act
    opened_on: date

    @property
    def moved(self) -> tuple[StageCode, ...]:
        return tuple(code for code in self.windows if self.windows[code] != self.template[code])


# Stage: opens and closes, in days from the day of reference; None keeps the template's day.
_REVIEW_OPENS: dict[StageCode, int] = {
    S.PREPARATION: -150,
    S.NEIGHBORHOOD_MEETING: -130, S.THEMATIC_DELIBERATION: -125, S.WARD_DELIBERATION: -108,
    S.PUBLIC_CONSULTATION: -88, S.PRIORITISATION: -80, S.COUNCIL_INPUT: -120, S.DISTRICT_DELIBERATION: -66,
    S.AGENCY_FORUM: -50, S.ANNUAL_PLAN_DELIBERATION: -28, S.PLAN_FINALISATION: -21, S.BUDGETING: -12,
}  # fmt: skip
# What must be over, so that only one year collects.
_REVIEW_ENDED: dict[StageCode, int] = {
    S.PREPARATION: -95,
    S.NEIGHBORHOOD_MEETING: -109, S.THEMATIC_DELIBERATION: -90, S.WARD_DELIBERATION: -86,
    S.PUBLIC_CONSULTATION: -82,
}  # fmt: skip
# What must still be open, so that every officer finds something to do.
_REVIEW_OPEN: dict[StageCode, int] = {
    S.PRIORITISATION: 25, S.DISTRICT_DELIBERATION: 30, S.AGENCY_FORUM: 40, S.PLAN_FINALISATION: 50,
    S.BUDGETING: 60,
}  # fmt: skip
_COLLECT_OPENS: dict[StageCode, int] = {
    S.HAMLET_MEETING: -45, S.VILLAGE_ASSEMBLY: -32, S.VILLAGE_DELIBERATION: -24,
    S.NEIGHBORHOOD_MEETING: -40, S.THEMATIC_DELIBERATION: -30, S.WARD_DELIBERATION: -22, S.COUNCIL_INPUT: -20,
}  # fmt: skip
_COLLECT_OPEN: dict[StageCode, int] = {S.VILLAGE_DELIBERATION: 30}
_LAST_DAY_FOR_BUDGETS = (11, 30)


def four_years(today: date, holidays: frozenset[date]) -> tuple[Year, ...]:
    """The finished year first, the collecting year last."""
    return (
        _plain(today.year - 1, Part.FINISHED, holidays),
        _plain(today.year, Part.BUILDING, holidays),
        _review(today, holidays),
        _collecting(today, holidays),
    )


def _plain(plan_year: int, part: Part, holidays: frozenset[date]) -> Year:
    windows = template_windows(plan_year, holidays)
    return Year(plan_year, part, windows, windows, windows, _opened_on(windows))


def _review(today: date, holidays: frozenset[date]) -> Year:
    plan_year = today.year + 1
    template = template_windows(plan_year, holidays)
    # In December the budget is adopted already: practice then looks back from its last day.
    reference = min(today, date(today.year, *_LAST_DAY_FOR_BUDGETS))
    windows, lively = dict(template), dict(template)
    for code, days in _REVIEW_OPENS.items():
        opens, closes = template[code]
        begins = reference + timedelta(days=days)
        ended, still = _REVIEW_ENDED.get(code), _REVIEW_OPEN.get(code)
        if ended is not None:
            closes = min(closes, reference + timedelta(days=ended))
        if still is not None:
            closes = _within_law(code, plan_year, max(closes, today + timedelta(days=still)))
        windows[code] = (min(opens, begins), closes)
        lively[code] = (max(windows[code][0], begins), closes) if begins <= closes else windows[code]
    return Year(plan_year, Part.REVIEW, windows, template, lively, _opened_on(windows))


def _collecting(today: date, holidays: frozenset[date]) -> Year:
    plan_year = today.year + 2
    template = template_windows(plan_year, holidays)
    windows = dict(template)
    for code, days in _COLLECT_OPENS.items():
        opens, closes = template[code]
        still = _COLLECT_OPEN.get(code)
        if still is not None:
            closes = max(closes, today + timedelta(days=still))
        windows[code] = (min(opens, today + timedelta(days=days)), _within_law(code, plan_year, closes))
    return Year(plan_year, Part.COLLECTING, windows, template, windows, _opened_on(windows))


def _within_law(code: StageCode, plan_year: int, closes: date) -> date:
    latest = STAGE[code].latest
    return min(closes, in_year(latest, plan_year)) if latest else closes


def _opened_on(windows: dict[StageCode, Window]) -> date:
    return min(windows[stage.code][0] for stage in STAGES) - timedelta(days=21)
