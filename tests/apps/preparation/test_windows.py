"""Which stages are open where and when."""

from datetime import UTC, date, datetime, timedelta

import pytest

from rembuk.apps.core.versions import bump
from rembuk.apps.places.models import Holiday
from rembuk.apps.preparation.actions.cycle import open_cycle
from rembuk.apps.preparation.actions.usage import count_use, replace_usage
from rembuk.apps.preparation.jobs import notice_borders
from rembuk.apps.preparation.models import Stage, StageExtension
from rembuk.apps.preparation.queries import (
    ceiling_left,
    collecting_cycle,
    collecting_years,
    current_cycles,
    holidays,
    longer_last_days,
    next_cycle,
    quota_left,
    stages_open_for,
    window_closed,
    window_of,
)
from tests.factories.people import UserFactory
from tests.factories.places import DISTRICT, OTHER_VILLAGE, TENANT, VILLAGE, WARD
from tests.factories.preparation import CeilingFactory, PlanningCycleFactory, QuotaRuleFactory, StageFactory

NOW = datetime(2026, 8, 1, 5, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def cycle(government):
    return PlanningCycleFactory()


def extend(stage, village, closes_at):
    StageExtension.objects.create(
        stage=stage, village_code=village, closes_at=closes_at, letter_number="050/1", reason="r", at=NOW,
        by=UserFactory(),
    )  # fmt: skip
    bump(TENANT, "calendar")


@pytest.mark.parametrize(
    ("code", "track", "is_open"),
    [
        ("village_deliberation", "desa", True),
        ("village_deliberation", "kelurahan", False),
        ("ward_deliberation", "kelurahan", True),
        ("ward_deliberation", "desa", False),
        ("district_deliberation", "desa", True),
        ("district_deliberation", "kelurahan", True),
    ],
)
def test_a_stage_counts_only_where_its_track_covers_the_place(cycle, code, track, is_open):
    StageFactory(cycle=cycle, code=code)

    assert (code in stages_open_for(cycle, VILLAGE, track, NOW)) is is_open


def test_a_window_opens_with_its_first_moment_and_closes_with_its_last(cycle):
    StageFactory(cycle=cycle, code="agency_forum", opens_at=NOW, closes_at=NOW + HOUR)

    def opened(moment):
        return bool(stages_open_for(cycle, VILLAGE, "desa", moment))

    moments = (NOW - HOUR, NOW, NOW + HOUR - timedelta(microseconds=1), NOW + HOUR)
    assert [opened(moment) for moment in moments] == [False, True, True, False]


def test_an_extension_keeps_a_stage_open_for_its_village_alone(cycle):
    extend(StageFactory(cycle=cycle, code="village_deliberation", closes_at=NOW - HOUR), VILLAGE, NOW + HOUR)

    assert stages_open_for(cycle, VILLAGE, "desa", NOW) == {"village_deliberation"}
    assert stages_open_for(cycle, OTHER_VILLAGE, "desa", NOW) == frozenset()
    assert stages_open_for(cycle, VILLAGE, "desa", NOW + HOUR) == frozenset()
    assert not window_closed(cycle, VILLAGE, "desa", frozenset({"village_deliberation"}), NOW)
    assert window_closed(cycle, OTHER_VILLAGE, "desa", frozenset({"village_deliberation"}), NOW)


def test_two_years_are_at_work_side_by_side_and_the_earlier_comes_first(cycle):
    StageFactory(cycle=cycle, code="village_deliberation")
    StageFactory(cycle=cycle, code="council_input")
    earlier = PlanningCycleFactory(plan_year=2027)
    StageFactory(cycle=earlier, code="budgeting")

    assert current_cycles(TENANT, NOW) == [earlier, cycle]
    assert collecting_years(TENANT, VILLAGE, "desa", NOW) == [
        (cycle, frozenset({"village_deliberation", "council_input"}))
    ]

    StageFactory(cycle=earlier, code="hamlet_meeting")
    assert [year for year, _ in collecting_years(TENANT, VILLAGE, "desa", NOW)] == [earlier, cycle]


def test_only_a_stage_that_takes_proposals_collects(cycle):
    StageFactory(cycle=cycle, code="village_plan_adoption")
    assert collecting_cycle(TENANT, VILLAGE, "desa", NOW) is None

    StageFactory(cycle=cycle, code="ward_deliberation")
    assert collecting_cycle(TENANT, VILLAGE, "desa", NOW) is None
    assert collecting_cycle(TENANT, WARD, "kelurahan", NOW) == cycle


def test_what_comes_out_of_season_is_kept_for_the_season_that_comes_first(cycle):
    later = PlanningCycleFactory(plan_year=2029)
    StageFactory(cycle=later, code="hamlet_meeting", opens_at=NOW + 300 * 24 * HOUR)
    StageFactory(cycle=cycle, code="neighborhood_meeting", opens_at=NOW + 150 * 24 * HOUR)
    StageFactory(cycle=cycle, code="budgeting", opens_at=NOW + HOUR)

    assert next_cycle(TENANT, "kelurahan", NOW) == cycle
    assert next_cycle(TENANT, "desa", NOW) == later
    assert next_cycle(TENANT, "desa", NOW + 400 * 24 * HOUR) is None


def test_after_its_musrenbang_a_place_is_in_season_no_more_whatever_the_region_still_collects(cycle):
    StageFactory(cycle=cycle, code="thematic_deliberation")
    StageFactory(cycle=cycle, code="public_consultation", opens_at=NOW + HOUR)
    own = StageFactory(cycle=cycle, code="village_deliberation", closes_at=NOW)
    assert collecting_cycle(TENANT, VILLAGE, "desa", NOW) is None
    assert next_cycle(TENANT, "desa", NOW) is None
    assert collecting_cycle(TENANT, WARD, "kelurahan", NOW) == cycle

    extend(own, VILLAGE, NOW + HOUR)
    assert collecting_cycle(TENANT, VILLAGE, "desa", NOW) == cycle
    assert collecting_cycle(TENANT, OTHER_VILLAGE, "desa", NOW) is None


@pytest.mark.parametrize("track", ["desa", "kelurahan"])
def test_on_no_day_of_the_year_is_a_proposal_taken_in_that_no_forum_can_decide(government, track):
    for plan_year in (2027, 2028, 2029):
        open_cycle(tenant=TENANT, plan_year=plan_year, holidays=frozenset(), by=None, now=NOW)
    place, musrenbang = (VILLAGE, "village_deliberation") if track == "desa" else (WARD, "ward_deliberation")
    last = dict(Stage.objects.filter(code=musrenbang).values_list("cycle", "closes_at"))
    seen = {"taken": 0, "kept": 0}

    for day in range(365):
        now = datetime(2026, 1, 1, 5, 0, tzinfo=UTC) + timedelta(days=day)
        taken = collecting_cycle(TENANT, place, track, now)
        year = taken or next_cycle(TENANT, track, now)
        assert year is not None and last[year.pk] > now, now
        seen["taken" if taken else "kept"] += 1

    assert min(seen.values()) > 30


def test_several_stages_make_one_window_that_a_letter_lengthens(cycle):
    stages = frozenset({"village_deliberation", "village_plan_adoption", "ward_deliberation"})
    assert window_of(cycle, stages, "desa") is None

    StageFactory(cycle=cycle, code="village_deliberation", closes_at=NOW)
    own = StageFactory(cycle=cycle, code="village_plan_adoption", closes_at=NOW + 24 * HOUR)
    StageFactory(cycle=cycle, code="ward_deliberation", closes_at=NOW + 99 * 24 * HOUR)
    extend(own, VILLAGE, NOW + 48 * HOUR)

    usual = (date(2020, 1, 1), date(2026, 8, 2))
    assert window_of(cycle, stages, "desa") == window_of(cycle, stages, "desa", OTHER_VILLAGE) == usual
    assert window_of(cycle, stages, "desa", VILLAGE) == (date(2020, 1, 1), date(2026, 8, 3))
    assert longer_last_days(cycle, stages, "desa") == {VILLAGE: date(2026, 8, 3)}
    assert longer_last_days(cycle, stages, "kelurahan") == {}


def test_holidays_are_those_of_the_year(government):
    Holiday.objects.create(day="2027-03-10", name="Idul Fitri")
    Holiday.objects.create(day="2028-02-27", name="Idul Fitri")

    assert [day.isoformat() for day in holidays(2027)] == ["2027-03-10"]


def test_the_quota_of_a_village_stands_before_that_of_everybody(cycle):
    assert quota_left(cycle, VILLAGE) is None

    QuotaRuleFactory(cycle=cycle, most=10)
    QuotaRuleFactory(cycle=cycle, region_code=VILLAGE, most=2)
    count_use(cycle, VILLAGE, count=1)
    count_use(cycle, VILLAGE, count=1)

    assert (quota_left(cycle, VILLAGE), quota_left(cycle, WARD)) == (0, 10)


def test_what_is_left_of_a_ceiling_is_told_for_all_sectors_or_for_one(cycle):
    assert ceiling_left(cycle, DISTRICT) is None

    CeilingFactory(cycle=cycle, amount=1_000)
    CeilingFactory(cycle=cycle, amount=300, sector="road")
    count_use(cycle, DISTRICT, "road", amount=250)
    count_use(cycle, DISTRICT, "health", amount=400)

    assert ceiling_left(cycle, DISTRICT) == (1_000, 650, 350)
    assert ceiling_left(cycle, DISTRICT, "road") == (300, 250, 50)
    assert ceiling_left(cycle, DISTRICT, "health") == (1_000, 650, 350)


def test_without_a_ceiling_for_all_the_sectors_add_up(cycle):
    CeilingFactory(cycle=cycle, amount=300, sector="road")
    CeilingFactory(cycle=cycle, amount=200, sector="health")

    assert ceiling_left(cycle, DISTRICT) == (500, 0, 500)
    assert ceiling_left(cycle, DISTRICT, "bridge") is None


def test_counters_can_be_written_anew(cycle):
    count_use(cycle, VILLAGE, count=5)

    replace_usage(cycle, {(DISTRICT, "road"): (0, 900)})

    CeilingFactory(cycle=cycle, amount=1_000)
    QuotaRuleFactory(cycle=cycle, most=5)
    assert (quota_left(cycle, VILLAGE), ceiling_left(cycle, DISTRICT)) == (5, (1_000, 900, 100))


def test_a_border_is_noticed_once(cycle):
    StageFactory(cycle=cycle, code="agency_forum", closes_at=datetime(2026, 2, 1, tzinfo=UTC))

    assert [notice_borders(), notice_borders()] == [True, False]
