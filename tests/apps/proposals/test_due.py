"""By when an office has to answer: never before it may act, and always by the window that holds now."""

from datetime import UTC, date, datetime, timedelta

import pytest

from rembuk.apps.audit.models import Event
from rembuk.apps.core import clock
from rembuk.apps.preparation.actions.stages import extend_stage, move_stage
from rembuk.apps.preparation.models import Stage
from rembuk.apps.proposals.actions.due import due_on
from rembuk.apps.proposals.jobs import follow_window
from rembuk.apps.proposals.models import Proposal
from tests.factories.places import OTHER_VILLAGE, VILLAGE
from tests.factories.preparation import PlanningCycleFactory, StageFactory
from tests.factories.proposals import WHY, ProposalFactory

FIRST, LAST = datetime(2027, 2, 21, 17, tzinfo=UTC), datetime(2027, 3, 21, 17, tzinfo=UTC)  # 00.00, 24.00 WIB


@pytest.fixture
def year(government):
    cycle = PlanningCycleFactory()
    for code in ("village_deliberation", "agency_forum"):
        StageFactory(cycle=cycle, code=code, opens_at=FIRST, closes_at=LAST)
    return cycle


def followed():
    follow_window(Event.objects.latest("id"))
    follow_window(Event.objects.latest("id"))


@pytest.mark.parametrize(
    ("state", "day", "due"),
    [
        ("partner_review", date(2027, 2, 10), date(2027, 2, 25)),  # the forum opens on Monday 22 February
        ("partner_review", date(2027, 3, 1), date(2027, 3, 4)),
        ("partner_review", date(2027, 3, 19), date(2027, 3, 21)),
        ("village_review", date(2027, 3, 1), date(2027, 3, 21)),
        ("completed", date(2027, 3, 1), None),
    ],
)
def test_the_days_to_answer_lie_inside_the_window(year, state, day, due):
    assert due_on(state, year, "desa", VILLAGE, day) == due


def test_who_waits_is_told_the_day_of_a_window_that_was_moved(year, planner):
    before = {"due_on": date(2027, 3, 21), "state_since": FIRST, "cycle": year}
    village, partner = (
        ProposalFactory(state=state, **before) for state in ("village_review", "partner_review")
    )
    done = ProposalFactory(state="completed", cycle=year)

    for stage in Stage.objects.filter(cycle=year):
        later = stage.closes_at + timedelta(days=10)
        move_stage(stage, opens_at=FIRST, closes_at=later, reason=WHY, by=planner, now=clock.now())
    followed()

    due = dict(Proposal.objects.values_list("pk", "due_on"))
    assert due == {village.pk: date(2027, 3, 31), partner.pk: date(2027, 2, 25), done.pk: None}


def test_a_letter_gives_its_villages_their_own_day(year, planner):
    own = ProposalFactory(state="village_review", cycle=year, due_on=date(2027, 3, 21))
    other = ProposalFactory(
        state="village_review", cycle=year, village_code=OTHER_VILLAGE, due_on=date(2027, 3, 21)
    )

    extend_stage(
        Stage.objects.get(cycle=year, code="village_deliberation"), village_codes=[VILLAGE],
        closes_at=LAST + timedelta(days=7), letter_number="050/9", reason=WHY, by=planner, now=clock.now(),
    )  # fmt: skip
    followed()

    own.refresh_from_db()
    other.refresh_from_db()
    assert (own.due_on, other.due_on) == (date(2027, 3, 28), date(2027, 3, 21))
