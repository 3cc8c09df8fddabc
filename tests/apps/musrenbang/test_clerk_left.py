"""Whoever recorded the decisions may hold the role no more on the day of the signature."""

import pytest

from rembuk.apps.audit.models import Event
from rembuk.apps.musrenbang.models import ForumItem
from rembuk.apps.people.models import RoleAssignment, User
from rembuk.apps.proposals.models import Move
from tests.apps.musrenbang.conftest import signed_in, sit
from tests.factories.people import holder
from tests.factories.places import VILLAGE
from tests.factories.proposals import ProposalFactory, open_year

COMPLETE = {
    "volume": "200", "unit": "meter", "estimated_cost": 150_000_000, "beneficiaries": 85,
    "eligibility": "eligible_urgent",
}  # fmt: skip


@pytest.fixture
def decided(table_of, village_admin, village_head, government):
    """A forum that agreed on a proposal; its minutes were read aloud, then its clerk left."""
    cycle = open_year("village_deliberation")
    road = ProposalFactory(cycle=cycle, **COMPLETE)
    table = table_of(village_admin, village_head)
    table.call("village_deliberation", VILLAGE)
    sit(table)
    assert table.decide(road, "agreed").status_code == 302
    table.write_minutes()
    return table, road


@pytest.mark.parametrize("left", ["the role has ended", "the account is closed"])
def test_a_colleague_takes_over_and_the_minutes_are_signed(decided, village_admin, left):
    table, road = decided
    if left == "the role has ended":
        RoleAssignment.objects.filter(user=village_admin).delete()
    else:
        User.objects.filter(pk=village_admin.pk).update(is_active=False)
    answer = table.sign()
    assert answer.status_code == 422
    said = answer.content.decode()
    assert village_admin.name in said and "“Perbaiki rancangan”" in said
    road.refresh_from_db()
    assert road.state == "village_review"

    secretary = holder("village_secretary", VILLAGE)
    table.clerk = signed_in(secretary)
    assert table.step("correct_draft").status_code == 302
    assert table.step("read_aloud", read_by="Siti Aminah").status_code == 302
    assert table.sign().status_code == 302
    road.refresh_from_db()
    assert road.state == "village_agreed"
    assert Move.objects.get(proposal=road).by == secretary
    told = Event.objects.get(data__step="taken_over")
    assert told.data["recorded_by"] == village_admin.pk and told.actor == f"user:{secretary.pk}"
    assert ForumItem.objects.get().decided_by == village_admin


def test_while_the_clerk_is_there_nobody_takes_over(decided, village_admin):
    table, road = decided
    assert table.sign().status_code == 302
    assert Move.objects.get(proposal=road).by == village_admin
    assert not Event.objects.filter(data__step="taken_over").exists()
