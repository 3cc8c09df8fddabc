"""Before a review closes, the superior of the unit hears how many are open: 7, 3 and 1 day ahead, once."""

from datetime import datetime, timedelta

import pytest
from django_tasks_db.models import DBTaskResult

from rembuk.apps.audit.models import Event
from rembuk.apps.core.clock import now
from rembuk.apps.core.versions import bump
from rembuk.apps.exchange.deadlines import warn_superiors
from rembuk.apps.exchange.models import Message
from rembuk.apps.preparation.models import Stage, StageExtension
from rembuk.rules.proposal_flow import REVIEWS, steps_of
from rembuk.rules.stages import STAGES
from tests.factories.people import holder
from tests.factories.places import DISTRICT, OTHER_DISTRICT, OTHER_VILLAGE, TENANT, WORKS
from tests.factories.preparation import LONG_AGO, PlanningCycleFactory, StageFactory
from tests.factories.proposals import ProposalFactory


@pytest.fixture
def year(government):
    """A year in which every stage closes at the end of the seventh day from now."""
    cycle = PlanningCycleFactory()
    for row in STAGES:
        StageFactory(cycle=cycle, code=row.code, opens_at=LONG_AGO, closes_at=ends_in(7))
    return cycle


def ends_in(days: int) -> datetime:
    return now() + timedelta(days=days)


def test_the_superior_hears_how_many_wait_in_their_place(year, village_head):
    elsewhere = holder("village_head", OTHER_VILLAGE)
    ProposalFactory.create_batch(3, cycle=year, state="village_review")
    ProposalFactory(cycle=year, state="village_agreed")

    assert warn_superiors() == 1
    message = Message.objects.get()
    assert message.user == village_head != elsewhere
    assert message.subject == "3 usulan masih menunggu, sisa 7 hari"
    assert "Verifikasi Desa/Kelurahan: 3 usulan belum diputuskan." in message.body
    assert "bukan pengusul" in message.body
    assert (message.link, message.audience) == ("/tugas/", "officer")


@pytest.mark.parametrize(
    ("state", "role", "region", "agency"),
    [
        ("district_review", "district_head", DISTRICT, ""),
        ("partner_review", "planning_head", "99.01", ""),
        ("agency_review", "agency_head", "99.01", WORKS),
        ("tapd_review", "regional_secretary", "99.01", ""),
    ],
)
def test_each_review_has_its_superior(year, state, role, region, agency):
    head = holder(role, region, agency)
    holder("district_head", OTHER_DISTRICT)
    ProposalFactory(cycle=year, state=state)

    warn_superiors()

    assert [message.user for message in Message.objects.all()] == [head]


def test_every_review_is_watched():
    watched = {step.review for step in steps_of() if step.review}

    assert watched == {row.code for row in REVIEWS}


def test_a_warning_is_given_once_and_stands_in_the_log(year, village_head):
    ProposalFactory(cycle=year, state="village_review")

    assert (warn_superiors(), warn_superiors()) == (1, 0)
    event = Event.objects.get()
    assert (event.action, event.actor) == ("cycle.warn", "system:warn_superior")
    assert (event.data["open"], event.data["days"]) == (1, 7)


def test_a_window_that_was_moved_is_announced_anew(year, village_head):
    ProposalFactory(cycle=year, state="village_review")
    warn_superiors()
    Stage.objects.update(closes_at=ends_in(3))
    bump(TENANT, "calendar")

    assert warn_superiors() == 1
    assert Message.objects.latest("id").subject == "1 usulan masih menunggu, sisa 3 hari"


def test_villages_with_a_longer_window_are_warned_before_their_own_end(year, village_head):
    stage = Stage.objects.get(code="village_deliberation")
    ProposalFactory.create_batch(2, cycle=year, state="village_review")
    ProposalFactory(cycle=year, state="village_review", village_code=OTHER_VILLAGE)
    elsewhere = holder("village_head", OTHER_VILLAGE)
    longer = {"letter_number": "050/7", "reason": "Banjir", "at": now(), "by": village_head}
    StageExtension.objects.create(stage=stage, village_code=OTHER_VILLAGE, closes_at=ends_in(10), **longer)

    assert warn_superiors() == 1
    assert [message.user for message in Message.objects.all()] == [village_head]

    Stage.objects.exclude(code="execution").update(closes_at=ends_in(0))
    StageExtension.objects.update(closes_at=ends_in(3))
    bump(TENANT, "calendar")
    assert warn_superiors() == 1
    last = Message.objects.latest("id")
    assert (last.user, last.subject) == (elsewhere, "1 usulan masih menunggu, sisa 3 hari")


@pytest.mark.parametrize("days", [2, 5, 8, 40])
def test_on_other_days_nobody_is_disturbed(year, village_head, days):
    ProposalFactory(cycle=year, state="village_review")
    Stage.objects.update(closes_at=ends_in(days))

    assert warn_superiors() == 0


def test_who_has_nothing_open_is_left_in_peace(year, village_head):
    assert warn_superiors() == 0
    assert not Event.objects.exists()


def test_an_ended_term_is_not_warned(year, village_head):
    village_head.assignments.update(ends_on=now().date() - timedelta(days=3))
    ProposalFactory(cycle=year, state="village_review")

    assert warn_superiors() == 0


def test_an_empty_installation_has_nothing_to_do(db):
    assert warn_superiors() == 0


def test_a_warning_and_its_letter_are_asked_for_in_one_transaction(year, village_head, settings, monkeypatch):
    """A worker that dies in between would have warned, and never sent it."""
    settings.EMAIL_HOST = "mail.example.go.id"
    ProposalFactory(cycle=year, state="village_review")

    def dies(**_given: object) -> None:
        raise SystemExit

    monkeypatch.setattr(DBTaskResult.objects, "create", dies)
    with pytest.raises(SystemExit):
        warn_superiors()
    assert not Message.objects.exists()

    monkeypatch.undo()
    assert warn_superiors() == 1
    assert DBTaskResult.objects.count() == 1
