"""Reading rounds: the election for whoever counts, and the figures that may be published."""

from dataclasses import dataclass

from rembuk.algorithms.allocation.ballots import Ballots
from rembuk.algorithms.allocation.model import Election, Project
from rembuk.apps.preparation.models import PlanningCycle
from rembuk.rules.rounds import RoundState

from .models import Ballot, Round, RoundProject


@dataclass(frozen=True, slots=True)
class CountedBallot:
    """One ballot for the fairness panel, never for a page: points by place of the project in the election.

    village_code, sex and age_band are empty where nobody said, or where fewer than ten said the same.
    """

    choice: tuple[tuple[int, int], ...]
    weight: int
    village_code: str
    sex: str
    age_band: str


@dataclass(frozen=True, slots=True)
class Counted:
    """A closed round as the engine takes it, its projects in the same order, and its ballots one by one."""

    election: Election
    projects: tuple[RoundProject, ...]
    ballots: tuple[CountedBallot, ...]
    ties: str  # the rule for ties: lot:SEED


def closed_rounds(cycle: PlanningCycle) -> list[Round]:
    """The rounds of a year that can be counted, the latest first."""
    return list(Round.objects.filter(cycle=cycle, state=RoundState.CLOSED).order_by("-closed_at", "id"))


def counted(found: Round) -> Counted:
    """The ballots of a closed round; raises ValueError before it is closed, ElectionError where it is empty.

    In order of their receipts, which says nothing of who or when.
    """
    if found.state != RoundState.CLOSED:
        raise ValueError("a round is counted after it has closed")
    projects = tuple(found.projects.order_by("project"))
    place = {row.project: index for index, row in enumerate(projects)}
    rows = (
        Ballot.objects.filter(round=found)
        .order_by("receipt_hash")
        .values_list("choice", "weight", "village_code", "sex", "age_band")
    )
    ballots = tuple(
        CountedBallot(
            tuple(sorted((place[name], points) for name, points in choice.items())),
            weight,
            village,
            sex,
            band,
        )
        for choice, weight, village, sex, band in rows
    )
    election = Election(
        projects=tuple(Project(row.project, row.cost, row.need) for row in projects),
        budget=found.budget,
        ballots=Ballots.of((dict(row.choice), row.weight) for row in ballots),
    )
    return Counted(election, projects, ballots, f"lot:{found.seed}")
