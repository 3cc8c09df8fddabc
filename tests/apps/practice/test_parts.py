"""Land, people, words, pictures, papers and sealed entries, each by itself."""

import hashlib
import json
from datetime import UTC, datetime

import pytest
from shapely import Point

from rembuk.algorithms.ledger import Frontier, leaf_hash
from rembuk.algorithms.tiles import merge
from rembuk.apps.audit.entry import entry_bytes
from rembuk.apps.practice.catalog import NEEDS, SUB_ACTIVITY
from rembuk.apps.practice.figures import Case
from rembuk.apps.practice.land import Land
from rembuk.apps.practice.papers import Papers, Scene, fixed_papers, maker_of
from rembuk.apps.practice.passwords import draw_password
from rembuk.apps.practice.paths import LIVES
from rembuk.apps.practice.people import make_people, practice_villages
from rembuk.apps.practice.pictures import draw_pictures
from rembuk.apps.practice.sealing import Sealer
from rembuk.apps.practice.telling import tell
from rembuk.apps.practice.words.answers import CHANGES, OPINIONS, REASONS, WHY
from rembuk.apps.practice.words.offices import OFFICES
from rembuk.apps.practice.words.places import DISTRICTS
from rembuk.rules.input_checks import check_inputs, is_real_text
from rembuk.rules.proposal_flow import STEP
from rembuk.rules.reasons import REASON
from rembuk.rules.roles import ROLE


def test_twelve_districts_hold_a_hundred_and_fifty_villages_of_both_kinds(land: Land):
    assert len(land.districts) == len(DISTRICTS) == 12
    assert len({village.code for village in land.villages}) == len({v.name for v in land.villages}) == 150
    assert {village.kind for village in land.villages} == {"desa", "kelurahan"}
    assert [village.place for village in land.villages] == list(range(150))


def test_every_district_is_one_piece_of_land(land: Land):
    assert [len(merge(v.polygon for v in district.villages).geoms) for district in land.districts] == [1] * 12


def test_people_live_inside_their_village(land: Land):
    for village in land.villages[::25]:
        assert all(village.polygon.contains(Point(point)) for point in village.points)


def test_both_practice_villages_lie_in_one_district(land: Land):
    desa, ward = practice_villages(land)

    assert (desa.kind, ward.kind) == ("desa", "kelurahan")
    assert desa.district == ward.district


def test_every_role_with_an_account_has_one_and_village_roles_have_two(land: Land):
    people = make_people(1, land, 4)
    roles = [person.practice_role for person in people.practice()]

    assert set(ROLE) - set(roles) == {"citizen_guest", "child"}  # no account; only where the region opts in
    for role in (
        "village_admin",
        "village_secretary",
        "village_head",
        "citizen",
        "citizen_verified",
        "hamlet_head",
    ):
        assert roles.count(role) == 2
    assert len({person.username for person in people.persons}) == len(people.persons)


def test_a_practice_password_can_be_read_aloud_and_is_never_the_same():
    drawn = {draw_password() for _ in range(50)}

    assert len(drawn) == 50
    assert all(len(word.split("-")) == 4 for word in drawn)


def test_the_same_seeds_tell_the_same_story_and_others_another(land: Land):
    village = land.villages[0]

    story = tell(village, 3, 11, 12)

    assert story == tell(village, 3, 11, 12)
    assert story.problem != tell(village, 3, 11, 13).problem
    assert story.place_line.endswith(village.line)


@pytest.mark.parametrize("number", range(len(NEEDS)), ids=[need.code for need in NEEDS])
def test_every_need_is_told_in_whole_sentences_with_its_own_figures(land: Land, number):
    need = NEEDS[number]
    for seed in range(12):
        told = tell(land.villages[seed * 11], number, seed, seed + 100)
        assert "{" not in told.problem + told.work + told.address + told.contribution
        assert need.volume[0] <= told.volume <= need.volume[1]
        assert told.cost > 0
        assert 10 < len(told.title) <= 111


def test_needs_and_their_sub_activities_are_named_once():
    assert len({need.code for need in NEEDS}) == len(NEEDS) == len(set(SUB_ACTIVITY.values())) >= 60
    assert {need.agency for need in NEEDS} <= {office.key for office in OFFICES}


@pytest.mark.slow
def test_two_hundred_pictures_are_drawn_the_same_each_time(media):
    drawn = draw_pictures(1)
    files = [picture for several in drawn.values() for picture in several]

    assert len(files) == len({picture.sha256 for picture in files}) == 200
    assert all(hashlib.sha256((media / p.file).read_bytes()).hexdigest() == p.sha256 for p in files[::20])


def _given(papers: Papers) -> dict[str, object]:
    own = {
        "recommendation": papers.recommendation,
        "amount": papers.amount,
        "coefficient": papers.coefficient,
    }
    reason = {"reason_code": papers.reason_code, "reason_text": papers.reason_text}
    return {key: value for key, value in (own | reason).items() if value not in ("", None)} | json.loads(
        papers.inputs
    )


# Answered by the proposal itself or by files, not by the papers of the step.
_ELSEWHERE = {
    "problem_statement", "contact", "proposed_work", "volume", "unit", "estimated_cost", "beneficiaries",
    "photos",
    "final_photos", "safeguard_note",
}  # fmt: skip


@pytest.mark.parametrize("step_id", sorted({step for life in LIVES for step in life.steps}))
def test_the_papers_of_a_step_are_what_the_rules_ask_for(step_id):
    life = next(life for life in LIVES if life.has(step_id))
    for seed in range(40):
        case = Case(7, seed * 7919, 2027, "Desa Sukamaju", False, NEEDS[seed % len(NEEDS)], 84_000_000, 120)
        scene = Scene(
            case, life, 1.7e9, 0, "desa-sukamaju-2027", "Dinas PUPR", "99.01.01.2001", 3, "NSW-27-X", "-7,108"
        )
        make = maker_of(step_id)
        papers = make(step_id, scene) if make else fixed_papers(step_id)

        problems = check_inputs(STEP[step_id], _given(papers))

        assert {problem.input for problem in problems} <= _ELSEWHERE
        assert not papers.reason_code or papers.reason_code in REASON
        assert not papers.reason_code or is_real_text(papers.reason_text)


@pytest.mark.parametrize("action", ["proposal.submit", "safeguard.report"])
def test_a_sealed_row_is_what_the_audit_would_have_sealed(action):
    sealer, at = Sealer(1, "99.01"), datetime(2026, 11, 24, 2, 3, 4, tzinfo=UTC)
    data = '{"amount":5,"move":1,"of":"draft","reason":"","step":"submit","to":"submitted"}'

    row = sealer.row(action, "proposal:NSW-27-X", "99.01.01.2001", "user:3", "2026-11-24 02:03:04", data)

    salt, leaf = str(row[8]), str(row[10])
    content = entry_bytes(
        action=action, tenant="99.01", subject="proposal:NSW-27-X", region="99.01.01.2001",
        actor="user:3",
        at=at, data={"amount": 5, "move": 1, "of": "draft", "reason": "", "step": "submit",
        "to": "submitted"}, salt=salt,
    )  # fmt: skip
    frontier = Frontier()
    frontier.append(leaf_hash(content))
    assert leaf == leaf_hash(content).hex()
    assert sealer.size == frontier.size == 1


@pytest.mark.parametrize(
    "table", [REASONS, WHY, CHANGES, OPINIONS], ids=["reasons", "why", "changes", "opinions"]
)
def test_every_step_has_an_answer_that_fits_any_need_with_a_code_only_where_asked(table):
    for step_id, rows in table.items():
        assert any(not row.only for row in rows)
        assert all(bool(row.code) == ("reason_code" in STEP[step_id].requires) for row in rows)
