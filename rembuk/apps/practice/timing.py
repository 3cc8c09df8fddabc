"""When each step of a life happens: in the windows the rules ask for, after the one before, never after now.

All lives of one kind are timed together with numpy. Moments are seconds since 1970 in a made-up time in
which every day is whole; `office_hours` turns them into working hours without changing their order.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

import numpy as np
import numpy.typing as npt

from rembuk.apps.core.clock import today
from rembuk.rules.proposal_flow import Step
from rembuk.rules.proposal_steps import POKIR_SEASON, SEASON
from rembuk.rules.stages import STAGE, Gate, StageCode, counts_for
from rembuk.rules.working_days import next_working_day, previous_working_day

from .years import Cycle, at_hour

Seconds = npt.NDArray[np.float64]
Interval = tuple[float, float]
DAY = 86_400.0
GAP = 3_600.0  # made-up time between two steps: after `office_hours` at least a few minutes
_MORNING, _NINE, _EVENING = 7.5 * 3600, 8.5 * 3600, 16.5 * 3600
S = StageCode
# Where a step has several stages, those in which it usually happens.
_USUAL: dict[str, tuple[StageCode, ...]] = {
    "submit": (S.HAMLET_MEETING, S.VILLAGE_ASSEMBLY, S.VILLAGE_DELIBERATION, S.NEIGHBORHOOD_MEETING,
               S.WARD_DELIBERATION),
    "fund_by_village": (S.VILLAGE_PLAN_ADOPTION, S.WARD_DELIBERATION),
    "defer_not_raised": (S.VILLAGE_PLAN_ADOPTION, S.VILLAGE_UPWARD_PROPOSALS, S.WARD_DELIBERATION),
    "raise_to_district": (S.VILLAGE_PLAN_ADOPTION, S.VILLAGE_UPWARD_PROPOSALS, S.WARD_DELIBERATION),
    "cancel_apbd": (S.EXECUTION,), "cancel_procurement": (S.EXECUTION,), "cancel_in_progress": (S.EXECUTION,),
    "cancel_transfer": (S.EXECUTION,), "accept_grant": (S.AGENCY_FORUM,), "reject_grant": (S.AGENCY_FORUM,),
}  # fmt: skip


@dataclass(frozen=True)
class Clock:
    """The days of practice: which are working days, and the last moment that may be used."""

    now: datetime
    first: date
    holidays: frozenset[date]

    @property
    def limit(self) -> float:
        """The last made-up moment: it becomes no later than `now`."""
        day = today(self.now)
        if previous_working_day(day, self.holidays) != day:
            return midnight(previous_working_day(day, self.holidays)) + DAY - 1
        since_nine = self.now.timestamp() - midnight(day) - _NINE
        return midnight(day) + min(max(0.0, since_nine / (_EVENING - _NINE)) * DAY, DAY - 1)

    def office_hours(self, moments: Seconds) -> Seconds:
        """Made-up time as the wall clock: weekends and holidays shrink into the next working morning."""
        return np.floor(np.interp(moments, *self._turns))

    @cached_property
    def _turns(self) -> tuple[list[float], list[float]]:
        """Where one time passes into the other: the edges of every working day."""
        made, wall = list[float](), list[float]()
        day, last = self.first, today(self.now) + timedelta(days=400)
        while day <= last:
            work = next_working_day(day, self.holidays)
            made.append(midnight(day))
            wall.append(midnight(work) + (_MORNING if work != day else _NINE))
            if work == day:
                made.append(midnight(day) + DAY - 1e-3)
                wall.append(midnight(day) + _EVENING)
                day += timedelta(days=1)
            else:
                made.append(midnight(work) - 1e-3)
                wall.append(midnight(work) + _NINE - 1)
                day = work
        return made, wall


def moment_texts(seconds: Seconds) -> list[str]:
    """Wall-clock moments as the database holds them."""
    stamps = np.datetime_as_string(seconds.astype("datetime64[s]")).tolist()
    return [f"{stamp[:10]} {stamp[11:]}" for stamp in stamps]


def midnight(day: date) -> float:
    return at_hour(day, 0).timestamp()


@dataclass(frozen=True, slots=True)
class Rule:
    """When one step may happen: in these intervals, at a given moment, or at once after the one before."""

    intervals: tuple[Interval, ...]
    moments: Seconds | None = None  # one for each proposal: the signing of minutes, the adoption of the plan
    is_prompt: bool = False


class Windows:
    """The intervals of every step for a cycle and a track."""

    def __init__(self, cycles: Sequence[Cycle], clock: Clock) -> None:
        self._cycles = cycles
        self._clock = clock

    def of_stage(self, cycle: Cycle, code: StageCode) -> Interval:
        """The lively part of a window, cut to working days."""
        first, last = cycle.year.lively[code]
        first = next_working_day(first, self._clock.holidays)
        last = previous_working_day(last, self._clock.holidays)
        return midnight(first), midnight(last) + DAY - 1

    def of_step(
        self, step: Step, cycle: Cycle, track: str, channel: str, line_year: int | None
    ) -> tuple[Interval, ...]:
        """When this step may be taken, the village line's year replacing the stages where it does."""
        if step.open_by is Gate.ALWAYS:
            return ((midnight(self._clock.first), self._clock.limit),)
        if step.open_by is Gate.OUT_OF_SEASON:
            return self._out_of_season(cycle, track, channel)
        if step.open_by is Gate.VILLAGE_PLAN_YEAR and line_year is not None:
            last = previous_working_day(date(line_year + 1, 3, 31), self._clock.holidays)
            return (
                (
                    midnight(next_working_day(date(line_year, 1, 1), self._clock.holidays)),
                    midnight(last) + DAY - 1,
                ),
            )
        usual = set(_USUAL.get(step.id, step.during)) or set(step.during)
        codes = [code for code in step.during if code in usual and counts_for(STAGE[code], track)]
        return _joined(self.of_stage(cycle, code) for code in codes)

    def closing(self, cycle: Cycle, stages: Iterable[StageCode], track: str) -> float:
        """The moment after which nobody can decide any more: expiry comes then."""
        return max(
            midnight(cycle.year.windows[code][1]) + DAY for code in stages if counts_for(STAGE[code], track)
        )

    def _out_of_season(self, cycle: Cycle, track: str, channel: str) -> tuple[Interval, ...]:
        """The last gap before the cycle's season in which no year takes proposals from this track."""
        season = POKIR_SEASON if channel == "pokir" else SEASON
        taken = _joined(
            (midnight(one.year.windows[code][0]), midnight(one.year.windows[code][1]) + DAY)
            for one in self._cycles
            for code in season
            if counts_for(STAGE[code], track)
        )
        opens = min(cycle.year.windows[code][0] for code in season if counts_for(STAGE[code], track))
        before = [end for _start, end in taken if end < midnight(opens)]
        # The last working day before: what falls on the weekend would be written when the season is open.
        last = previous_working_day(opens - timedelta(days=1), self._clock.holidays)
        gap = (max(before, default=midnight(opens) - 90 * DAY) + DAY, midnight(last) + DAY - 1)
        return (gap,) if gap[0] < gap[1] else ()


def _joined(intervals: Iterable[Interval]) -> tuple[Interval, ...]:
    merged: list[Interval] = []
    for start, end in sorted(one for one in intervals if one[0] < one[1]):
        if merged and start <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def times(
    rules: Sequence[Rule], count: int, limit: float, draw: np.random.Generator
) -> tuple[Seconds, npt.NDArray[np.bool_]]:
    """A moment for each step (rows) of each proposal (columns), and which proposals could be timed."""
    latest = _latest(rules, count, limit)
    found = np.zeros((len(rules), count))
    fits = np.ones(count, dtype=np.bool_)
    before = np.full(count, -np.inf)
    for place, rule in enumerate(rules):
        more = sum(1 for later in rules[place + 1 :] if not later.is_prompt and later.moments is None)
        if rule.moments is not None:
            moment = rule.moments if not rule.is_prompt else np.maximum(rule.moments, before + GAP)
        elif rule.is_prompt:
            moment = before + GAP / 20
        else:
            moment = _drawn(rule.intervals, before + GAP, latest[place], more, draw)
        fits &= np.isfinite(moment) & (moment > before) & (moment <= latest[place] + 1)
        if rule.is_prompt and rule.intervals:
            fits &= _inside(rule.intervals, moment)
        found[place] = moment
        before = np.where(np.isfinite(moment), moment, before)
    return found, fits


def _latest(rules: Sequence[Rule], count: int, limit: float) -> Seconds:
    """How late each step may be, so that those after it still fit."""
    latest = np.zeros((len(rules), count))
    after = np.full(count, limit)
    for place in range(len(rules) - 1, -1, -1):
        rule = rules[place]
        if rule.moments is not None and not rule.is_prompt:
            allowed = np.where(rule.moments <= after, rule.moments, -np.inf)
        else:
            allowed = _last_inside(rule.intervals, after) if rule.intervals else after
        latest[place] = allowed
        after = allowed - GAP
    return latest


def _last_inside(intervals: Sequence[Interval], before: Seconds) -> Seconds:
    allowed = np.full(before.shape, -np.inf)
    for start, end in intervals:
        allowed = np.where(before >= start, np.maximum(allowed, np.minimum(before, end)), allowed)
    return allowed


def _inside(intervals: Sequence[Interval], moments: Seconds) -> npt.NDArray[np.bool_]:
    inside = np.zeros(moments.shape, dtype=np.bool_)
    for start, end in intervals:
        inside |= (moments >= start) & (moments <= end)
    return inside


def _drawn(
    intervals: Sequence[Interval], earliest: Seconds, latest: Seconds, more: int, draw: np.random.Generator
) -> Seconds:
    """A moment in the intervals between two bounds; early where many steps are still to come."""
    lows = [np.maximum(start, earliest) for start, _end in intervals]
    lengths = [
        np.clip(np.minimum(end, latest) - low, 0, None)
        for (_start, end), low in zip(intervals, lows, strict=True)
    ]
    whole = sum(lengths, np.zeros(earliest.shape))
    wanted = draw.random(earliest.shape) ** (1 + 0.5 * more) * whole
    moment = np.full(earliest.shape, np.nan)
    for low, length in zip(lows, lengths, strict=True):
        here = np.isnan(moment) & (length > 0) & (wanted <= length)
        moment = np.where(here, low + wanted, moment)
        wanted = np.where(np.isnan(moment), wanted - length, wanted)
    return moment
