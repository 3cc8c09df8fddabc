"""Tugas Saya: what waits for whom, whatever else there is, in few questions to the database."""

from datetime import timedelta

import pytest

from rembuk.apps.core import clock
from rembuk.apps.desk.queries.tasks import Narrow, narrowed, page_of
from rembuk.apps.desk.waiting import is_task, questions, second_approvals, waiting_for
from rembuk.apps.proposals.access import acting, situation, situations
from rembuk.apps.proposals.actions import explain
from rembuk.apps.proposals.actions.second import ask_second, confirm
from rembuk.apps.proposals.models import Proposal
from rembuk.rules.proposal_flow import STATE, steps_open
from tests.factories.people import holder
from tests.factories.places import (
    DISTRICT,
    OTHER_DISTRICT,
    OTHER_VILLAGE,
    SCHOOLS,
    TENANT,
    VILLAGE,
    WARD,
    WORKS,
    WORKS_GROUP,
)
from tests.factories.preparation import LONG_AGO, StageFactory
from tests.factories.proposals import NOW, WHY, ProposalFactory, open_year

STAGES = (
    "village_deliberation",
    "ward_deliberation",
    "prioritisation",
    "district_deliberation",
    "agency_forum",
    "annual_plan_deliberation",
    "budgeting",
    "execution",
)
PEOPLE = (
    ("village_admin", VILLAGE, ""),
    ("village_admin", WARD, ""),
    ("facilitator", DISTRICT, ""),
    ("district_officer", DISTRICT, ""),
    ("district_officer", OTHER_DISTRICT, ""),
    ("planning_partner", TENANT, WORKS_GROUP),
    ("planning_partner", TENANT, "manusia"),
    ("agency_verifier", TENANT, WORKS),
    ("agency_verifier", TENANT, SCHOOLS),
    ("surveyor", TENANT, WORKS),
    ("agency_operator", TENANT, WORKS),
    ("budget_team", TENANT, ""),
    ("budget_officer", TENANT, ""),
    ("village_affairs_officer", TENANT, ""),
    ("planning_admin", TENANT, ""),
    ("auditor", TENANT, ""),
)


@pytest.fixture
def year(government):
    return open_year(*STAGES)


@pytest.fixture
def everything(year):
    """One proposal in each state, in a desa, in a kelurahan, elsewhere, with a plan line and of no field."""
    this_year = clock.today().year
    kinds = (
        {},
        {"village_plan_year": this_year},
        {"village_plan_year": this_year - 4},
        {"village_code": WARD, "track": "kelurahan"},
        {"village_code": OTHER_VILLAGE, "district_code": OTHER_DISTRICT},
        {"agency_code": "", "agency_group": "", "category": "other"},
    )
    states = [state for state in STATE if state not in {"draft", "safeguarded", "merged"}]
    Proposal.objects.bulk_create(
        ProposalFactory.build(cycle=year, state=state, **kind) for state in states for kind in kinds
    )


@pytest.mark.parametrize("who", PEOPLE, ids=[f"{role}-{place}{agency}" for role, place, agency in PEOPLE])
def test_the_list_holds_exactly_what_the_rules_open(everything, who):
    by, moment = holder(*who), clock.now()
    rows = list(Proposal.objects.select_related("cycle"))
    stand = situations(rows, now=moment)
    expected = {
        row.pk for row in rows for step in steps_open(stand[row.pk], acting(by, row)) if is_task(step)
    }

    assert set(waiting_for(by).values_list("pk", flat=True)) == expected


def test_a_longer_window_by_letter_is_on_the_desk_of_its_village(government, planner):
    year = open_year("budgeting")
    closed = StageFactory(
        cycle=year,
        code="village_deliberation",
        opens_at=LONG_AGO,
        closes_at=clock.now() - timedelta(days=2),
    )
    closed.extensions.create(
        village_code=VILLAGE, closes_at=clock.now() + timedelta(days=2), letter_number="005/12",
        reason="Banjir", by=planner, at=NOW,
    )  # fmt: skip
    here = ProposalFactory(cycle=year)
    ProposalFactory(cycle=year, village_code=OTHER_VILLAGE, district_code=OTHER_DISTRICT)

    assert list(waiting_for(holder("village_admin", VILLAGE))) == [here]
    assert not waiting_for(holder("village_admin", OTHER_VILLAGE)).exists()


def test_an_own_proposal_and_one_that_waits_for_a_second_person_are_left_out(year, agency_verifier):
    ProposalFactory(cycle=year, state="agency_review", proposer=agency_verifier)
    ProposalFactory(cycle=year, state="agency_review", assisted_by=agency_verifier)
    prepared = ProposalFactory(cycle=year, state="agency_review")
    given = {"reason_code": "technical", "reason_text": WHY}
    ask_second(prepared, "reject_by_agency", by=agency_verifier, now=NOW, inputs=given)
    left = ProposalFactory(cycle=year, state="agency_review", proposer=None)

    assert list(waiting_for(agency_verifier)) == [left]
    assert not second_approvals(agency_verifier).exists()
    assert [row.proposal for row in second_approvals(holder("agency_head", TENANT, WORKS))] == [prepared]
    assert not second_approvals(holder("agency_head", TENANT, SCHOOLS)).exists()


def test_a_question_lies_before_the_superior(year, agency_verifier, agency_head, resident):
    proposal = ProposalFactory(cycle=year, state="agency_review", proposer=resident)
    given = {"reason_code": "technical", "reason_text": WHY}
    ask_second(proposal, "reject_by_agency", by=agency_verifier, now=NOW, inputs=given)
    confirm(proposal, second=agency_head, now=NOW, seen=proposal.waiting.mark)
    explain.ask(proposal, question="Mengapa jalan kami tidak layak?", by=resident, now=NOW)

    assert [row.proposal for row in questions(agency_head)] == [proposal]
    assert not questions(agency_verifier).exists()


@pytest.mark.parametrize(("sort", "first"), [("", "oldest"), ("batas", "soonest"), ("biaya", "dearest")])
def test_every_order_walks_through_all_pages_once(year, village_admin, monkeypatch, sort, first):
    monkeypatch.setattr("rembuk.apps.desk.queries.tasks.PAGE", 4)
    for n in range(11):
        ProposalFactory(
            cycle=year,
            title=f"usulan {n}",
            state_since=NOW + timedelta(hours=n // 2),
            due_on=(NOW + timedelta(days=(7 * n) % 11)).date() if n % 3 else None,
            estimated_cost=(5 * n) % 11 * 1_000_000 if n % 4 else None,
        )
    ProposalFactory(cycle=year, title="oldest", state_since=NOW - timedelta(days=9), estimated_cost=1)
    ProposalFactory(
        cycle=year,
        title="soonest",
        state_since=NOW + timedelta(days=9),
        due_on=NOW.date() - timedelta(days=9),
    )
    ProposalFactory(cycle=year, title="dearest", state_since=NOW + timedelta(days=9), estimated_cost=10**12)

    seen, after = [], ""
    for _ in range(9):
        lines, after = page_of(waiting_for(village_admin), Narrow(sort=sort, after=after), "id")
        seen += [line.title for line in lines]
        if not after:
            break

    assert seen[0] == first
    assert len(seen) == len(set(seen)) == 14


@pytest.mark.parametrize("after", ["", "x|1", "2026-01-01|1", "|", f"{'9' * 40}|{'9' * 40}"])
def test_a_made_up_place_in_the_list_shows_the_first_page(year, village_admin, after):
    ProposalFactory(cycle=year)
    lines, _ = page_of(waiting_for(village_admin), Narrow(after=after), "id")
    assert len(lines) == 1


def test_the_list_is_narrowed(year, village_admin):
    late = ProposalFactory(cycle=year, due_on=clock.today() - timedelta(days=3), category="bridge")
    ProposalFactory(cycle=year, due_on=clock.today() + timedelta(days=3), canonical="puskesmas desa")
    rows = waiting_for(village_admin)

    assert list(narrowed(rows, Narrow(late=True))) == [late]
    assert list(narrowed(rows, Narrow(category="bridge"))) == [late]
    assert narrowed(rows, Narrow(words="Puskésmas")).count() == 1
    assert narrowed(rows, Narrow(region_code=VILLAGE)).count() == 2
    assert narrowed(rows, Narrow(region_code="x\x00")).count() == 2
    assert narrowed(rows, Narrow(state="returned")).count() == 0


def test_many_are_judged_as_each_alone_is(year):
    rows = [ProposalFactory(cycle=year), ProposalFactory(cycle=year, village_code=WARD, track="kelurahan")]
    stand = situations(rows, now=clock.now())
    assert [stand[row.pk] for row in rows] == [situation(row, now=clock.now()) for row in rows]
