"""A round from its draft to its count: what is fixed, what is revealed, what is forgotten."""

import hashlib
import json
from datetime import timedelta

import pytest

from rembuk.algorithms.allocation.allocating import allocate
from rembuk.algorithms.allocation.rules import Rule
from rembuk.apps.audit.models import Event
from rembuk.apps.places.models import SubActivity
from rembuk.apps.rounds.access import printed_code, voice_of
from rembuk.apps.rounds.actions.cast import Choice, cast
from rembuk.apps.rounds.actions.closing import close_round
from rembuk.apps.rounds.actions.opening import open_round, parameters
from rembuk.apps.rounds.actions.paper import enter_paper, print_codes
from rembuk.apps.rounds.actions.prepare import change_round, choose_projects, discard_round, set_aside
from rembuk.apps.rounds.eligible import candidates
from rembuk.apps.rounds.models import Ballot, PaperEntry, Participation, Round
from rembuk.apps.rounds.queries import closed_rounds, counted
from rembuk.apps.rounds.receipts import new_secret, receipt_hash
from rembuk.rules.refusals import Refusal
from rembuk.rules.rounds import BallotType, SetAsideKind
from tests.factories.people import RoleAssignmentFactory
from tests.factories.places import DISTRICT, OTHER_VILLAGE, VILLAGE, WARD
from tests.factories.proposals import NOW, ProposalFactory
from tests.factories.rounds import OVER, drafted, ids, of_age, opened, plan
from tests.together import at_once

pytestmark = pytest.mark.django_db


def hand_in(found, person, choice, **told):
    mark = new_secret()
    cast(found, voice_of(person, found), Choice(choice, **told), mark, now=NOW)
    return mark


def refusal_of(call):
    with pytest.raises(Refusal) as refused:
        call()
    return refused.value.code


def test_opening_fixes_costs_limits_and_lot_under_hashes(government, planner):
    found = opened(planner)

    fixed = json.loads(found.parameters)
    assert hashlib.sha256(found.parameters.encode()).hexdigest() == found.parameters_hash
    assert fixed["seed_sha256"] == hashlib.sha256(found.seed.encode()).hexdigest() == found.seed_hash
    assert found.seed not in found.parameters
    assert [row["id"] for row in fixed["projects"]] == sorted(ids(found))
    event = Event.objects.filter(subject=f"round:{found.code}").latest("id")
    assert (event.data["parameters"], event.data["seed"]) == (found.parameters_hash, found.seed_hash)


def test_nothing_of_an_open_round_is_changed(government, planner):
    found = opened(planner)

    for call in (
        lambda: change_round(found, plan(budget=1), by=planner, now=NOW),
        lambda: choose_projects(found, [], by=planner, now=NOW),
        lambda: discard_round(found, by=planner, now=NOW),
        lambda: open_round(found, by=planner, now=NOW),
    ):
        assert refusal_of(call) == "fixed"
    found.projects.first().proposal.__class__.objects.update(estimated_cost=1)
    found = Round.objects.get(pk=found.pk)
    assert parameters(found) == found.parameters


def test_only_works_past_the_gate_that_nothing_else_pays_stand_in_a_round(government, planner):
    found = drafted(planner)
    year, stay = found.cycle, set(ids(found))
    SubActivity.objects.create(
        government_level="KABKOT", code="1.02.01", name="SPM", field_code="1.02", minimum_service="ya",
        field_name="", program_code="", program_name="", activity_code="", activity_name="",
    )  # fmt: skip
    for fields in (
        {"state": "grant_route"}, {"state": "submitted"}, {"state": "rejected"}, {"is_public": False},
        {"village_code": OTHER_VILLAGE}, {"estimated_cost": None}, {"sub_activity_code": "1.02.01"},
        {"cycle": None},
    ):  # fmt: skip
        ProposalFactory(**{"cycle": year, "estimated_cost": 1_000_000, **fields})
    mandatory = ProposalFactory(cycle=year, estimated_cost=1_000_000)
    agreed = ProposalFactory(cycle=year, state="village_agreed", estimated_cost=9, amount_agreed=7)
    set_aside(mandatory, SetAsideKind.MANDATORY, by=planner, now=NOW)

    assert {row.code: row.price for row in candidates(found) if row.code not in stay} == {agreed.code: 7}
    set_aside(mandatory, None, by=planner, now=NOW)
    assert candidates(found).filter(pk=mandatory.pk).exists()


def test_a_proposal_stands_in_one_open_round_at_a_time(government, planner):
    first = opened(planner)
    second = drafted(planner, costs=(5, 6))

    assert set(ids(second)).isdisjoint(ids(first)) and len(ids(second)) == 2


def test_a_round_needs_something_to_choose_among_and_time_left(government, planner):
    found = drafted(planner)
    keep = found.projects.first().proposal_id

    assert choose_projects(found, [keep, 10**9], by=planner, now=NOW) == 1
    assert refusal_of(lambda: open_round(found, by=planner, now=NOW)) == "too_few"
    assert refusal_of(lambda: open_round(found, by=planner, now=OVER)) == "too_late"


def test_a_round_closes_at_its_time_never_before(government, planner):
    found = opened(planner)

    assert refusal_of(lambda: close_round(found, by=planner, now=NOW + timedelta(days=6))) == "too_early"
    closed = close_round(found, by=None, now=OVER)

    assert (closed.state, closed.closed_at) == ("closed", OVER)
    assert refusal_of(lambda: close_round(found, by=planner, now=OVER)) == "not_open"
    assert refusal_of(lambda: hand_in(found, of_age(), {})) == "closed"


def test_closing_publishes_the_receipts_and_the_seed(government, planner):
    found = opened(planner)
    marks = [hand_in(found, of_age(), {}) for _ in range(3)]

    closed = close_round(found, by=planner, now=OVER)

    lines = "\n".join(sorted(receipt_hash(found.code, mark) for mark in marks))
    assert closed.receipts_hash == hashlib.sha256(lines.encode()).hexdigest()
    data = Event.objects.filter(subject=f"round:{found.code}").latest("id").data
    assert (data["receipts"], data["seed"], data["agrees"]) == (closed.receipts_hash, found.seed, 1)


def test_closing_moves_every_row_so_that_no_order_is_left(government, planner):
    found = opened(planner)
    for _ in range(12):
        hand_in(found, of_age(), {})
    before = set(Ballot.objects.values_list("pk", flat=True))
    parts = set(Participation.objects.values_list("pk", flat=True))

    close_round(found, by=planner, now=OVER)

    assert Ballot.objects.count() == Participation.objects.count() == 12
    assert not before & set(Ballot.objects.values_list("pk", flat=True))
    assert not parts & set(Participation.objects.values_list("pk", flat=True))


def test_bands_that_few_share_are_forgotten_at_closing(government, planner):
    found = opened(planner)
    for village, sex, count in ((VILLAGE, "female", 14), (VILLAGE, "male", 11), (WARD, "male", 3)):
        for _ in range(count):
            hand_in(found, of_age(village), {}, sex=sex, age_band="60+")

    close_round(found, by=planner, now=OVER)

    rows = list(Ballot.objects.values_list("village_code", "sex", "age_band"))
    # the ward's three would follow from the sum if the village alone were left
    assert {row[0] for row in rows} == {""}
    assert sorted(row[1] for row in rows) == ["female"] * 14 + ["male"] * 14
    assert {row[2] for row in rows} == {"60+"}


def test_a_few_delegates_count_as_residents_because_their_weight_would_name_them(government, planner):
    found = opened(planner, delegate_weight=25)
    person = of_age()
    RoleAssignmentFactory(user=person, role="delegate", region_code=DISTRICT)
    hand_in(found, person, {})

    assert Ballot.objects.get().weight == 25
    close_round(found, by=planner, now=OVER)
    assert Ballot.objects.get().weight == 1


def test_a_closed_round_is_an_election_that_any_rule_answers(government, planner):
    found = opened(planner, ballot_type=BallotType.KNAPSACK)
    one = ids(found)
    for _ in range(3):
        hand_in(found, of_age(), {one[0]: 1, one[1]: 1}, sex="female")
    hand_in(found, of_age(), {one[2]: 1})
    hand_in(found, of_age(), {})
    with pytest.raises(ValueError, match="closed"):
        counted(found)
    closed = close_round(found, by=planner, now=OVER)

    got = counted(closed)

    assert closed_rounds(found.cycle) == [closed]
    assert (got.election.ballots.voters, got.election.ballots.blank) == (5, 1)
    votes = dict(zip(got.election.ids, got.election.votes, strict=True))
    assert votes == {one[0]: 3, one[1]: 3, one[2]: 1, one[3]: 0}
    assert [row.project for row in got.projects] == list(got.election.ids)
    names = [{got.election.ids[place] for place, _points in ballot.choice} for ballot in got.ballots]
    assert sorted(map(len, names)) == [0, 1, 2, 2, 2]
    winners = allocate(got.election, Rule(completion="none", ties=got.ties)).winners
    assert one[0] in {got.election.ids[place] for place in winners}
    assert got.ties == f"lot:{found.seed}"


def test_a_paper_ballot_counts_once_two_people_read_the_same(government, planner, village_admin):
    found = opened(planner)
    one = ids(found)
    (code,) = print_codes(found, VILLAGE, 1, by=planner, now=NOW)
    slip, right, wrong = printed_code(code, found), Choice({one[0]: 1}), Choice({one[1]: 1})

    assert enter_paper(found, slip, code, right, by=planner, now=NOW) is False
    assert enter_paper(found, slip, code, right, by=planner, now=NOW) is False  # the same person twice
    assert enter_paper(found, slip, code, wrong, by=village_admin, now=NOW) is False
    assert Ballot.objects.count() == 0
    assert refusal_of(lambda: enter_paper(found, slip, code, right, by=of_age(), now=NOW)) == "typed_by_two"
    assert enter_paper(found, slip, code, right, by=village_admin, now=NOW) is True

    ballot = Ballot.objects.get()
    assert (ballot.choice, ballot.receipt_hash) == ({one[0]: 1}, receipt_hash(found.code, code))
    again = lambda: enter_paper(found, slip, code, right, by=planner, now=NOW)  # noqa: E731
    assert refusal_of(again) == "already"
    close_round(found, by=planner, now=OVER)
    assert PaperEntry.objects.count() == 0


def test_a_printed_code_lies_in_the_database_as_a_hash(government, planner):
    found = opened(planner)
    codes = print_codes(found, VILLAGE, 30, by=planner, now=NOW)

    assert len(set(codes)) == 30
    kept = list(found.printed_codes.values_list("code_hash", flat=True))
    assert not [code for code in codes if code in kept] and len(set(kept)) == 30
    assert refusal_of(lambda: print_codes(found, VILLAGE, 501, by=planner, now=NOW)) == "how_many"
    assert refusal_of(lambda: print_codes(found, VILLAGE, 1, by=planner, now=OVER)) == "not_open"


@pytest.mark.django_db(transaction=True)
def test_a_ballot_at_the_last_moment_is_counted_or_refused_never_forgotten(government, planner):
    found = opened(planner)
    voices = [voice_of(of_age(), found) for _ in range(24)]
    hand_in_all = [lambda one=one: cast(found, one, Choice(), new_secret(), now=NOW) for one in voices]

    answers = at_once(
        [*hand_in_all[:12], lambda: close_round(found, by=planner, now=OVER), *hand_in_all[12:]]
    )

    found.refresh_from_db()
    marks = sorted(Ballot.objects.values_list("receipt_hash", flat=True))
    assert found.receipts_hash == hashlib.sha256("\n".join(marks).encode()).hexdigest()
    assert len(marks) == Participation.objects.count() == answers.count(None)
    assert {row.code for row in answers if isinstance(row, Refusal)} <= {"closed"}
