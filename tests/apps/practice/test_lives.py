"""The lives of proposals are chains of the rules, timed inside their windows, in every state on any day."""

from datetime import date

import numpy as np
import pytest

from rembuk.apps.practice.columns import SUPPORT
from rembuk.apps.practice.paths import LIVES, Life
from rembuk.apps.practice.timing import midnight
from rembuk.apps.practice.years import Cycle
from rembuk.rules.actions import Action
from rembuk.rules.proposal_flow import STEPS
from rembuk.rules.proposal_states import State
from rembuk.rules.stages import STAGE, StageCode, counts_for
from rembuk.rules.system_steps import deciding_stages

from .conftest import DAY, planned

DAYS = (DAY, date(2026, 1, 2), date(2027, 1, 1), date(2026, 2, 14), date(2026, 5, 31), date(2026, 12, 31))


@pytest.mark.parametrize("life", LIVES, ids=lambda life: " ".join(life.steps[-3:]) or "draft")
def test_each_step_of_a_life_begins_where_the_one_before_it_ended(life: Life):
    state = State.DRAFT
    for step in life.rows:
        assert step.at == state
        assert life.channel in step.channels
        state = step.to

    assert life.end == state


def test_some_life_ends_in_every_state():
    assert {life.end for life in LIVES} == {str(state) for state in State}


@pytest.mark.slow
@pytest.mark.parametrize("day", DAYS)
def test_proposals_stand_in_every_state_on_any_day(land, day):
    fates, _cycles = planned(land, day, 8_000)

    assert {LIVES[number].end for number in fates.life.tolist()} == {str(state) for state in State}


def test_moves_come_in_the_order_of_time_and_of_each_life(land):
    fates, _cycles = planned(land, DAY, 2_000)
    steps_of: dict[int, list[int]] = {}
    moments = []
    for chunk, places, steps in fates.move_chunks(500):
        moments += chunk
        for place, step in zip(places, steps, strict=True):
            if step != SUPPORT:
                steps_of.setdefault(place, []).append(step)

    assert moments == sorted(moments)
    for place, number in enumerate(fates.life.tolist()):
        assert steps_of.get(place, []) == list(range(len(LIVES[number].steps)))


def test_a_merged_proposal_went_into_an_older_living_one_of_its_village(land):
    fates, _cycles = planned(land, DAY, 4_000)

    merged = np.flatnonzero(fates.target >= 0)

    assert len(merged) > 100
    for place in merged.tolist():
        target = int(fates.target[place])
        assert LIVES[int(fates.life[place])].end == "merged"
        assert (fates.village[target], fates.cycle[target]) == (fates.village[place], fates.cycle[place])
        assert LIVES[int(fates.life[target])].end not in {"merged", "withdrawn", "safeguarded"}
        assert fates.need[target] == fates.need[place]


def test_the_same_seed_and_day_plan_the_same_lives(land):
    first, _ = planned(land, DAY, 600)
    again, _ = planned(land, DAY, 600)
    other, _ = planned(land, DAY, 600, seed=2)

    assert np.array_equal(first.moves, again.moves)
    assert np.array_equal(first.text_seed, again.text_seed)
    assert not np.array_equal(first.life, other.life)


def test_nobody_has_more_supporters_than_neighbours(land):
    fates, _cycles = planned(land, DAY, 6_000, most_supports=17)

    assert fates.supports.max() == 17


def test_few_proposals_are_planned_too(land):
    for count in (0, 1, 7):
        fates, _cycles = planned(land, DAY, count)

        assert fates.count == count


def test_nothing_happens_on_the_day_itself(land):
    fates, cycles = planned(land, DAY, 3_000)

    last = max(moment for chunk, _places, _steps in fates.move_chunks(10_000) for moment in chunk)

    assert last <= midnight(DAY)
    assert cycles[-1].plan_year == DAY.year + 2


@pytest.mark.slow
@pytest.mark.parametrize("day", DAYS)
def test_nothing_waits_behind_a_window_that_has_closed(land, day):
    """Or the clock would defer it as late in the first minute in which the regency is served."""
    fates, cycles = planned(land, day, 8_000)

    late = [
        (cycles[cycle].plan_year, life.end)
        for cycle, village, life in zip(
            fates.cycle.tolist(),
            fates.village.tolist(),
            (LIVES[number] for number in fates.life.tolist()),
            strict=True,
        )
        if life.end in _WAITING and _is_over(cycles[cycle], life.end, land.villages[village].kind, day)
    ]

    assert late == []


_WAITING = {str(step.at) for step in STEPS if step.action == Action.PROPOSAL_EXPIRE} - {"returned"}


def _is_over(cycle: Cycle, state: str, track: str, day: date) -> bool:
    deciding = [StageCode(code) for code in deciding_stages(state, "partner_first")]
    return all(cycle.year.windows[code][1] < day for code in deciding if counts_for(STAGE[code], track))
