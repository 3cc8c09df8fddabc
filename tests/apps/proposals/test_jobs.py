"""What happens by the clock."""

from datetime import UTC, datetime, timedelta

import pytest

from rembuk.apps.core import clock
from rembuk.apps.core.versions import bump
from rembuk.apps.preparation.models import Stage
from rembuk.apps.proposals.access import cycle_at_work
from rembuk.apps.proposals.jobs import act_on_each, expire_closed_windows, open_recorded, reconcile_counters
from rembuk.apps.proposals.models import Proposal, Support
from rembuk.rules.refusals import Refusal
from tests.factories.places import TENANT, WARD
from tests.factories.preparation import LONG_AGO, StageFactory
from tests.factories.proposals import ProposalFactory, open_year, sent_by

YESTERDAY = clock.now() - timedelta(days=1)


def test_what_was_recorded_opens_with_the_season_of_its_place(government, resident):
    year = open_year("budgeting")
    StageFactory(cycle=year, code="hamlet_meeting", opens_at=datetime(2035, 1, 1, tzinfo=UTC))
    kept = sent_by(resident)
    assert kept.state == "recorded" and open_recorded() == 0

    year.stages.filter(code="hamlet_meeting").update(opens_at=LONG_AGO)
    bump(TENANT, "calendar")

    assert open_recorded() == 1
    kept.refresh_from_db()
    assert (kept.state, kept.plan_year) == ("village_review", 2028)


def test_what_a_desa_sends_after_its_musrenbang_waits_for_the_next_year(government, resident):
    january = open_year("thematic_deliberation", "prioritisation")
    StageFactory(cycle=january, code="village_deliberation", closes_at=YESTERDAY)
    following = open_year(plan_year=2029)
    coming = StageFactory(cycle=following, code="hamlet_meeting", opens_at=datetime(2035, 1, 1, tzinfo=UTC))
    kept = sent_by(resident, now=clock.now())
    old = ProposalFactory(cycle=open_year(plan_year=2027), state="deferred", proposer=resident)

    assert (kept.state, kept.plan_year, open_recorded()) == ("recorded", 2029, 0)
    assert cycle_at_work(old, clock.now()) is None

    Stage.objects.filter(pk=coming.pk).update(opens_at=LONG_AGO)
    bump(TENANT, "calendar")

    assert (open_recorded(), expire_closed_windows()) == (1, 0)
    kept.refresh_from_db()
    assert (kept.state, kept.plan_year) == ("village_review", 2029)
    assert cycle_at_work(old, clock.now()) == following


def test_many_that_must_wait_hold_up_no_other_place(government, monkeypatch):
    year = open_year("neighborhood_meeting")  # kelurahan only
    monkeypatch.setattr("rembuk.apps.proposals.jobs._BATCH", 2)
    for _ in range(3):
        ProposalFactory(cycle=year, state="recorded")
    ProposalFactory(cycle=year, state="recorded", village_code=WARD, track="kelurahan")

    assert open_recorded() == 1
    assert Proposal.objects.get(village_code=WARD).state == "village_review"


def test_those_that_are_refused_or_fail_hold_up_none_that_come_after_them(government):
    year = open_year()
    rows = [ProposalFactory(cycle=year) for _ in range(6)]
    refused, broken, moved = rows[:2], rows[2:4], []

    def act(proposal: Proposal) -> bool:
        if proposal in refused:
            raise Refusal("stage_closed", "Belum waktunya.", "Not yet.")
        if proposal in broken:
            raise LookupError
        moved.append(proposal)
        return True

    assert act_on_each(Proposal.objects.all(), act, most=1) == 1
    assert act_on_each(Proposal.objects.all(), act, most=5) == 2
    assert moved == [rows[4], rows[4], rows[5]]


@pytest.mark.parametrize("state", ["village_review", "returned"])
def test_a_window_that_closes_defers_and_says_late(government, state):
    year = open_year("agency_forum")
    for code in ("village_deliberation", "village_upward_proposals", "prioritisation"):
        StageFactory(cycle=year, code=code, opens_at=LONG_AGO, closes_at=YESTERDAY)
    back = {"returned_from": "village_review"} if state == "returned" else {}
    proposal = ProposalFactory(cycle=year, state=state, **back)
    alive = ProposalFactory(cycle=year, state="partner_review")

    assert expire_closed_windows() == 1

    proposal.refresh_from_db()
    alive.refresh_from_db()
    assert (proposal.state, alive.state) == ("deferred", "partner_review")
    assert proposal.moves.get().reason_code == "late"


@pytest.mark.parametrize(
    ("lang", "said"), [("", "Batas waktu tanggapan terlewati"), ("/en", "The time for an answer passed")]
)
def test_what_the_platform_writes_is_read_in_the_language_of_the_page(client, government, lang, said):
    year = open_year("agency_forum")
    for code in ("village_deliberation", "village_upward_proposals", "prioritisation"):
        StageFactory(cycle=year, code=code, opens_at=LONG_AGO, closes_at=YESTERDAY)
    proposal = ProposalFactory(cycle=year, state="village_review")
    assert expire_closed_windows() == 1

    for path in (f"{lang}/usulan/{proposal.code}/", f"{lang}/"):
        page = client.get(path).content.decode()
        assert said in page
        assert ("terlewati" in page) == (lang == "")


def test_counters_are_compared_with_what_they_count(government, neighbour):
    proposal = ProposalFactory(cycle=open_year("hamlet_meeting"), support_count=9)
    Support.objects.create(tenant="99.01", proposal=proposal, user=neighbour, at=clock.now())

    assert reconcile_counters() == 1
    proposal.refresh_from_db()
    assert proposal.support_count == 1
