"""A round that has closed, with proposals on its ballots and residents who chose: what a run begins with."""

import hashlib
import random
from collections.abc import Sequence

from rembuk.apps.core.codes import new_code
from rembuk.apps.rounds.models import Ballot, Round, RoundProject
from tests.factories.places import DISTRICT, OTHER_VILLAGE, TENANT, VILLAGE
from tests.factories.proposals import NOW, ProposalFactory

SEED = "benih-uji"
# Title, cost, village, sector, needs score: what the tests of sharing out know by heart.
WORKS = (
    ("Jembatan gantung", 60_000_000, VILLAGE, "road", 800),
    ("Sumur bor", 30_000_000, VILLAGE, "clean_water", 700),
    ("Lampu jalan", 10_000_000, VILLAGE, "road", 300),
    ("Balai posyandu", 40_000_000, OTHER_VILLAGE, "health", 600),
    ("Talud sungai", 90_000_000, OTHER_VILLAGE, "clean_water", 400),
)


def counted_round(
    cycle, *, budget=100_000_000, code="cempaka-2028", ballot_type="approval", works=WORKS, place=DISTRICT
):
    """A closed round without ballots; its projects stand in the order of `works`."""
    found = Round.objects.create(
        tenant=TENANT, code=code, cycle=cycle, place_code=place, title="Penjaringan prioritas Cempaka",
        ballot_type=ballot_type, budget=budget, minimum_age=17, opens_at=NOW, closes_at=NOW.replace(day=20),
        state="closed", opened_at=NOW, closed_at=NOW.replace(day=20), parameters="{}",
        parameters_hash=hashlib.sha256(b"{}").hexdigest(), seed=SEED,
        seed_hash=hashlib.sha256(SEED.encode()).hexdigest(), most_points=10,
    )  # fmt: skip
    projects, dice = [], random.Random(code)  # the lot follows the codes, so these are always the same
    for title, cost, village, sector, need in works:
        proposal = ProposalFactory(
            cycle=cycle, title=title, village_code=village, category=sector, code=new_code("NSW", 2028, dice)
        )
        projects.append(
            RoundProject.objects.create(
                round=found, proposal=proposal, project=proposal.code, title=title, cost=cost, need=need,
                place_code=village, place_line=proposal.place_line, sector=sector,
            )
        )  # fmt: skip
    return found, projects


def cast(found, rows: Sequence[tuple[int, Sequence[RoundProject]]], **band) -> None:
    """(how many residents, what each of them chose)."""
    made, start = [], Ballot.objects.filter(round=found).count()
    for many, chosen in rows:
        for _ in range(many):
            receipt = hashlib.sha256(f"{found.code} {start + len(made)}".encode()).hexdigest()
            choice = {row.project: 1 for row in chosen}
            made.append(Ballot(round=found, receipt_hash=receipt, choice=choice, **band))
    Ballot.objects.bulk_create(made)


def voted_round(cycle, **fields):
    """A closed round in which 60 residents chose; the first village is larger than the second."""
    found, projects = counted_round(cycle, **fields)
    bridge, well, light, post, wall = projects
    cast(
        found, [(20, [bridge, light]), (14, [bridge, well]), (6, [light])],
        village_code=VILLAGE, sex="female", age_band="30-44",
    )  # fmt: skip
    cast(
        found, [(15, [post]), (4, [post, wall]), (1, [])],
        village_code=OTHER_VILLAGE, sex="male", age_band="17-29",
    )  # fmt: skip
    return found, projects
