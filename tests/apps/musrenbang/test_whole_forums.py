"""Each deciding forum once, from the call to the list of the next level, through its pages."""

import hashlib

import pytest

from rembuk.apps.core.clock import now
from rembuk.apps.core.versions import bump
from rembuk.apps.musrenbang.models import Minutes, Participant
from rembuk.apps.preparation.models import Stage
from rembuk.apps.proposals.models import Move
from rembuk.rules.forum_types import FORUM_TYPES
from rembuk.rules.forums import AGENDA_STATE
from rembuk.site.schedule import expire_undecided
from tests.algorithms.documents.reading import attached, text_of
from tests.apps.musrenbang.conftest import WHY, sit
from tests.factories.people import holder
from tests.factories.places import DISTRICT, TENANT, VILLAGE, WARD, WORKS
from tests.factories.preparation import CeilingFactory, QuotaRuleFactory, StageFactory
from tests.factories.proposals import ProposalFactory, open_year

COMPLETE = {
    "volume": "200", "unit": "meter", "estimated_cost": 150_000_000, "beneficiaries": 85,
    "eligibility": "eligible_urgent",
}  # fmt: skip


def proposal(cycle, **fields):
    return ProposalFactory(cycle=cycle, plan_year=cycle.plan_year, **{**COMPLETE, **fields})


def state_of(row):
    row.refresh_from_db()
    return row.state


def test_a_village_musrenbang_agrees_refuses_and_merges(table_of, village_admin, village_head, government):
    cycle = open_year("village_deliberation")
    road, bridge, well = proposal(cycle, score=900), proposal(cycle, score=800), proposal(cycle, score=100)
    table = table_of(village_admin, village_head)
    table.call("village_deliberation", VILLAGE)
    sit(table)

    assert [table.item(row).position for row in (road, bridge, well)] == [1, 2, 3]
    assert table.decide(road, "agreed").status_code == 302
    assert table.decide(bridge, "merged", merge_target=road.code, reason_text=WHY).status_code == 302
    assert table.decide(well, "not_agreed", reason_code="authority", reason_text=WHY).status_code == 302
    assert state_of(road) == "village_review"  # kept with the forum until the minutes are signed

    table.write_minutes()
    assert table.sign().status_code == 302
    assert [state_of(row) for row in (road, bridge, well)] == ["village_agreed", "merged", "rejected"]
    move = Move.objects.get(proposal=road)
    assert move.step == "agree_in_village"
    assert move.by == village_admin
    assert move.inputs["minutes"] == table.code
    assert Move.objects.get(proposal=well).reason_text == WHY


def test_a_window_that_closes_before_the_signature_takes_nothing_from_the_forum(
    table_of, village_admin, village_head, government
):
    cycle = open_year("village_deliberation")
    StageFactory(cycle=open_year(plan_year=2029), code="hamlet_meeting")
    road, well = proposal(cycle, score=900), proposal(cycle, score=100)
    table = table_of(village_admin, village_head)
    table.call("village_deliberation", VILLAGE)
    sit(table)
    late = proposal(cycle)
    table.decide(road, "agreed")
    table.decide(well, "not_agreed", reason_code="authority", reason_text=WHY)
    table.write_minutes()
    Stage.objects.filter(cycle=cycle).update(closes_at=now())
    bump(cycle.tenant, "calendar")

    assert expire_undecided() == 1
    assert table.sign().status_code == 302
    assert [state_of(row) for row in (road, well, late)] == ["village_agreed", "rejected", "deferred"]


def test_the_closing_assembly_funds_raises_and_defers(table_of, village_admin, village_head, government):
    cycle = open_year("village_plan_adoption")
    rows = [proposal(cycle, state="village_agreed", score=900 - n) for n in range(3)]
    table = table_of(village_admin, village_head)
    table.call("village_plan_adoption", VILLAGE)
    sit(table)

    line = {
        "plan_document": "Peraturan Desa 4/2026", "plan_line": "2.1.03", "plan_year": "2027",
        "amount": "95 juta",
    }  # fmt: skip
    assert table.decide(rows[0], "funded_by_village", **line).status_code == 302
    assert table.decide(rows[1], "raised").status_code == 302
    assert table.decide(rows[2], "deferred", reason_code="ceiling", reason_text=WHY).status_code == 302
    table.write_minutes()
    assert table.sign().status_code == 302
    assert [state_of(row) for row in rows] == ["village_funded", "district_review", "deferred"]
    assert rows[1].rank == 2
    assert rows[0].amount_agreed == 95_000_000


def test_a_kelurahan_agrees_and_raises_in_one_act(table_of, government):
    cycle = open_year("ward_deliberation")
    row = proposal(cycle, village_code=WARD, track="kelurahan")
    table = table_of(holder("village_admin", WARD), holder("village_head", WARD))
    table.call("ward_deliberation", WARD)
    sit(table)

    assert table.decide(row, "raised").status_code == 302
    table.write_minutes()
    assert table.sign(office="Lurah Kenanga").status_code == 302
    assert state_of(row) == "district_review"
    assert [move.step for move in row.moves.order_by("id")] == ["agree_in_village", "raise_to_district"]


def test_the_next_level_has_its_list_once_the_sub_district_signs(
    table_of, district_officer, district_head, government
):
    cycle = open_year("district_deliberation")
    CeilingFactory(cycle=cycle, amount=400_000_000)
    first, second = (proposal(cycle, state="district_review", score=900 - n) for n in range(2))
    table = table_of(district_officer, district_head)
    table.call("district_deliberation", DISTRICT)
    sit(table)

    assert table.decide(first, "agreed", amount="140 juta").status_code == 302
    assert "sisa Rp260 juta" in table.clerk.get(table.url("usulan/")).content.decode()
    assert table.decide(second, "not_agreed", reason_code="ceiling", reason_text=WHY).status_code == 302
    table.write_minutes()
    assert table.sign(office="Camat Cempaka").status_code == 302
    assert state_of(first) == "partner_review"
    assert first.amount_agreed == 140_000_000
    assert state_of(second) in {"district_not_agreed", "deferred"}


def test_an_agency_forum_hands_over_to_the_budget_team(table_of, agency_operator, agency_head, government):
    cycle = open_year("agency_forum")
    row = proposal(cycle, state="agency_accepted", agency_code=WORKS)
    proposal(cycle, state="agency_accepted", agency_code="1.01.01")
    table = table_of(agency_operator, agency_head)
    table.call("agency_forum", TENANT, WORKS)
    sit(table)

    assert table.forum.items.count() == 1  # of its own agency only
    assert table.decide(row, "agreed").status_code == 302
    table.write_minutes()
    assert table.sign(office="Kepala Dinas PUPR").status_code == 302
    assert state_of(row) == "tapd_review"
    assert row.references["agency_forum_minutes"] == table.code


def test_the_regional_musrenbang_is_material_for_the_budget_team(
    table_of, planner, planning_head, government
):
    cycle = open_year("annual_plan_deliberation")
    row = proposal(cycle, state="tapd_review")
    table = table_of(planner, planning_head)
    table.call("annual_plan_deliberation", TENANT)
    sit(table)

    assert table.decide(row, "agreed").status_code == 302
    table.write_minutes()
    assert table.sign(office="Kepala Bappeda").status_code == 302
    assert state_of(row) == "tapd_review"
    assert Minutes.objects.get(forum=table.forum).signed_at is not None


@pytest.mark.parametrize(
    "row", [one for one in FORUM_TYPES if one.code not in AGENDA_STATE], ids=lambda one: one.code
)
def test_a_forum_that_only_prepares_has_minutes_and_no_list(table_of, government, row):
    open_year(row.code)
    village = "village_admin" in row.run_by
    where = (WARD if row.code == "neighborhood_meeting" else VILLAGE) if village else TENANT
    clerk = holder("village_admin" if village else "planning_admin", where)
    signer = holder("village_head" if village else "planning_head", where)
    table = table_of(clerk, signer)
    table.call(row.code, where)
    sit(table)

    assert table.forum.items.count() == 0
    table.write_minutes()
    assert table.sign().status_code == 302
    assert table.step("send_minutes", letter_number="050/12/2026").status_code == 302
    assert table.forum.state == "sent"


def test_both_copies_are_kept_with_their_hashes_and_the_public_one_names_no_telephone(
    table_of, village_admin, village_head, client, government
):
    open_year("village_deliberation")
    table = table_of(village_admin, village_head)
    table.call("village_deliberation", VILLAGE)
    sit(table)
    table.write_minutes()
    assert client.get(f"/musyawarah/{table.code}/berita-acara.pdf").status_code == 404
    assert table.sign().status_code == 302

    minutes = Minutes.objects.get(forum=table.forum)
    public = b"".join(client.get(f"/musyawarah/{table.code}/berita-acara.pdf").streaming_content)
    archive = b"".join(table.signer.get(f"/musyawarah/{table.code}/arsip.pdf").streaming_content)
    assert hashlib.sha256(public).hexdigest() == minutes.public_sha256
    assert hashlib.sha256(archive).hexdigest() == minutes.archive_sha256
    assert public != archive
    page = client.get(f"/musyawarah/{table.code}/").content.decode()
    assert minutes.public_sha256 in page
    assert minutes.archive_sha256 in page
    assert "081234567890" not in page
    assert "Siti" not in page
    assert client.get(f"/musyawarah/{table.code}/arsip.pdf").status_code == 302  # a guest is asked to sign in


def test_what_the_quota_does_not_hold_keeps_the_forum_open(table_of, village_admin, village_head, government):
    cycle = open_year("village_plan_adoption")
    QuotaRuleFactory(cycle=cycle, most=1)
    rows = [proposal(cycle, state="village_agreed", score=900 - n) for n in range(2)]
    table = table_of(village_admin, village_head)
    table.call("village_plan_adoption", VILLAGE)
    sit(table)
    for row in rows:
        assert table.decide(row, "raised").status_code == 302

    answer = table.step("close")
    assert answer.status_code == 422
    assert "terlampaui" in answer.content.decode()
    assert table.decide(rows[1], "deferred", reason_code="ceiling", reason_text=WHY).status_code == 302
    assert table.step("close").status_code == 302


def test_signing_changes_everything_or_nothing(table_of, village_admin, village_head, government):
    cycle = open_year("village_plan_adoption")
    rows = [proposal(cycle, state="village_agreed", score=900 - n) for n in range(2)]
    table = table_of(village_admin, village_head)
    table.call("village_plan_adoption", VILLAGE)
    sit(table)
    for row in rows:
        assert table.decide(row, "raised").status_code == 302
    table.write_minutes()
    QuotaRuleFactory(cycle=cycle, most=1)  # cut after the forum had closed

    answer = table.sign()
    assert answer.status_code == 422
    assert rows[1].code in answer.content.decode()
    assert [state_of(row) for row in rows] == ["village_agreed", "village_agreed"]
    assert table.forum.state == "minutes_read"
    assert Minutes.objects.get(forum=table.forum).signed_at is None
    assert Move.objects.count() == 0


def test_a_proposal_taken_back_after_the_decision_holds_up_nobody(
    table_of, village_admin, village_head, government
):
    cycle = open_year("village_plan_adoption")
    gone, stays = (proposal(cycle, state="village_agreed", score=900 - n) for n in range(2))
    table = table_of(village_admin, village_head)
    table.call("village_plan_adoption", VILLAGE)
    sit(table)
    for row in (gone, stays):
        assert table.decide(row, "raised").status_code == 302
    table.write_minutes()
    type(gone).objects.filter(pk=gone.pk).update(state="withdrawn")

    assert table.sign().status_code == 302
    assert [state_of(row) for row in (gone, stays)] == ["withdrawn", "district_review"]


def test_the_stage_of_a_forum_may_be_open_for_one_year_and_not_for_another(client, village_admin, government):
    open_year("village_deliberation")
    StageFactory(cycle=open_year(plan_year=2029), code="hamlet_meeting")
    client.force_login(village_admin)

    page = client.get("/musyawarah/baru/").content.decode()
    assert "2028|village_deliberation" in page
    assert "2029|village_deliberation" not in page
    assert "2029|hamlet_meeting" in page


def test_no_child_signs_and_none_is_named_in_public(
    table_of, village_admin, village_head, government, client
):
    open_year("village_deliberation")
    table = table_of(village_admin, village_head)
    table.call("village_deliberation", VILLAGE)
    table.invite(("Bunga", "children", "P"), ("Wayan", "disability", "L"), ("Siti", "women", "P"))
    Participant.objects.update(kind="delegate")
    assert table.step("open_forum").status_code == 302
    table.attend("Bunga", "Wayan", "Siti")
    assert table.step("close").status_code == 302
    chosen = list(Participant.objects.order_by("id").values_list("pk", flat=True))
    assert table.step("draft_minutes", delegates=chosen).status_code == 302
    assert table.step("read_aloud", read_by="Siti").status_code == 302
    assert table.sign().status_code == 302

    archive = b"".join(table.signer.get(f"/musyawarah/{table.code}/arsip.pdf").streaming_content)
    signers = attached(archive)["representatives"]
    assert [person["name"] for person in signers] == ["Wayan", "Siti"]
    public = b"".join(client.get(f"/musyawarah/{table.code}/berita-acara.pdf").streaming_content)
    told = text_of(public) + str(attached(public))
    assert "Siti" in told
    assert "Bunga" not in told and "Wayan" not in told
