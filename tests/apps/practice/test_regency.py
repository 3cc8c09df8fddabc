"""The regency as it stands in the database: histories the rules allow, a log that verifies, open doors."""

import csv
import random
import re
import stat
from collections import defaultdict

import pytest
from django.contrib.auth.hashers import check_password
from django.db.models import F

from rembuk.apps.audit.models import Cursor, Event
from rembuk.apps.audit.verify import verify_database
from rembuk.apps.core.clock import today
from rembuk.apps.exchange.importing.owners import owners
from rembuk.apps.musrenbang.models import Forum, ForumItem, Minutes
from rembuk.apps.people.access import Rights
from rembuk.apps.people.models import RoleAssignment, User
from rembuk.apps.places.models import Agency, Boundary, Government, RegionProfile
from rembuk.apps.practice.build import Wish
from rembuk.apps.practice.passwords import HEADER
from rembuk.apps.practice.sealing import REACTIONS_READER
from rembuk.apps.practice.wiping import check_practice
from rembuk.apps.preparation.models import Ceiling, PlanningCycle, QuotaRule, Stage, StageChange, Usage
from rembuk.apps.preparation.queries import collecting_cycle
from rembuk.apps.proposals.actions.usage import recount_usage
from rembuk.apps.proposals.facts import known
from rembuk.apps.proposals.models import Explanation, Follow, Move, Photo, Proposal, Support, WaitingDecision
from rembuk.apps.publishing.models import Article, PlanLine, PlanVersion
from rembuk.rules.four_eyes import check_four_eyes
from rembuk.rules.input_checks import check_inputs
from rembuk.rules.proposal_flow import STEP, Acting, Situation, find_step
from rembuk.rules.stages import village_plan_year_open
from rembuk.rules.system_steps import system_step

from .conftest import BUILT, DAY, SAID, SEED

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
SAMPLE = 500


class _Judge:
    """Asks the rules of every move again, with the stages and the roles of its time."""

    def __init__(self) -> None:
        self._stages = defaultdict(list)
        for cycle, code, opens, closes in Stage.objects.values_list(
            "cycle_id", "code", "opens_at", "closes_at"
        ):
            self._stages[cycle].append((code, opens, closes))
        self._held = defaultdict(list)
        for row in RoleAssignment.objects.all():
            self._held[row.user_id].append(row)
        self._agency = {row.name: row.code for row in Agency.objects.all()}

    def replay(self, proposal: Proposal) -> str:
        """Walk the whole life; returns the state in which it ends."""
        state, line_year, agency = "draft", None, ""
        moves = list(proposal.moves.order_by("id"))
        was_carried = any(move.step == "carry_over" for move in moves)
        for move in moves:
            if move.step == "carry_over":
                was_carried = False
            cycle = proposal.cycle_id - was_carried
            if move.step == "start_transfer_works":
                line_year = move.inputs["village_plan_line"]["year"]
            if move.step == "fund_by_village":
                line_year = None
            self._ask(move, proposal, self._situation(state, move, proposal, cycle, line_year), agency)
            state = move.to_state
            if move.step == "fund_by_village":
                line_year = move.inputs["village_plan_line"]["year"]
            agency = self._agency.get(move.inputs.get("target_agency", ""), agency)
            if move.step.startswith("move_to_grant"):
                agency = proposal.agency_code
        return state

    def _situation(self, state, move, proposal, cycle, line_year) -> Situation:
        every = self._stages if move.step == "keep_out_of_season" else [cycle]
        return Situation(
            state=state, channel=proposal.channel, track=proposal.track,
            open_stages=frozenset(
                code for one in every for code, opens,
                closes in self._stages[one] if opens <= move.at < closes
            ),
            village_plan_year_open=None if line_year is None else village_plan_year_open(line_year,
            today(move.at)),
        )  # fmt: skip

    def _ask(self, move: Move, proposal: Proposal, situation: Situation, agency: str) -> None:
        if move.role == "system":
            step = system_step(move.step, situation)
        else:
            held = Rights(tuple(self._held[move.by_id]))
            roles = held.roles_at(proposal.village_code, agency, proposal.agency_group)
            relations = (
                {"proposer"} if move.by_id in (proposal.proposer_id, proposal.assisted_by_id) else set()
            )
            if held.lives_in(proposal.village_code):
                relations.add("resident_of_place")
            step = find_step(move.step, situation, Acting(roles, frozenset(relations)))
            assert move.role in roles
        if step.second_approver:
            second = Rights(tuple(self._held[move.second_id]))
            check_four_eyes(
                step,
                move.by_id,
                move.second_id,
                second.roles_at(proposal.village_code, agency, proposal.agency_group),
            )
        assert check_inputs(step, known(proposal) | _given(move)) == ()


def _given(move: Move) -> dict[str, object]:
    columns = ("recommendation", "amount", "coefficient", "reason_code", "reason_text")
    given = {name: getattr(move, name) for name in columns if getattr(move, name) not in ("", None)}
    photos = list(move.photos.all())
    return {**move.inputs, **given, "photos": photos, "final_photos": photos, "safeguard_note": "private"}


def test_a_sample_of_histories_is_what_the_rules_allow(nusawangi):
    judge = _Judge()
    ids = list(Proposal.objects.exclude(state="draft").values_list("id", flat=True))
    chosen = random.Random(SEED).sample(ids, min(SAMPLE, len(ids)))

    for proposal in Proposal.objects.filter(id__in=chosen).prefetch_related("moves__photos"):
        assert judge.replay(proposal) == proposal.state


def test_the_log_verifies_and_wakes_no_reaction(nusawangi):
    sealed = Event.objects.exclude(seq=None).count()

    assert verify_database() is None
    assert sealed == Event.objects.count() > Move.objects.count()
    assert Cursor.objects.get(reader=REACTIONS_READER).last_seq == sealed


def test_every_move_and_every_support_is_an_event(nusawangi):
    for step, count in (("proposal.support", Support.objects.count()), ("proposal.route", None)):
        wanted = Move.objects.filter(step__in=_routes()).count() if count is None else count
        assert Event.objects.filter(action=step).count() == wanted


def test_forums_years_and_moved_windows_are_events_too(nusawangi):
    signed = Forum.objects.filter(state="sent").count()

    assert Event.objects.filter(action="minutes.sign").count() == signed
    assert Event.objects.filter(subject__startswith="forum:").count() == 6 * signed
    assert Event.objects.filter(subject__startswith="stage:").count() == StageChange.objects.count()
    assert Event.objects.filter(subject__startswith="cycle:").count() >= 4


def test_the_log_tells_the_years_in_their_order(nusawangi):
    told = list(Event.objects.filter(seq__lte=5_000).order_by("seq").values_list("at", flat=True))

    assert told == sorted(told)


def _routes() -> list[str]:
    return [
        step
        for step in Move.objects.values_list("step", flat=True).distinct()
        if STEP[step].action == "proposal.route"
    ]


def test_rows_agree_with_their_histories(nusawangi):
    for proposal in Proposal.objects.exclude(state="draft").prefetch_related("moves")[:300]:
        moves = sorted(proposal.moves.all(), key=lambda move: move.pk)
        assert (proposal.state_since, proposal.submitted_at) == (moves[-1].at, moves[0].at)
        assert proposal.support_count == Support.objects.filter(proposal=proposal).count()
        assert proposal.photo_count == Photo.objects.filter(proposal=proposal).count()


def test_as_many_proposals_as_wished_stand_in_the_order_in_which_they_came(nusawangi):
    came = list(Proposal.objects.order_by("id").values_list("created_at", flat=True))

    assert len(came) == BUILT
    assert came == sorted(came)


def test_places_have_borders_figures_and_one_practice_government(nusawangi):
    assert Boundary.objects.count() == 150 + 12 + 1
    assert RegionProfile.objects.count() == 150 + 12
    assert Government.objects.get().practice


def test_both_practice_villages_collect_on_the_day(nusawangi):
    now = Wish(SEED, DAY).now
    for track, village in (("desa", "99.01.01.2001"), ("kelurahan", "99.01.01.1001")):
        assert collecting_cycle("99.01", village, track, now).plan_year == DAY.year + 2


def test_every_moved_window_has_its_public_reason(nusawangi):
    assert StageChange.objects.exists()
    assert not StageChange.objects.filter(reason="").exists()
    for change in StageChange.objects.select_related("stage"):
        assert (change.new_opens_at, change.new_closes_at) == (change.stage.opens_at, change.stage.closes_at)


def test_no_village_is_over_its_quota_and_no_district_over_its_ceiling(nusawangi):
    for cycle in PlanningCycle.objects.all():
        quotas = dict(QuotaRule.objects.filter(cycle=cycle).values_list("region_code", "most"))
        ceilings = dict(Ceiling.objects.filter(cycle=cycle, sector="").values_list("region_code", "amount"))
        spent = defaultdict(int)
        for use in Usage.objects.filter(cycle=cycle):
            if use.region_code in ceilings:
                spent[use.region_code] += use.amount
            else:
                assert use.count <= quotas.get(use.region_code, quotas["99.01"])
        assert all(amount <= ceilings[place] for place, amount in spent.items())


def test_what_years_used_is_what_their_steps_say(nusawangi):
    for cycle in PlanningCycle.objects.all():
        counted = _usage(cycle)

        recount_usage(cycle)

        assert _usage(cycle) == counted
    assert Usage.objects.filter(count__gt=0).exists()
    assert Usage.objects.filter(amount__gt=0).exists()


def _usage(cycle: PlanningCycle) -> list[tuple]:
    return sorted(Usage.objects.filter(cycle=cycle).values_list("region_code", "sector", "count", "amount"))


def test_until_it_is_sent_a_proposal_belongs_to_the_agency_of_its_category(nusawangi):
    owner_of = owners("99.01")
    waiting = Proposal.objects.filter(first_agency_code="").values_list(
        "category", "agency_code", "agency_group"
    )

    assert waiting.filter(state="district_review").exclude(agency_code="").exists()  # early opinions
    assert all(owner_of[category] == (code, group) for category, code, group in waiting)
    assert not Proposal.objects.exclude(first_agency_code="").filter(agency_code="").exists()


def test_building_is_told_line_by_line_in_both_languages(nusawangi):
    assert SAID[0].text_id == (
        "Membangun Kabupaten Nusawangi, kabupaten latihan dengan 700 usulan (data simulasi) …"
    )
    assert all(line.text_id and line.text_en for line in SAID)
    assert re.fullmatch(r"\d+ dokumen, \d+\.\d{3} peristiwa", SAID[-1].text_id)
    assert re.fullmatch(r"\d+ documents, \d+,\d{3} events", SAID[-1].text_en)


def test_signed_forums_have_minutes_and_lists_and_their_papers_exist(nusawangi, settings):
    signed = Forum.objects.filter(state="sent")

    assert signed.count() == Minutes.objects.exclude(signed_at=None).count() > 400
    assert ForumItem.objects.exclude(outcome="").exists()
    for minutes in Minutes.objects.exclude(public_file="")[:5]:
        assert (nusawangi.parent / "media" / minutes.public_file).stat().st_size > 10_000


def test_the_finished_year_has_its_adopted_plan_with_files(nusawangi):
    adopted = PlanVersion.objects.get(plan_year=DAY.year - 1, status="adopted")

    assert adopted.published_at and adopted.pdf_sha256 and adopted.csv_sha256
    assert PlanLine.objects.filter(version=adopted).count() == adopted.line_count > 10
    assert not PlanVersion.objects.filter(verified_by=F("prepared_by")).exists()


def test_guides_questions_and_legal_bases_are_there(nusawangi):
    assert set(Article.objects.values_list("kind", flat=True)) == {"guide", "question", "law"}


def test_decisions_wait_for_a_second_person_and_explanations_were_asked(nusawangi):
    assert WaitingDecision.objects.exists()
    assert Explanation.objects.exists()
    assert Follow.objects.exists()


def test_the_accounts_in_the_file_open_their_doors(nusawangi):
    with nusawangi.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))

    assert tuple(rows[0]) == HEADER
    assert stat.S_IMODE(nusawangi.stat().st_mode) == 0o600
    for row in rows[::9]:
        user = User.objects.get(username=row["username"])
        assert check_password(row["password"], user.password)
        assert RoleAssignment.objects.filter(user=user, role=row["role"]).exists()


def test_nobody_else_can_sign_in(nusawangi):
    with nusawangi.open(encoding="utf-8") as file:
        known_names = {row["username"] for row in csv.DictReader(file)}

    others = User.objects.exclude(username__in=known_names)

    assert others.count() > 1000
    assert not others.exclude(password__startswith="!").exists()


def test_a_practice_installation_may_be_built_again(nusawangi):
    check_practice()
