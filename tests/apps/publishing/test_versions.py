"""A plan version is prepared, verified by another person and published; the adopted one moves proposals."""

import csv
import hashlib
import io
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from rembuk.apps.audit.models import Event
from rembuk.apps.core.media import media_path
from rembuk.apps.proposals.models import Move, Proposal
from rembuk.apps.publishing.actions.versions import discard, prepare, publish, verify
from rembuk.apps.publishing.jobs import adopt_plan_lines
from rembuk.apps.publishing.models import PlanVersion
from rembuk.rules.plan_versions import PLAN_VERSIONS
from rembuk.rules.refusals import Refusal
from tests.factories.people import holder
from tests.factories.preparation import StageFactory
from tests.factories.proposals import NOW, ProposalFactory, open_year
from tests.together import at_once

pytestmark = pytest.mark.usefixtures("media")
REGULATION = {"regulation_number": "17", "regulation_year": 2027, "jdih_url": "https://jdih.example.go.id/17"}


@pytest.fixture
def year(government):
    return open_year("plan_finalisation")


def published(cycle, status, planner, planning_head, **fields):
    version = prepare(cycle, status, by=planner, now=NOW, **fields)
    return publish(verify(version, by=planning_head, now=NOW), by=planner, now=NOW)


def up_to(cycle, status, planner, planning_head):
    """All statuses up to this one, published in their order."""
    for row in PLAN_VERSIONS:
        last = published(
            cycle, row.code, planner, planning_head, **(REGULATION if row.code == "adopted" else {})
        )
        if row.code == status:
            return last
    raise AssertionError(status)


def refused(call):
    with pytest.raises(Refusal) as caught:
        call()
    return caught.value.code


def test_a_version_holds_the_lines_as_they_stand_and_keeps_them(year, planner):
    ProposalFactory(cycle=year, state="plan_draft", amount_agreed=200_000_000, volume="120.50", unit="m")
    ProposalFactory(cycle=year, state="agency_accepted", estimated_cost=50_000_000)
    ProposalFactory(cycle=year, state="village_review")

    version = prepare(year, "initial_draft", by=planner, now=NOW)
    Proposal.objects.update(title="Lain", amount_agreed=1)

    assert (version.number, version.line_count, version.total) == (1, 2, 250_000_000)
    lines = version.lines.order_by("amount")
    assert [line.amount for line in lines] == [50_000_000, 200_000_000]
    assert lines[1].volume == "120,5 m"
    assert all(line.title.startswith("Perbaiki jalan") for line in lines)


def test_what_the_village_built_never_stood_in_the_plan(year, planner, planning_head):
    through_plan = ProposalFactory(cycle=year, state="completed")
    Move.objects.create(
        tenant=year.tenant, proposal=through_plan, step="enter_annual_plan", from_state="tapd_review",
        to_state="plan_draft", at=NOW, role="system",
    )  # fmt: skip
    ProposalFactory(cycle=year, state="completed")

    version = up_to(year, "adopted", planner, planning_head)

    assert [line.proposal_code for line in version.lines.all()] == [through_plan.code]


@pytest.mark.parametrize("status", ["draft", "final_draft", "adopted"])
def test_no_status_is_skipped(year, planner, status):
    fields = REGULATION if status == "adopted" else {}

    assert refused(lambda: prepare(year, status, by=planner, now=NOW, **fields)) == "order"


def test_no_status_is_gone_back_to_and_a_correction_keeps_it(year, planner, planning_head):
    up_to(year, "draft", planner, planning_head)

    assert refused(lambda: prepare(year, "initial_draft", by=planner, now=NOW)) == "order"
    correction = published(year, "draft", planner, planning_head)
    assert (correction.status, correction.number) == ("draft", 3)


@pytest.mark.parametrize("status", ["initial_draft", "draft"])
def test_what_was_overtaken_meanwhile_is_not_published(year, planner, planning_head, status):
    """Prepared and verified in time, but something newer is public already."""
    up_to(year, status, planner, planning_head)
    late = verify(prepare(year, status, by=planner, now=NOW), by=planning_head, now=NOW)
    newer = published(year, "draft", planner, planning_head)

    assert refused(lambda: publish(late, by=planner, now=NOW)) == "overtaken"
    late.refresh_from_db()
    assert late.published_at is None and late.number < newer.number
    discard(late, by=planner, now=NOW)


@pytest.mark.django_db(transaction=True)
def test_of_an_older_and_a_newer_status_published_at_once_the_older_is_never_last(year, planner):
    head = holder("planning_head")
    up_to(year, "initial_draft", planner, head)
    both = [
        verify(prepare(year, status, by=planner, now=NOW), by=head, now=NOW)
        for status in ("initial_draft", "draft")
    ]
    answers = at_once([lambda row=row: publish(row, by=planner, now=NOW) for row in both])

    assert isinstance(answers[1], PlanVersion)
    told = Event.objects.filter(action="plan.publish").latest("id")
    assert told.subject == "plan:2028/v3"


@pytest.mark.parametrize("missing", sorted(REGULATION))
def test_the_adopted_version_names_its_regulation(year, planner, planning_head, missing):
    up_to(year, "final_draft", planner, planning_head)
    given = {key: value for key, value in REGULATION.items() if key != missing}

    assert refused(lambda: prepare(year, "adopted", by=planner, now=NOW, **given)) == "regulation"


def test_only_the_adopted_version_is_called_rkpd(year, planner, planning_head):
    adopted = up_to(year, "adopted", planner, planning_head)

    titles = dict(PlanVersion.objects.values_list("status", "title"))
    assert adopted.title == titles.pop("adopted") == "RKPD 2028"
    assert all(title.startswith("Rancangan") for title in titles.values())


def test_who_prepared_it_never_verifies_it(year, planner, planning_head):
    version = prepare(year, "initial_draft", by=planner, now=NOW)

    assert refused(lambda: verify(version, by=planner, now=NOW)) == "no_right"
    PlanVersion.objects.update(prepared_by=planning_head)
    version.refresh_from_db()
    assert refused(lambda: verify(version, by=planning_head, now=NOW)) == "same_person"
    with pytest.raises(IntegrityError), transaction.atomic():
        PlanVersion.objects.update(verified_by=planning_head, verified_at=NOW)


@pytest.mark.parametrize("who", ["neighbour", "village_admin", "auditor"])
def test_others_do_nothing_to_a_plan(request, year, planner, who):
    version = prepare(year, "initial_draft", by=planner, now=NOW)
    other = request.getfixturevalue(who)

    for act in (
        lambda: prepare(year, "initial_draft", by=other, now=NOW),
        lambda: verify(version, by=other, now=NOW),
        lambda: publish(version, by=other, now=NOW),
        lambda: discard(version, by=other, now=NOW),
    ):
        assert refused(act) == "no_right"


def test_nothing_is_published_unverified_or_twice(year, planner, planning_head):
    version = prepare(year, "initial_draft", by=planner, now=NOW)
    assert refused(lambda: publish(version, by=planner, now=NOW)) == "not_verified"

    verify(version, by=planning_head, now=NOW)
    assert refused(lambda: verify(version, by=planning_head, now=NOW)) == "lost_race"
    first = publish(version, by=planner, now=NOW)
    stale = PlanVersion(pk=first.pk, tenant=first.tenant, cycle=year, plan_year=2028, number=1,
                        status=first.status, verified_at=NOW)  # fmt: skip
    assert refused(lambda: publish(stale, by=planner, now=NOW + timedelta(days=1))) == "lost_race"
    assert PlanVersion.objects.get().published_at == NOW


def test_the_files_have_the_hashes_that_are_shown(year, planner, planning_head):
    proposal = ProposalFactory(cycle=year, state="plan_draft", amount_agreed=75_000_000, title="=1+1")

    version = published(year, "initial_draft", planner, planning_head)

    pdf, sheet = media_path(version.pdf_file).read_bytes(), media_path(version.csv_file).read_bytes()
    assert pdf.startswith(b"%PDF-")
    assert hashlib.sha256(pdf).hexdigest() == version.pdf_sha256
    assert hashlib.sha256(sheet).hexdigest() == version.csv_sha256
    row = list(csv.reader(io.StringIO(sheet.decode("utf-8-sig"))))[1]
    assert row[0] == proposal.code
    assert not row[1].startswith("=")
    assert row[8] == "75000000"


def test_what_is_not_published_can_be_taken_back_and_the_log_knows(year, planner, planning_head):
    version = prepare(year, "initial_draft", by=planner, now=NOW)
    discard(version, by=planner, now=NOW)

    assert not PlanVersion.objects.exists()
    assert [row.data["step"] for row in Event.objects.order_by("id")] == ["prepared", "discarded"]
    kept = published(year, "initial_draft", planner, planning_head)
    assert refused(lambda: discard(kept, by=planner, now=NOW)) == "lost_race"
    assert PlanVersion.objects.get() == kept


def test_the_adopted_version_takes_its_proposals_into_the_plan_once(year, planner, planning_head):
    inside = ProposalFactory.create_batch(3, cycle=year, state="plan_draft")
    version = up_to(year, "adopted", planner, planning_head)
    late = ProposalFactory(cycle=year, state="plan_draft")
    year.stages.all().delete()  # the window may close before the worker comes to it
    StageFactory(cycle=year, code="plan_finalisation", closes_at=version.published_at + timedelta(hours=1))

    assert (adopt_plan_lines(), adopt_plan_lines()) == (3, 0)
    states = dict(Proposal.objects.values_list("pk", "state"))
    assert {states[row.pk] for row in inside} == {"rkpd"}
    assert states[late.pk] == "plan_draft"
    told = Move.objects.filter(step="adopt_plan")
    assert {row.inputs["regulation_reference"] for row in told} == {"17/2027 https://jdih.example.go.id/17"}


def test_no_plan_is_adopted_while_its_stage_is_closed(government, planner, planning_head):
    cycle = open_year("agency_forum")
    ProposalFactory(cycle=cycle, state="plan_draft")

    assert refused(lambda: up_to(cycle, "adopted", planner, planning_head)) == "stage_closed"
    assert not PlanVersion.objects.filter(status="adopted").exclude(published_at=None).exists()


@pytest.mark.django_db(transaction=True)
def test_of_many_heads_who_verify_at_once_one_does(year, planner):
    version = prepare(year, "initial_draft", by=planner, now=NOW)
    heads = [holder("planning_head") for _ in range(8)]

    def act(by):
        own = PlanVersion.objects.get(pk=version.pk)
        return lambda: verify(own, by=by, now=NOW)

    answers = at_once([act(by) for by in heads])

    assert sum(isinstance(answer, PlanVersion) for answer in answers) == 1
    assert {row.code for row in answers if isinstance(row, Refusal)} == {"lost_race"}
    assert Event.objects.filter(action="plan.verify").count() == 1


@pytest.mark.django_db(transaction=True)
def test_versions_prepared_at_once_get_numbers_of_their_own(year):
    admins = [holder("planning_admin") for _ in range(4)]

    answers = at_once([lambda by=by: prepare(year, "initial_draft", by=by, now=NOW) for by in admins])

    made = [row for row in answers if isinstance(row, PlanVersion)]
    assert made and sorted(row.number for row in made) == list(range(1, len(made) + 1))
    assert {row.code for row in answers if isinstance(row, Refusal)} <= {"lost_race"}
    assert len(made) + sum(isinstance(row, Refusal) for row in answers) == 4


def test_a_version_that_is_sent_twice_is_prepared_once(year, planner):
    first = prepare(year, "initial_draft", by=planner, now=NOW, note="Awal")
    assert prepare(year, "initial_draft", by=planner, now=NOW + timedelta(seconds=2), note="Awal") == first
    assert prepare(year, "initial_draft", by=planner, now=NOW, note="Lain").number == 2
    assert prepare(year, "initial_draft", by=planner, now=NOW + timedelta(hours=1), note="Awal").number == 3
