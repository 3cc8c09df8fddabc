"""Opening a planning year."""

from datetime import UTC, date, datetime

import pytest

from rembuk.apps.audit.models import Event
from rembuk.apps.places.models import Holiday
from rembuk.apps.preparation.actions.cycle import open_cycle
from rembuk.apps.preparation.actions.game_rules import publish_rules
from rembuk.apps.preparation.actions.limits import set_quotas
from rembuk.apps.preparation.actions.stakeholders import StakeholderFacts, add_stakeholder, invite
from rembuk.apps.preparation.checklist_template import CHECKLIST
from rembuk.apps.preparation.models import PlanningCycle
from rembuk.rules.refusals import Refusal
from rembuk.rules.stages import STAGES
from tests.factories.places import TENANT

NOW = datetime(2026, 4, 1, tzinfo=UTC)
URL = "/persiapan/buka/"


def opened(by, **more):
    return open_cycle(
        **{"tenant": TENANT, "plan_year": 2028, "holidays": frozenset(), "by": by, "now": NOW, **more}
    )


def test_a_year_has_all_its_stages_from_midnight_to_midnight(planner):
    cycle = opened(planner)

    assert cycle.title == "RKPD 2028 (disusun 2027)"
    assert set(cycle.stages.values_list("code", flat=True)) == {row.code for row in STAGES}
    stage = cycle.stages.get(code="village_upward_proposals")
    assert (stage.opens_at, stage.closes_at) == (
        datetime(2026, 9, 30, 17, tzinfo=UTC),
        datetime(2026, 12, 31, 17, tzinfo=UTC),
    )
    assert cycle.checklist.count() == len(CHECKLIST)
    assert Event.objects.get(subject="cycle:2028").action == "cycle.manage"


def test_windows_step_around_holidays_but_not_past_a_legal_last_day(planner):
    cycle = opened(planner, holidays=frozenset({date(2026, 10, 1), date(2026, 12, 31)}))

    stage = cycle.stages.get(code="village_upward_proposals")
    assert (stage.opens_at, stage.closes_at) == (
        datetime(2026, 10, 1, 17, tzinfo=UTC),
        datetime(2026, 12, 30, 17, tzinfo=UTC),
    )


def test_a_year_is_opened_once(planner):
    opened(planner)

    with pytest.raises(Refusal) as refusal:
        opened(planner)

    assert refusal.value.code == "cycle_exists"
    assert PlanningCycle.objects.count() == 1


def test_a_new_year_keeps_what_a_team_would_type_again(planner):
    former = opened(planner)
    facts = StakeholderFacts("Forum Disabilitas Nusawangi", "disability", 2, 5, "collaborate")
    invite(add_stakeholder(former, facts=facts, by=planner, now=NOW), invited=True, by=planner, now=NOW)
    set_quotas(former, {TENANT: 4}, by=planner, now=NOW)
    publish_rules(former, text="Aturan", note="", seen_version=0, by=planner, now=NOW)

    cycle = opened(planner, plan_year=2029, keep_from=former)

    assert cycle.stakeholders.get().is_invited is False
    assert cycle.quotas.get().most == 4
    assert (cycle.game_rules.get().version, cycle.game_rules.get().text) == (1, "Aturan")


def test_the_page_shows_the_windows_before_it_opens_the_year(client, planner):
    client.force_login(planner)
    Holiday.objects.create(day="2026-05-01", name="Hari Buruh")

    answer = client.post(URL, {"plan_year": "2028", "langkah": "lihat"})

    text = answer.content.decode()
    assert "RKPD 2028 (disusun 2027)" in text
    assert "4 Mei – 15 Juni 2026" in text  # 1 May is a holiday, 2 and 3 May are a weekend
    assert not PlanningCycle.objects.exists()


def test_the_page_opens_the_year_and_leads_to_its_stages(client, planner):
    client.force_login(planner)

    answer = client.post(URL, {"plan_year": "2028", "langkah": "buka"}, follow=True)

    assert answer.redirect_chain[-1][0].startswith("/persiapan/2028/tahapan/")
    assert "Tahun perencanaan sudah dibuka" in answer.content.decode()
    assert PlanningCycle.objects.get().opened_by == planner


@pytest.mark.parametrize("year", ["1999", "x", "", "99999999999999999999"])
def test_a_year_that_is_not_offered_comes_back_with_a_sentence(client, planner, year):
    client.force_login(planner)

    answer = client.post(URL, {"plan_year": year, "langkah": "buka"})

    assert answer.status_code == 422
    assert not PlanningCycle.objects.exists()
