"""Who proposes what, where and in which year, and what becomes of it: the plan of all proposals, as columns.

Only numbers: a million proposals fit into little memory, and their words are told later, one by one.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from rembuk.rules.proposal_flow import STEP
from rembuk.rules.proposal_steps import SEASON
from rembuk.rules.stages import STAGE, StageCode, counts_for
from rembuk.rules.system_steps import deciding_stages

from .bonds import counted, life_number, merge, supports
from .calendar import Part
from .catalog import NEEDS
from .columns import MOMENT_AT, PLACE_AT, SUPPORT, Fates, Ints, Timed
from .gatherings import Gatherings
from .land import Land
from .paths import CARRY_OVER, LIVES, Life
from .people import practice_villages
from .timing import DAY, GAP, Clock, Rule, Windows, midnight, times
from .words.offices import OFFICES
from .words.places import REGENCY_CODE
from .years import Cycle

_SHARES = {Part.FINISHED: 0.36, Part.BUILDING: 0.26, Part.REVIEW: 0.21, Part.COLLECTING: 0.17}
_PRACTICE_WEIGHT = 3.0
_ROUNDS = 5
_FORUM_KINDS = ("village", "district", "agency")
_ADOPTED_BEFORE_END = 12 * DAY
MOST_SUPPORTS = 60
AGENCY_PLACE = {office.key: place for place, office in enumerate(OFFICES)}


class Planner:
    """Draws the columns, year by year and track by track."""

    def __init__(
        self,
        seed: int,
        land: Land,
        cycles: Sequence[Cycle],
        windows: Windows,
        gatherings: Gatherings,
        clock: Clock,
    ) -> None:
        self._draw = np.random.Generator(np.random.PCG64([seed, 20]))
        self._land, self._cycles, self._windows, self._gatherings, self._clock = (
            land,
            cycles,
            windows,
            gatherings,
            clock,
        )
        self._tracks = np.array([village.kind == "kelurahan" for village in land.villages])
        self._grants = np.array([need.is_grant for need in NEEDS])
        self._agency_of = np.array([AGENCY_PLACE[need.agency] for need in NEEDS])
        self._is_executing = [
            windows.of_stage(cycle, StageCode.EXECUTION)[1] > clock.limit for cycle in cycles
        ]
        self._adopted = [adoption(cycle, windows, clock) for cycle in cycles]

    def plan(self, count: int, most_supports: int = MOST_SUPPORTS) -> Fates:
        """Columns for so many proposals, in the order in which they come in."""
        cycle, village, need = self._places(count)
        life = np.full(count, -1)
        at: list[Timed] = []
        left: Ints = np.arange(count)
        for attempt in range(_ROUNDS):
            left = self._settle(left, cycle, village, need, life, at, attempt)
            if not len(left):
                break
        life[left] = life_number(())  # what fits nowhere is still a draft of the collecting year
        cycle[left] = len(self._cycles) - 1
        return self._ordered(cycle, village, need, life, at, most_supports)

    def _places(self, count: int) -> tuple[Ints, Ints, Ints]:
        draw = self._draw
        shares = [_SHARES[cycle.part] for cycle in self._cycles]
        cycle = _pick(shares, draw.random(count))
        people = (
            np.array([sum(map(sum, v.ages.values())) for v in self._land.villages], dtype=np.float64) ** 0.7
        )
        for home in practice_villages(self._land):
            people[home.place] *= _PRACTICE_WEIGHT
        village = _pick(people, draw.random(count))
        need = _pick([one.weight for one in NEEDS], draw.random(count))
        return cycle, village, need

    def _settle(
        self, left: Ints, cycle: Ints, village: Ints, need: Ints, life: Ints,
        at: list[Timed], attempt: int,
    ) -> Ints:  # fmt: skip
        """Give each a life that fits its year, its place and its forums; returns those that found none."""
        kinds = self._forums_held(cycle[left], village[left], need[left])
        group = (cycle[left] * 2 + self._tracks[village[left]]) * 8 + kinds
        group = group * 2 + self._grants[need[left]]
        for number in np.unique(group):
            members = left[group == number]
            lives, weights = self._lives_for(int(number), attempt)
            life[members] = np.array(lives)[_pick(weights, self._draw.random(len(members)))]
        unfit = []
        for number in np.unique(life[left]):
            for place in range(len(self._cycles)):
                for town in (False, True):
                    chosen = left[
                        (life[left] == number)
                        & (cycle[left] == place)
                        & (self._tracks[village[left]] == town)
                    ]
                    if len(chosen):
                        unfit.append(self._time(int(number), place, town, chosen, village, need, at))
        return np.sort(np.concatenate(unfit)) if unfit else left

    def _forums_held(self, cycle: Ints, village: Ints, need: Ints) -> Ints:
        """Which forums have signed their minutes, as three bits."""
        bits = np.zeros(len(cycle), dtype=np.int64)
        for bit, kind in enumerate(_FORUM_KINDS):
            held = np.array(
                [
                    [np.isfinite(one) for one in self._moments(place, kind)]
                    for place in range(len(self._cycles))
                ]
            )
            where = self._agency_of[need] if kind == "agency" else village
            bits |= held[cycle, where].astype(np.int64) << bit
        return bits

    def _moments(self, place: int, kind: str) -> list[float]:
        """The signatures of one year by village (village and district forums) or agency."""
        if kind == "agency":
            return [self._gatherings.signed(place, kind, office.code) for office in OFFICES]
        return [
            self._gatherings.signed(place, kind, village.code if kind == "village" else village.district)
            for village in self._land.villages
        ]

    def _lives_for(self, group: int, attempt: int) -> tuple[list[int], list[float]]:
        is_grant, kinds, town, place = group % 2, group // 2 % 8, group // 16 % 2, group // 32
        held = {kind for bit, kind in enumerate(_FORUM_KINDS) if kinds >> bit & 1}
        track, part = "kelurahan" if town else "desa", self._cycles[place].part
        fitting = [
            (number, life.weight * (6.0 if life.is_grant else 1.0))
            for number, life in enumerate(LIVES)
            if life.weight and life.part is part and life.track in ("", track) and life.forums <= held
            and (is_grant or not life.is_grant) and (attempt < 2 or len(life.steps) <= 4)
            and (not life.only_late or self._is_executing[place])
        ]  # fmt: skip
        return [number for number, _ in fitting], [weight for _, weight in fitting]

    def _time(
        self, number: int, place: int, town: bool, chosen: Ints, village: Ints, need: Ints,
        at: list[Timed],
    ) -> Ints:  # fmt: skip
        life = LIVES[number]
        if not life.steps:
            return np.empty(0, dtype=np.int64)
        rules = self.rules(life, place, "kelurahan" if town else "desa", village[chosen], need[chosen])
        found, fits = times(rules, len(chosen), self._clock.limit, self._draw)
        at.append((chosen[fits].astype(np.int32), found[:, fits].astype(np.uint32)))
        return chosen[~fits]

    def rules(self, life: Life, place: int, track: str, village: Ints, need: Ints) -> list[Rule]:
        """When each step of a life may happen in a year, for proposals of these villages and needs."""
        rules, cycle_place, line_year = [], place, None
        for step_id in life.steps:
            cycle = self._cycles[cycle_place]
            if step_id == CARRY_OVER:
                cycle_place += 1
                cycle, line_year = self._cycles[cycle_place], None
            if step_id == "fund_by_village":
                line_year = cycle.plan_year - (track == "desa")
            if step_id == "start_transfer_works":
                line_year = cycle.plan_year
            step = STEP[step_id]
            intervals = self._windows.of_step(step, cycle, track, life.channel, line_year)
            rules.append(self._rule(step_id, cycle_place, track, intervals, village, need, life.channel))
        return rules

    def _rule(
        self, step_id: str, place: int, track: str, intervals: tuple[tuple[float, float], ...], village: Ints,
        need: Ints, channel: str,
    ) -> Rule:  # fmt: skip
        step, cycle = STEP[step_id], self._cycles[place]
        if step_id in ("agree_in_village", "reject_in_village"):
            return Rule((), np.array(self._moments(place, "village"))[village])
        if step_id in ("agree_in_district", "not_agree_in_district"):
            return Rule((), np.array(self._moments(place, "district"))[village])
        if step_id == "open_budget_review":
            return Rule(
                intervals, np.array(self._moments(place, "agency"))[self._agency_of[need]], is_prompt=True
            )
        if step_id == "adopt_plan":
            return Rule((), np.full(len(village), self._adopted[place]))
        if step_id in (
            "enter_annual_plan",
            "fund_by_transfer",
            "defer_by_budget_team",
            "reject_by_budget_team",
        ):
            signed = self._gatherings.signed(place, "regency", REGENCY_CODE)
            return Rule(tuple((max(a, signed + GAP), b) for a, b in intervals if b > signed + GAP))
        if step_id == "open_recorded":
            season = (StageCode.COUNCIL_INPUT,) if channel == "pokir" else SEASON
            opens = min(
                midnight(cycle.year.windows[code][0]) for code in season if counts_for(STAGE[code], track)
            )
            return Rule((), np.full(len(village), opens + GAP))
        if "expire" in step.id:
            state = "village_review" if step.id == "expire_return" else str(step.at)
            closed = self._windows.closing(
                cycle, map(StageCode, deciding_stages(state, "partner_first")), track
            )
            return Rule((), np.full(len(village), closed + GAP))
        return Rule(intervals, is_prompt="system" in step.actors)

    def _ordered(
        self, cycle: Ints, village: Ints, need: Ints, life: Ints, at: list[Timed], most_supports: int
    ) -> Fates:
        count, draw = len(life), self._draw
        started, ended = np.zeros(count, np.int64), np.zeros(count, np.int64)
        for chosen, found in at:
            started[chosen], ended[chosen] = found[0], found[-1]
        drafts = started == 0
        started[drafts] = self._clock.limit - draw.random(int(drafts.sum())) ** 2 * 30 * DAY
        order = np.argsort(started, kind="stable")
        carried = np.array([one.has(CARRY_OVER) for one in LIVES])[life]
        fates = Fates(
            cycle=(cycle + carried)[order].astype(np.uint8), village=village[order].astype(np.uint8),
            need=need[order].astype(np.uint8), life=life[order].astype(np.uint16), started=started[order],
            place_seed=draw.integers(0, 2**31, count, np.int32), text_seed=draw.integers(0, 2**31, count,
            np.int32),
            target=np.full(count, -1, np.int32), supports=np.zeros(count, np.int16),
            village_rank=np.zeros(count, np.int32), district_rank=np.zeros(count, np.int32),
            moves=np.empty(0, np.int64),
        )  # fmt: skip
        is_cut = merge(fates, ended[order], draw)
        place_of = np.empty(count, np.int64)
        place_of[order] = np.arange(count)
        at.append(supports(fates, order, self._clock.limit, most_supports, draw))
        fates.moves = _flat(at, place_of, is_cut)
        self._rank(fates)
        return fates

    def _rank(self, fates: Fates) -> None:
        """Places in the lists of villages and districts."""
        districts = {district.code: place for place, district in enumerate(self._land.districts)}
        district_of = np.array([districts[village.district] for village in self._land.villages])
        agreed = np.array([life.has("agree_in_village") for life in LIVES])[fates.life]
        raised = np.array([life.has("agree_in_district") for life in LIVES])[fates.life]
        fates.village_rank = counted(fates.cycle.astype(np.int64) * 256 + fates.village, agreed)
        fates.district_rank = counted(fates.cycle.astype(np.int64) * 256 + district_of[fates.village], raised)


def _flat(at: list[Timed], place_of: Ints, is_cut: npt.NDArray[np.bool_]) -> npt.NDArray[np.int64]:
    """All moves as sorted numbers; of lives that were cut short the last one is left out."""
    moves = np.empty(sum(found.size for _chosen, found in at), np.int64)
    filled = 0
    is_support = True  # what was added last
    while at:
        chosen, found = at.pop()
        places = place_of[chosen]
        for step, moments in enumerate(found):
            kept = ~is_cut[places] if step == len(found) - 1 and not is_support else slice(None)
            number = SUPPORT if is_support else step
            keys = moments[kept].astype(np.int64) << MOMENT_AT | places[kept] << PLACE_AT | number
            moves[filled : filled + len(keys)] = keys
            filled += len(keys)
        is_support = False
    moves = moves[:filled]
    moves.sort()
    return moves


def adoption(cycle: Cycle, windows: Windows, clock: Clock) -> float:
    """The made-up moment at which the plan of a year was adopted; infinity while it is to come."""
    first, last = windows.of_stage(cycle, StageCode.PLAN_FINALISATION)
    if cycle.part is Part.COLLECTING:
        return float("inf")
    if cycle.part is Part.REVIEW:
        _, budget_ends = windows.of_stage(cycle, StageCode.BUDGETING)
        return min(clock.limit - 8 * DAY, budget_ends - 5 * DAY)
    return min(last, clock.limit) - _ADOPTED_BEFORE_END if last - first > 2 * _ADOPTED_BEFORE_END else last


def _pick(weights: Sequence[float] | npt.NDArray[np.float64], drawn: npt.NDArray[np.float64]) -> Ints:
    edges = np.cumsum(np.asarray(weights, dtype=np.float64))
    found: Ints = np.searchsorted(edges, drawn * edges[-1], side="right")
    return np.minimum(found, len(edges) - 1, dtype=np.int64)
