"""A regency full of people: more rows of everything that a page lists."""

from datetime import timedelta

from rembuk.apps.core.remembered import forget_all
from rembuk.apps.core.versions import bump
from rembuk.apps.exchange.models import Message
from rembuk.apps.musrenbang.models import Forum
from rembuk.apps.people.models import RoleAssignment, User
from rembuk.apps.places.models import Region
from rembuk.apps.preparation.models import ChecklistItem, PlanningCycle, Stage, StageChange, Stakeholder
from rembuk.apps.priorities.actions.score import score_some
from rembuk.apps.proposals.models import Follow, Move, Photo, Proposal, Support
from rembuk.apps.publishing.models import Article, PlanLine, PlanVersion
from rembuk.rules.proposal_flow import STATES
from tests.factories.musrenbang import ForumFactory, ForumItemFactory, ParticipantFactory
from tests.factories.people import RoleAssignmentFactory, UserFactory
from tests.factories.places import (
    DISTRICT,
    OTHER_DISTRICT,
    OTHER_VILLAGE,
    PEOPLE_GROUP,
    SCHOOLS,
    TENANT,
    VILLAGE,
    WARD,
    WORKS,
    WORKS_GROUP,
    RegionFactory,
)
from tests.factories.proposals import NOW, WHY, ProposalFactory
from tests.security.world import OWN, World

_KINDS = ("proposals", "calendar", "places", "plans", "forums", "articles", "people", "priorities")
_PLACES = ((DISTRICT, VILLAGE), (DISTRICT, VILLAGE), (DISTRICT, WARD), (OTHER_DISTRICT, OTHER_VILLAGE))
_OWNERS = ((WORKS, WORKS_GROUP), (SCHOOLS, PEOPLE_GROUP))
# These need what the others may not have.
_LIVES = tuple(row.code for row in STATES if row.code not in {"draft", "merged", "safeguarded"})


def crowd(world: World, *, rows: int, by_hand: int) -> None:
    """`rows` more of what a year brings by itself, `by_hand` more of what one office types in."""
    year = PlanningCycle.objects.get(plan_year=2028)
    people = _people(world, rows)
    proposals = _proposals(world, year, rows)
    _supporters(proposals[0], people)
    _one_long_life(world, by_hand)
    _forums(world, year, proposals, by_hand)
    _plans(world, year, proposals)
    _typed_in(world, year, by_hand)
    renew()


def renew() -> None:
    """Nothing that was made before is shown again."""
    bump(TENANT, *_KINDS)
    forget_all()


def _people(world: World, rows: int) -> list[User]:
    people = User.objects.bulk_create(UserFactory.build_batch(rows, password="!"))
    RoleAssignment.objects.bulk_create(RoleAssignmentFactory.build(user=person) for person in people)
    for reader in world.people.values():
        Message.objects.bulk_create(
            Message(
                tenant=TENANT, user=reader, audience="follower", subject=f"Kabar {number}", body=WHY,
                created_at=NOW,
            )
            for number in range(min(rows, 100))
        )  # fmt: skip
    return people


def _proposals(world: World, year: PlanningCycle, rows: int) -> list[Proposal]:
    made = []
    for number in range(rows):
        district, village = _PLACES[number % len(_PLACES)]
        agency, group = _OWNERS[number // 3 % len(_OWNERS)]
        made.append(
            ProposalFactory.build(
                cycle=year, state=_LIVES[number % len(_LIVES)], district_code=district, village_code=village,
                agency_code=agency, agency_group=group, proposer=world.people["citizen_verified"],
                estimated_cost=1_000_000 + number, amount_agreed=2_000_000, volume=number + 1, unit="m",
            )
        )  # fmt: skip
    made = Proposal.objects.bulk_create(made)
    score_some(year, made, now=NOW)
    return made


def _supporters(proposal: Proposal, people: list[User]) -> None:
    for model in (Support, Follow):
        model.objects.bulk_create(
            model(tenant=TENANT, proposal=proposal, user=person, at=NOW) for person in people
        )


def _one_long_life(world: World, by_hand: int) -> None:
    """The proposal at home: many moves, photographs, and others merged into it."""
    long = Proposal.objects.get(code=world.names["portal"][OWN]["code"])
    moves = Move.objects.bulk_create(
        Move(
            tenant=TENANT, proposal=long, step="complete_details", from_state="village_review",
            to_state="village_review", at=NOW + timedelta(days=number), by=world.people["village_admin"],
            role="village_admin", office="Kantor Desa Sukamaju", reason_text=WHY, recommendation=WHY,
        )
        for number in range(by_hand)
    )  # fmt: skip
    before = long.photos.count()
    Photo.objects.bulk_create(
        Photo(
            proposal=long, move=move, kind="progress", file=long.photos.all()[0].file, width=10, height=10,
            sha256=f"{before + number:064}", at=NOW, caption="Jalan",
        )
        for number, move in enumerate(moves)
    )  # fmt: skip
    Proposal.objects.bulk_create(
        ProposalFactory.build(cycle=long.cycle, state="merged", merged_into=long) for _ in range(by_hand)
    )


def _forums(world: World, year: PlanningCycle, proposals: list[Proposal], by_hand: int) -> None:
    Forum.objects.bulk_create(
        ForumFactory.build(cycle=year, tenant=TENANT, created_by=world.people["village_admin"])
        for _ in proposals
    )
    signed = {row["code"] for row in world.names["musrenbang:detail"].values()}
    for forum in Forum.objects.filter(code__in=signed):
        ParticipantFactory._meta.model.objects.bulk_create(
            ParticipantFactory.build(forum=forum) for _ in range(by_hand)
        )
        ForumItemFactory._meta.model.objects.bulk_create(
            ForumItemFactory.build(
                forum=forum, proposal=proposal, outcome="agreed", inputs={"amount": 5_000_000},
                decided_by=world.people["village_admin"], decided_at=NOW,
            )
            for proposal in proposals
        )  # fmt: skip


def _plans(world: World, year: PlanningCycle, proposals: list[Proposal]) -> None:
    for version in PlanVersion.objects.filter(cycle=year):
        first = version.lines.count() + 1
        PlanLine.objects.bulk_create(
            PlanLine(
                version=version, position=first + number, proposal_code=row.code, title=row.title,
                district_code=row.district_code, village_code=row.village_code, place_line=row.place_line,
                agency_code=row.agency_code, volume="200 m", amount=9_000_000,
            )
            for number, row in enumerate(proposals)
        )  # fmt: skip


def _typed_in(world: World, year: PlanningCycle, by_hand: int) -> None:
    planner = world.people["planning_admin"]
    stage = Stage.objects.get(cycle=year, code="village_deliberation")
    window = {
        f"{age}_{edge}": getattr(stage, edge) for age in ("old", "new") for edge in ("opens_at", "closes_at")
    }
    RegionFactory.create_batch(by_hand)
    known = Region.objects.count()
    for number in range(known, known + by_hand):
        StageChange.objects.create(stage=stage, at=NOW, by=planner, reason=WHY, **window)
        ChecklistItem.objects.create(cycle=year, code=f"line{number}", label="Ruang siap", position=number)
        Stakeholder.objects.create(
            tenant=TENANT, cycle=year, name=f"Kelompok {number}", constituency="women", influence=3,
            interest=5, engagement="involve", is_invited=True,
        )  # fmt: skip
        for kind in ("guide", "question", "law"):
            Article.objects.create(
                tenant=TENANT, kind=kind, slug=f"{kind}-{number}", title=f"Judul {number}", body=WHY,
                edited_at=NOW, edited_by=planner,
            )  # fmt: skip
