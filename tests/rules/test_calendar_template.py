"""The calendar: two tracks, legal last days, and windows that give way to holidays but not to the law."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rembuk.rules.deadlines import DEADLINE_RULES, SIDE_EVENT, SIDE_EVENTS
from rembuk.rules.proposal_flow import STATE
from rembuk.rules.roles import ROLE, SYSTEM, SYSTEM_CAN
from rembuk.rules.stages import (
    GATES,
    PHASES,
    STAGE,
    STAGES,
    TRACKS,
    Gate,
    Phase,
    StageCode,
    Track,
    counts_for,
    in_year,
    template_windows,
    village_plan_year_open,
)
from rembuk.rules.working_days import due_on, is_working_day, next_working_day, previous_working_day

NONE: frozenset[date] = frozenset()


def test_every_stage_belongs_to_a_phase_and_a_track_and_closes_after_it_opens() -> None:
    assert [row.code for row in STAGES] == list(StageCode)
    assert [row.code for row in PHASES] == list(Phase)
    assert [row.code for row in TRACKS] == list(Track)
    assert [row.code for row in GATES] == list(Gate)
    assert all(row.opens <= row.closes for row in STAGES)
    assert min(row.opens for row in STAGES) == (-2, 5, 1), "the cycle opens in May of n-2"


@pytest.mark.parametrize("track", list(Track))
def test_the_stages_of_a_track_follow_one_another(track: Track) -> None:
    serial = [row for row in STAGES if row.track is track and not row.parallel]
    assert serial
    for one, following in pairwise(serial):
        assert one.opens <= following.opens
        assert one.closes <= following.closes


@pytest.mark.parametrize(
    ("code", "last"),
    [
        ("village_assembly", (-2, 6, 30)),
        ("village_plan_adoption", (-2, 9, 30)),
        ("village_upward_proposals", (-2, 12, 31)),
        ("annual_plan_deliberation", (-1, 3, 31)),
        ("budgeting", (-1, 11, 30)),
        ("council_input", (-1, 3, 15)),
    ],
)
def test_a_legal_last_day_is_the_last_day(code: str, last: tuple[int, int, int]) -> None:
    assert STAGE[code].latest == STAGE[code].closes == last


def test_the_kelurahan_deliberates_in_january_and_february() -> None:
    rows = [row for row in STAGES if row.track is Track.KELURAHAN]
    assert rows and all((-1, 1, 1) <= row.opens <= row.closes <= (-1, 2, 28) for row in rows)


def test_a_stage_counts_where_its_track_covers_the_place() -> None:
    assert counts_for(STAGE["village_deliberation"], "desa")
    assert not counts_for(STAGE["village_deliberation"], "kelurahan")
    assert counts_for(STAGE["agency_forum"], "desa")
    assert not counts_for(STAGE["ward_deliberation"], "region")


def test_without_holidays_a_window_moves_only_off_the_weekend() -> None:
    windows = template_windows(2028, NONE)

    assert list(windows) == list(StageCode)
    assert windows[StageCode.HAMLET_MEETING] == (date(2026, 5, 1), date(2026, 6, 15))
    # 31 January 2027 is a Sunday, 1 January 2028 and 31 March 2029 are Saturdays
    assert windows[StageCode.THEMATIC_DELIBERATION] == (date(2027, 1, 1), date(2027, 2, 1))
    assert windows[StageCode.EXECUTION] == (date(2028, 1, 3), date(2029, 4, 2))


def test_a_legal_last_day_on_a_holiday_ends_the_stage_before_it() -> None:
    holidays = frozenset({date(2026, 6, 29), date(2026, 6, 30)})

    assert template_windows(2028, holidays)[StageCode.VILLAGE_ASSEMBLY][1] == date(2026, 6, 26)


def test_a_day_without_a_legal_limit_moves_behind_the_holidays() -> None:
    holidays = frozenset({date(2026, 9, 14), date(2026, 9, 15)})

    assert template_windows(2028, holidays)[StageCode.VILLAGE_DELIBERATION][1] == date(2026, 9, 16)


def test_where_holidays_push_a_stage_past_the_next_the_earlier_gives_way() -> None:
    """The meetings of the hamlets end before the assembly that takes them up, even in a strange year."""
    holidays = frozenset(date(2026, 6, 15) + timedelta(days=n) for n in range(30))
    windows = template_windows(2028, holidays)

    ends = {windows[StageCode.HAMLET_MEETING][1], windows[StageCode.VILLAGE_ASSEMBLY][1]}
    assert ends == {date(2026, 6, 12)}


def test_a_stage_that_holidays_swallow_is_the_last_day_before_them() -> None:
    holidays = frozenset(date(2026, 5, 20) + timedelta(days=n) for n in range(60))

    assert template_windows(2028, holidays)[StageCode.VILLAGE_ASSEMBLY] == (date(2026, 5, 19),) * 2


def test_no_stage_opens_after_the_one_that_follows_it() -> None:
    holidays = frozenset(date(2026, 5, 1) + timedelta(days=n) for n in range(80))
    windows = template_windows(2028, holidays)

    assert (
        windows[StageCode.HAMLET_MEETING] == windows[StageCode.VILLAGE_ASSEMBLY] == (date(2026, 4, 30),) * 2
    )


@settings(deadline=None, max_examples=60)
@given(
    year=st.integers(2020, 2040),
    offsets=st.frozensets(st.integers(0, 365 * 3 + 200), max_size=120),
    block=st.tuples(st.integers(0, 1200), st.integers(0, 60)),
)
def test_windows_are_working_days_in_order_and_within_the_law(
    year: int, offsets: frozenset[int], block: tuple[int, int]
) -> None:
    first = date(year - 2, 5, 1)
    days = {first + timedelta(days=offset) for offset in offsets}
    days |= {first + timedelta(days=block[0] + n) for n in range(block[1])}
    holidays = frozenset(days)

    windows = template_windows(year, holidays)

    for stage in STAGES:
        opens, closes = windows[stage.code]
        assert opens <= closes
        assert is_working_day(opens, holidays) and is_working_day(closes, holidays)
        if stage.latest:
            assert closes <= in_year(stage.latest, year)
    for track in Track:
        serial = [windows[row.code] for row in STAGES if row.track is track and not row.parallel]
        assert serial == sorted(serial)
        assert [closes for _, closes in serial] == sorted(closes for _, closes in serial)


def test_a_working_day_is_no_weekend_and_no_holiday() -> None:
    friday, saturday, sunday, monday = (date(2027, 2, day) for day in (5, 6, 7, 8))

    assert is_working_day(friday, NONE) and is_working_day(monday, NONE)
    assert not is_working_day(saturday, NONE) and not is_working_day(sunday, NONE)
    assert not is_working_day(monday, frozenset({monday}))
    assert next_working_day(friday, NONE) == friday
    assert next_working_day(saturday, NONE) == monday
    assert next_working_day(saturday, frozenset({monday})) == date(2027, 2, 9)
    assert previous_working_day(sunday, NONE) == friday
    assert previous_working_day(monday, NONE) == monday


def test_the_day_it_came_in_is_not_counted() -> None:
    assert due_on(date(2027, 2, 4), 3, NONE) == date(2027, 2, 9)
    assert due_on(date(2027, 2, 6), 1, NONE) == date(2027, 2, 8)
    assert due_on(date(2027, 2, 4), 0, NONE) == date(2027, 2, 4)
    assert due_on(date(2027, 2, 4), 1, frozenset({date(2027, 2, 5)})) == date(2027, 2, 8)


@settings(deadline=None)
@given(
    start=st.dates(date(2024, 1, 1), date(2030, 1, 1)),
    days=st.integers(1, 40),
    off=st.frozensets(st.integers(0, 90), max_size=30),
)
def test_due_days_count_exactly_the_working_days(start: date, days: int, off: frozenset[int]) -> None:
    holidays = frozenset(start + timedelta(days=n) for n in off)

    due = due_on(start, days, holidays)

    between = [start + timedelta(days=n) for n in range(1, (due - start).days + 1)]
    assert sum(is_working_day(day, holidays) for day in between) == days
    assert is_working_day(due, holidays)


@pytest.mark.parametrize(
    ("today", "is_open"),
    [
        (date(2026, 12, 31), False),
        (date(2027, 1, 1), True),
        (date(2027, 12, 31), True),
        (date(2028, 3, 31), True),
        (date(2028, 4, 1), False),
    ],
)
def test_village_works_open_from_new_year_until_march_after_it(today: date, is_open: bool) -> None:
    assert village_plan_year_open(2027, today) is is_open


def test_who_warns_extends_or_adds_something_holds_the_right() -> None:
    for row in (*DEADLINE_RULES, *SIDE_EVENTS):
        for actor in row.actors:
            assert row.action in (SYSTEM_CAN if actor == SYSTEM else ROLE[actor].can), (row.code, actor)
    assert all(state in STATE for row in SIDE_EVENTS for state in row.on)


def test_an_extension_is_public_and_has_a_letter_number() -> None:
    extensions = [row for row in DEADLINE_RULES if row.action == "cycle.extend"]
    assert len(extensions) == 2
    assert all(row.public and "letter_number" in row.requires for row in extensions)


def test_an_explanation_is_asked_once_and_answered_in_ten_working_days() -> None:
    row = SIDE_EVENT["ask_explanation"]
    assert (row.times, row.working_days, row.on) == (1, 10, ("rejected",))
