"""Rounds of priorities over proposals of Kecamatan Cempaka, and residents who may take part in them."""

from datetime import timedelta

from rembuk.apps.people.models import User
from rembuk.apps.places.queries import government
from rembuk.apps.preparation.models import PlanningCycle
from rembuk.apps.rounds.actions.opening import open_round
from rembuk.apps.rounds.actions.prepare import Plan, draft_round
from rembuk.apps.rounds.models import Round
from rembuk.rules.rounds import BallotType
from tests.factories.people import UserFactory, holder
from tests.factories.places import DISTRICT, VILLAGE
from tests.factories.proposals import NOW, ProposalFactory, open_year

OVER = NOW + timedelta(days=8)  # a moment after every round made here
COSTS = (100_000_000, 250_000_000, 400_000_000, 50_000_000)


def plan(**fields: object) -> Plan:
    """A round of a week that began an hour ago, of the whole sub-district, with 500 million."""
    given = {
        "title": "Prioritas Kecamatan Cempaka", "about": "", "place_code": DISTRICT, "theme": "",
        "ballot_type": BallotType.APPROVAL, "most_projects": 3, "most_points": 0, "budget": 500_000_000,
        "delegate_weight": 1, "opens_at": NOW - timedelta(hours=1), "closes_at": NOW + timedelta(days=7),
    }  # fmt: skip
    return Plan(**{**given, **fields})


def drafted(
    by: User, *, cycle: PlanningCycle | None = None, costs: tuple[int, ...] = COSTS, **fields: object
) -> Round:
    """A draft over one new proposal for each cost."""
    year = cycle or PlanningCycle.objects.filter(plan_year=2028).first() or open_year("preparation")
    for cost in costs:
        ProposalFactory(cycle=year, estimated_cost=cost)
    return draft_round(year, government(), plan(**fields), by=by, now=NOW)


def opened(by: User, **fields: object) -> Round:
    """The same, open."""
    return open_round(drafted(by, **fields), by=by, now=NOW)


def of_age(village: str = VILLAGE, **fields: object) -> User:
    """A resident whose home and age the village office has confirmed."""
    office = User.objects.filter(username="kantor-desa").first() or UserFactory(username="kantor-desa")
    confirmed = {"residence_confirmed_at": NOW, "residence_confirmed_by": office, "confirmed_age": 17}
    return holder("citizen_verified", village, **{**confirmed, **fields})


def ids(found: Round) -> list[str]:
    """The ids of its projects, the cheapest first."""
    return list(found.projects.order_by("cost").values_list("project", flat=True))
