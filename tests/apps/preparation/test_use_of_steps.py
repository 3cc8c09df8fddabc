"""Steps of proposals use up quotas and ceilings."""

import uuid
from datetime import UTC, datetime

import pytest

from rembuk.apps.preparation.models import Usage
from rembuk.apps.preparation.queries import ceiling_left, quota_left
from rembuk.apps.proposals.actions.move import move
from rembuk.apps.proposals.actions.usage import recount_usage
from rembuk.apps.proposals.models import Proposal
from rembuk.rules.refusals import Refusal
from tests.factories.places import DISTRICT, TENANT, VILLAGE
from tests.factories.preparation import CeilingFactory, PlanningCycleFactory, QuotaRuleFactory, StageFactory

NOW = datetime(2026, 8, 1, 5, 0, tzinfo=UTC)


@pytest.fixture
def cycle(government):
    found = PlanningCycleFactory()
    for code in ("village_upward_proposals", "district_deliberation"):
        StageFactory(cycle=found, code=code)
    QuotaRuleFactory(cycle=found, most=2)
    CeilingFactory(cycle=found, amount=1_000)
    return found


def agreed_in_village(cycle, number):
    return Proposal.objects.create(
        tenant=TENANT,
        uuid=uuid.UUID(int=number),
        code=f"NSW-28-{number:06}-X",
        cycle=cycle,
        plan_year=2028,
        track="desa",
        state="village_agreed",
        state_since=NOW,
        created_at=NOW,
        submitted_at=NOW,
        is_public=True,
        district_code=DISTRICT,
        village_code=VILLAGE,
        problem="Jalan rusak sepanjang dusun",
        work="Perkerasan jalan",
        category="road",
        estimated_cost=600,
    )


def raised(cycle, village_admin, number):
    proposal = agreed_in_village(cycle, number)
    move(proposal, "raise_to_district", by=village_admin, now=NOW, inputs={"rank": number})
    return proposal


def test_a_village_cannot_raise_more_than_its_quota(cycle, village_admin):
    raised(cycle, village_admin, 1)
    raised(cycle, village_admin, 2)

    with pytest.raises(Refusal) as refusal:
        raised(cycle, village_admin, 3)

    assert refusal.value.code == "quota"
    assert quota_left(cycle, VILLAGE) == 0


def test_a_sub_district_cannot_agree_beyond_its_ceiling(cycle, village_admin, district_admin):
    first, second = raised(cycle, village_admin, 1), raised(cycle, village_admin, 2)
    given = {"minutes": "BA 1/2027", "rank": 1}
    move(first, "agree_in_district", by=district_admin, now=NOW, inputs=given)

    with pytest.raises(Refusal) as refusal:
        move(second, "agree_in_district", by=district_admin, now=NOW, inputs=given | {"rank": 2})

    assert refusal.value.code == "ceiling"
    assert ceiling_left(cycle, DISTRICT) == (1_000, 600, 400)


def test_counting_anew_finds_what_the_steps_counted(cycle, village_admin, district_admin):
    first = raised(cycle, village_admin, 1)
    given = {"minutes": "BA 1/2027", "rank": 1, "amount": 450}
    move(first, "agree_in_district", by=district_admin, now=NOW, inputs=given)
    counted = set(Usage.objects.values_list("region_code", "sector", "count", "amount"))

    Usage.objects.all().delete()
    recount_usage(cycle)

    assert counted == set(Usage.objects.values_list("region_code", "sector", "count", "amount"))
    assert counted == {(VILLAGE, "", 1, 0), (DISTRICT, "road", 0, 450)}
