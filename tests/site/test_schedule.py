"""What happens when: every job may run again at once, and changes nothing the second time."""

from datetime import UTC, datetime, timedelta

import pytest
from django.apps import apps
from django.db import models

from rembuk.site.schedule import SCHEDULE, Clockwork
from tests.factories.proposals import ProposalFactory, open_year, sent_by


def rows() -> dict[str, list[tuple]]:
    """Everything that is stored, to be compared."""
    ours = [model for model in apps.get_models() if model.__module__.startswith("rembuk.")]
    return {model.__name__: sorted(map(repr, _plain(model))) for model in ours}


def _plain(model: type[models.Model]) -> list[tuple]:
    return list(model.objects.values_list())


@pytest.mark.django_db
@pytest.mark.parametrize("due", SCHEDULE, ids=lambda due: due.job.__name__)
def test_a_job_that_runs_twice_has_run_once(government, resident, village_admin, media, due):
    cycle = open_year("hamlet_meeting", "village_deliberation")
    sent_by(resident)
    ProposalFactory(cycle=cycle, state="recorded")
    ProposalFactory(cycle=cycle, state="returned", proposer=resident)
    due.job()

    once = rows()
    due.job()
    assert rows() == once


def test_each_job_runs_when_its_time_has_come():
    clockwork, start = Clockwork(), datetime(2027, 1, 5, tzinfo=UTC)
    assert clockwork.due(start) == list(SCHEDULE)
    assert clockwork.due(start) == []
    shortest = min(row.every for row in SCHEDULE)
    assert {row.every for row in clockwork.due(start + shortest)} == {shortest}
    assert clockwork.due(start + timedelta(days=2)) == list(SCHEDULE)


def test_what_comes_once_a_day_waits_until_a_start_is_over():
    start = datetime(2027, 1, 5, tzinfo=UTC)
    clockwork = Clockwork(since=start)
    daily = {row for row in SCHEDULE if row.every >= timedelta(days=1)}

    assert set(clockwork.due(start)) == set(SCHEDULE) - daily != set(SCHEDULE)
    assert not daily & set(clockwork.due(start + timedelta(minutes=9)))
    assert daily <= set(clockwork.due(start + timedelta(minutes=10)))
    assert not daily & set(clockwork.due(start + timedelta(hours=24)))
