"""A run shares out the money of a closed round in the background, and tells why, to the last rupiah."""

from dataclasses import replace

import pytest

from rembuk.algorithms.allocation.allocating import allocate
from rembuk.algorithms.allocation.ballots import Ballots
from rembuk.apps.priorities.actions.count import ask_run, count_run
from rembuk.apps.priorities.models import AllocationRun, PackedRound, RunProject
from rembuk.apps.priorities.packing import election_of, forget_elections, pack, unpack
from rembuk.apps.priorities.parameters import (
    Limit,
    Parameters,
    default_parameters,
    default_unit,
    election_with,
)
from rembuk.apps.priorities.whatif import what_if
from rembuk.apps.rounds.queries import counted
from rembuk.rules.refusals import Refusal
from rembuk.site.tasks import run_ready_tasks
from tests.factories.allocation import cast, counted_round, voted_round
from tests.factories.places import OTHER_VILLAGE, VILLAGE
from tests.factories.proposals import NOW, open_year


@pytest.fixture
def year(government):
    forget_elections()
    return open_year("prioritisation")


@pytest.fixture
def voted(year):
    return voted_round(year)


def run_of(found, by=None, **changes):
    wanted = replace(default_parameters(found, 60), **changes)
    run = ask_run(found, wanted, by=by, now=NOW)
    count_run.call(run.pk)
    run.refresh_from_db()
    return run


def titles(run):
    return list(
        run.projects.filter(selected__isnull=False).order_by("selected").values_list("title", flat=True)
    )


def test_a_run_funds_what_its_supporters_can_pay_and_says_why_not_the_others(voted):
    found, _projects = voted
    run = run_of(found)
    assert run.state == "done"
    assert titles(run) == ["Jembatan gantung", "Lampu jalan"]
    assert (run.result["budget"], run.result["spent"]) == (100_000_000, 70_000_000)
    assert run.result["winners"] == list(
        run.projects.filter(selected__isnull=False).order_by("selected").values_list("project", flat=True)
    )
    reasons = dict(run.projects.values_list("title", "reason"))
    assert len(reasons) == 5
    assert {reasons[title] for title in ("Balai posyandu", "Sumur bor", "Talud sungai")} == {"SUPPORT"}
    post = run.projects.get(title="Balai posyandu")
    assert (post.facts["winning_cost"], post.facts["extra_voters"]) == (30_000_000, 4)


def test_what_residents_paid_for_a_winner_adds_up_to_its_cost(voted):
    run = run_of(voted[0])
    for row in run.projects.filter(reason="FUNDED"):
        assert row.facts["residents"] + row.facts["fund"] == row.cost
        assert row.facts["payers"] == row.facts["in_full"] + row.facts["with_rest"]
        assert row.facts["payers"] + row.facts["with_nothing"] == row.votes


def test_the_need_fund_pays_its_part_for_what_is_needed(voted):
    run = run_of(voted[0], need_permille=300)
    paid = [row.facts["fund"] for row in run.projects.filter(reason="FUNDED")]
    assert run.state == "done"
    assert sum(paid) > 0


def test_the_money_of_a_loser_is_traced_to_the_winners_and_what_would_do_was_rerun(voted):
    found, _projects = voted
    run = run_of(found)
    for row in run.projects.exclude(reason="FUNDED"):
        facts = row.facts
        given = sum(amount for _project, amount in facts["went"]) + facts["went_to_others"]
        assert abs(facts["start"] - facts["left"] - given) <= len(facts["went"]) + 2  # whole rupiah
        assert facts["tried"]
        if facts["winning_cost"]:
            assert facts["winning_cost"] < row.cost


def test_a_ceiling_holds_and_is_the_reason(voted):
    run = run_of(
        voted[0], ceilings=(Limit("sector", "road", 15_000_000), Limit("place", OTHER_VILLAGE, 10**9))
    )
    bridge = run.projects.get(title="Jembatan gantung")
    assert (bridge.reason, bridge.facts["detail"]) == ("CEILING", "sector:road")
    assert "Lampu jalan" in titles(run)
    assert sum(row.cost for row in run.projects.filter(sector="road", reason="FUNDED")) <= 15_000_000


def test_an_earmark_is_offered_to_its_projects_first(voted):
    run = run_of(voted[0], earmarks=(Limit("sector", "clean_water", 30_000_000),))
    well = run.projects.get(title="Sumur bor")
    assert (well.reason, well.selected) == ("FUNDED", 1)
    assert well.facts["earmark"] == "sector:clean_water"


def test_the_panel_shows_greedy_beside_it_and_no_group_of_fewer_than_ten(voted):
    report = run_of(voted[0]).report
    assert report["own"]["voters"] == 59
    assert report["greedy"]["winners"] >= 1
    assert report["own"]["blank"] is None  # one resident: too few to tell
    for rows in report["bands"].values():
        for row in rows:
            for figure in (row["people"], row["without"]):
                assert figure is None or figure == 0 or figure >= 10
    women, men = sorted(report["bands"]["sex"], key=lambda row: row["code"])
    assert (women["people"], women["without"], women["money"]) == (
        40,
        0,
        (34 * 60 + 26 * 10) * 1_000_000 // 40,
    )
    assert (men["people"], men["without"], men["money"]) == (19, 19, 0)
    assert set(report["beside"]) == {"phragmen", "equal-shares-bos", "greedy-votes"}


def test_the_same_question_is_asked_once(voted):
    first, again = run_of(voted[0]), run_of(voted[0])
    assert first == again
    assert AllocationRun.objects.count() == 1
    assert RunProject.objects.filter(run=first).count() == 5


def test_a_run_that_a_worker_left_half_done_is_taken_up_again(voted):
    found, _projects = voted
    run = ask_run(found, default_parameters(found, 60), by=None, now=NOW)
    AllocationRun.objects.update(state="running", step="counting")
    count_run.call(run.pk)
    count_run.call(run.pk)
    run.refresh_from_db()
    assert run.state == "done"
    assert run.projects.count() == 5


@pytest.mark.django_db(transaction=True)
def test_the_worker_counts_what_was_asked_for(government):
    found, _projects = voted_round(open_year("prioritisation"))
    run = ask_run(found, default_parameters(found, 60), by=None, now=NOW)
    assert run_ready_tasks() == 1
    run.refresh_from_db()
    assert run.state == "done"


def test_a_round_without_ballots_fails_with_a_sentence(year):
    found, _projects = counted_round(year)
    run = run_of(found)
    assert (run.state, run.error_id) == ("failed", "Belum ada lembar pilihan.")
    cast(found, [(12, _projects[:2])])
    assert run_of(found).state == "done"  # asked again


def test_a_rule_and_a_completion_that_do_not_go_together_are_refused(voted):
    with pytest.raises(Refusal):
        run_of(voted[0], rule="greedy-votes", completion="add1")


def test_a_round_that_is_open_is_not_counted(voted):
    found, _projects = voted
    found.state = "open"
    with pytest.raises(Refusal):
        run_of(found)


@pytest.mark.parametrize("rule", ["greedy-votes", "phragmen", "equal-shares-bos"])
def test_every_rule_can_be_asked_for(voted, rule):
    run = run_of(voted[0], rule=rule, completion="none")
    assert run.state == "done"
    assert run.result["spent"] <= 100_000_000
    assert set(run.projects.values_list("reason", flat=True)) <= {"FUNDED", "OUTRANKED"}


def test_packed_ballots_come_back_as_they_were(voted):
    ballots = counted(voted[0]).election.ballots
    again = unpack(pack(ballots))
    assert [again.row(v) for v in range(len(again.count))] == [
        ballots.row(v) for v in range(len(ballots.count))
    ]
    assert (again.count.tolist(), again.blank) == (ballots.count.tolist(), ballots.blank)
    empty = unpack(pack(Ballots.of([({}, 3)])))
    assert (len(empty.count), empty.blank) == (0, 3)


def test_the_packed_election_is_the_counted_one(voted):
    found, _projects = voted
    assert election_of(found).digest == counted(found).election.digest == PackedRound.objects.get().digest


def test_parameters_survive_their_row():
    wanted = Parameters(
        10**9,
        unit=7,
        need_permille=100,
        ceilings=(Limit("place", VILLAGE, 5),),
        earmarks=(Limit("sector", "road", 3),),
    )
    assert Parameters.from_json(wanted.as_json()) == wanted
    assert replace(wanted, unit=8).digest != wanted.digest


@pytest.mark.parametrize(
    ("budget", "voters", "unit"), [(10**9, 1000, 1000), (10**9 + 1, 1000, 1001), (5, 10, 1)]
)
def test_the_unit_is_the_smallest_whole_rupiah_of_a_thousandth(budget, voters, unit):
    assert default_unit(budget, voters) == unit


@pytest.mark.parametrize("rule", ["equal-shares", "greedy-votes", "phragmen"])
@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"budget": 130_000_000},
        {"need_permille": 300},
        {"ceilings": (Limit("sector", "road", 15_000_000),)},
        {"earmarks": (Limit("sector", "clean_water", 30_000_000),)},
    ],
)
def test_what_if_says_what_one_pass_of_the_rule_says(voted, rule, changes):
    found, projects = voted
    projects = tuple(found.projects.order_by("project"))
    completion = "utilitarian" if rule == "equal-shares" else "none"
    wanted = replace(default_parameters(found, 60), rule=rule, completion=completion, **changes)
    election, ties = election_of(found), f"lot:{found.seed}"
    outcome = allocate(election_with(election, projects, wanted), wanted.engine_rule(ties))
    answer = what_if(election, projects, wanted, ties)
    assert set(answer.winners) == {election.ids[p] for p in outcome.winners}
    assert answer.spent == outcome.spent
