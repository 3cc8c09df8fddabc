"""The practice regency of the tests: its plan in numbers for quick questions, a small one really built."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.db import transaction
from django.test import override_settings

from rembuk.apps.exchange.importing.report import Sentence
from rembuk.apps.places.queries import forget_government
from rembuk.apps.practice.build import ACCOUNTS_FILE, Wish, build
from rembuk.apps.practice.calendar import four_years
from rembuk.apps.practice.columns import Fates
from rembuk.apps.practice.fates import MOST_SUPPORTS, Planner
from rembuk.apps.practice.gatherings import make_gatherings
from rembuk.apps.practice.holidays import holidays_of
from rembuk.apps.practice.land import Land, make_land
from rembuk.apps.practice.timing import Clock, Windows
from rembuk.apps.practice.years import Cycle

DAY = date(2026, 11, 24)
SEED = 1
BUILT = 700  # proposals in the regency that is really built
SAID: list[Sentence] = []  # while it was built


@pytest.fixture(scope="session")
def land() -> Land:
    return make_land(SEED)


def planned(
    land: Land, day: date, count: int, seed: int = SEED, most_supports: int = MOST_SUPPORTS
) -> tuple[Fates, tuple[Cycle, ...]]:
    """The columns of so many proposals, and the four years they live in."""
    holidays = frozenset(row[0] for year in range(day.year - 4, day.year + 5) for row in holidays_of(year))
    cycles = tuple(Cycle(place, year) for place, year in enumerate(four_years(day, holidays), start=1))
    clock = Clock(Wish(seed, day).now, date(day.year - 4, 1, 1), holidays)
    windows = Windows(cycles, clock)
    gatherings = make_gatherings(seed, land, cycles, windows, clock)
    return Planner(seed, land, cycles, windows, gatherings, clock).plan(count, most_supports), cycles


@pytest.fixture(scope="module")
def nusawangi(
    django_db_setup: None, django_db_blocker: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Path]:
    """The regency built once for a module in a transaction never committed; its file of accounts."""
    folder = tmp_path_factory.mktemp("practice")
    with (
        django_db_blocker.unblock(),
        override_settings(REMBUK_VAR=folder, MEDIA_ROOT=folder / "media"),
        transaction.atomic(),
    ):
        SAID.clear()
        build(Wish(SEED, DAY, BUILT), SAID.append)
        yield Path(settings.REMBUK_VAR) / ACCOUNTS_FILE
        transaction.set_rollback(True)
    forget_government()
