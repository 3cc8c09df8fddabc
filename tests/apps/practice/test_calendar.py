"""Whatever the day: one finished year, one collecting on both tracks, no window past the law."""

from datetime import date, timedelta

import pytest

from rembuk.apps.practice.calendar import Part, four_years
from rembuk.apps.practice.holidays import holidays_of
from rembuk.rules.proposal_steps import MEETINGS
from rembuk.rules.stages import STAGE, STAGES, StageCode, counts_for, in_year

DAYS = [date(2026, 1, 1) + timedelta(days=17 * number) for number in range(22)]


def _years(day: date):
    holidays = frozenset(row[0] for year in range(day.year - 4, day.year + 5) for row in holidays_of(year))
    return four_years(day, holidays)


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("track", ["desa", "kelurahan"])
def test_exactly_one_year_collects_today_on_each_track(day, track):
    collecting = [
        year.part
        for year in _years(day)
        if any(
            year.windows[code][0] <= day <= year.windows[code][1]
            for code in MEETINGS
            if counts_for(STAGE[code], track)
        )
    ]

    assert collecting == [Part.COLLECTING]


@pytest.mark.parametrize("day", DAYS)
def test_windows_open_before_they_close_and_never_pass_the_law(day):
    for year in _years(day):
        for stage in STAGES:
            first, last = year.windows[stage.code]
            assert first <= last
            if stage.latest is not None and stage.code in year.moved:
                assert last <= in_year(stage.latest, year.plan_year)


@pytest.mark.parametrize("day", DAYS)
def test_stages_of_a_track_open_in_their_order(day):
    for year in _years(day):
        for track in ("desa", "kelurahan", "region"):
            opened = [year.windows[row.code][0] for row in STAGES if row.track == track and not row.parallel]
            assert opened == sorted(opened)


@pytest.mark.parametrize("day", DAYS)
def test_every_office_of_the_year_under_review_has_its_window_open(day):
    review = _years(day)[2]

    for code in (StageCode.PRIORITISATION, StageCode.DISTRICT_DELIBERATION, StageCode.AGENCY_FORUM):
        first, last = review.windows[code]
        assert first <= day <= last


def test_holidays_of_a_year_are_the_official_ones_or_marked_as_estimates():
    days = {name: (day, estimate) for day, name, estimate in holidays_of(2026)}

    assert days["Hari Kemerdekaan Republik Indonesia"] == (date(2026, 8, 17), False)
    assert days["Wafat Yesus Kristus"] == (date(2026, 4, 3), False)
    assert days["Tahun Baru Imlek"] == (date(2026, 2, 17), True)
    assert abs(days["Hari Raya Idulfitri"][0] - date(2026, 3, 22)) <= timedelta(days=1)
