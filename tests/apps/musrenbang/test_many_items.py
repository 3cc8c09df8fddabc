"""Many items of a forum at once: chosen, looked at, decided, each as if it were alone."""

import re

import pytest
from django.test import Client

from rembuk.apps.audit.models import Event
from rembuk.apps.musrenbang.actions.at_once import line_after
from rembuk.apps.musrenbang.models import ForumItem
from tests.apps.musrenbang.conftest import WHY, sit
from tests.factories.musrenbang import ForumFactory
from tests.factories.people import holder
from tests.factories.places import DISTRICT, OTHER_VILLAGE, VILLAGE
from tests.factories.preparation import CeilingFactory, QuotaRuleFactory
from tests.factories.proposals import ProposalFactory, open_year

COMPLETE = {
    "volume": "200", "unit": "meter", "estimated_cost": 150_000_000, "beneficiaries": 85,
    "eligibility": "eligible_urgent",
}  # fmt: skip
REFUSED = {"hasil": "not_agreed", "reason_code": "authority", "reason_text": WHY}


def said(answer):
    return answer.content.decode()


def complete(year, **fields):
    return ProposalFactory(cycle=year, plan_year=year.plan_year, **{**COMPLETE, **fields})


def chosen(table, *proposals):
    return [table.item(row).pk for row in proposals]


def send(table, proposals, **data):
    return table.clerk.post(table.url("usulan/banyak/"), {"pilih": chosen(table, *proposals), **data})


def seen_in(answer):
    return re.search(r'name="dilihat" value="([^"]+)"', said(answer))[1]


def decide(table, proposals, **data):
    """The three looks, as the page carries them on."""
    assert send(table, proposals).status_code == 200
    preview = send(table, proposals, hasil=data["hasil"])
    assert preview.status_code == 200
    return send(table, proposals, putuskan="1", dilihat=seen_in(preview), **data)


def outcomes(table):
    return dict(ForumItem.objects.filter(forum=table.forum).values_list("proposal_id", "outcome"))


def test_many_are_refused_with_one_reason(table, year):
    rows = [ProposalFactory(cycle=year) for _ in range(3)]
    left = ProposalFactory(cycle=year)
    sit(table)

    answer = decide(table, rows, **REFUSED)

    assert answer.status_code == 302
    assert "banyak" in answer.headers["Location"]
    assert outcomes(table) == {**{row.pk: "not_agreed" for row in rows}, left.pk: ""}
    assert {item.inputs["reason_text"] for item in table.forum.items.exclude(outcome="")} == {WHY}
    assert Event.objects.filter(data__step="decided").count() == 3
    assert all("amount" not in item.inputs for item in table.forum.items.all())  # nobody spoke of money


def test_the_preview_says_which_stay_as_they_are_and_writes_nothing(table, year):
    ready, bare = complete(year, title="Jembatan siap"), ProposalFactory(cycle=year, title="Sumur kurang")
    sit(table)

    page = said(send(table, [ready, bare], hasil="agreed"))

    assert "Berlaku untuk 1 usulan" in page
    stays = page.partition("Ini tetap seperti semula")[2]
    assert "Sumur kurang" in stays and "Jembatan siap" not in stays
    assert set(outcomes(table).values()) == {""}


def test_what_cannot_be_decided_holds_up_no_other(table, year):
    ready, bare = complete(year), ProposalFactory(cycle=year, title="Sumur kurang")
    sit(table)

    answer = decide(table, [ready, bare], hasil="agreed", eligibility_rating="eligible")

    assert answer.status_code == 200
    assert "1 dari 2 keputusan tersimpan" in said(answer)
    assert "Sumur kurang" in said(answer)
    assert outcomes(table) == {ready.pk: "agreed", bare.pk: ""}


def test_a_reason_is_asked_for_and_what_was_chosen_stays_chosen(table, year):
    rows = [ProposalFactory(cycle=year) for _ in range(2)]
    sit(table)

    answer = send(
        table, rows, hasil="not_agreed", putuskan="1", reason_code="authority", reason_text="pendek"
    )

    assert answer.status_code in {200, 422}
    assert set(outcomes(table).values()) == {""}
    assert all(f'name="pilih" value="{pk}"' in said(answer) for pk in chosen(table, *rows))


def test_each_keeps_its_own_rating_and_amount(table_of, district_officer, district_head, government):
    year = open_year("district_deliberation")
    CeilingFactory(cycle=year, amount=400_000_000)
    cheap = complete(year, state="district_review", estimated_cost=30_000_000)
    dear = complete(year, state="district_review", estimated_cost=200_000_000)
    table = table_of(district_officer, district_head)
    table.call("district_deliberation", DISTRICT)
    sit(table)

    preview = said(send(table, [cheap, dear], hasil="agreed"))
    assert "sisa Rp170 juta" in preview  # as if they were decided
    assert decide(table, [cheap, dear], hasil="agreed").status_code == 302

    assert table.item(cheap).inputs["amount"] == 30_000_000
    assert table.item(dear).inputs["amount"] == 200_000_000


def test_the_preview_warns_when_the_quota_would_not_hold(table_of, village_admin, village_head, government):
    year = open_year("village_plan_adoption")
    QuotaRuleFactory(cycle=year, most=1)
    rows = [complete(year, state="village_agreed") for _ in range(3)]
    table = table_of(village_admin, village_head)
    table.call("village_plan_adoption", VILLAGE)
    sit(table)

    assert "ceiling-over" in said(send(table, rows, hasil="raised"))
    assert "ceiling-over" not in said(send(table, rows[:1], hasil="raised"))


def test_lines_of_the_village_plan_count_on(table_of, village_admin, village_head, government):
    year = open_year("village_plan_adoption")
    rows = [complete(year, state="village_agreed", score=900 - n, track="desa") for n in range(3)]
    table = table_of(village_admin, village_head)
    table.call("village_plan_adoption", VILLAGE)
    sit(table)

    line = {"plan_document": "Peraturan Desa 4/2026", "plan_line": "2.1.09", "plan_year": "2027"}
    assert decide(table, rows, hasil="funded_by_village", **line, plan_time="Mei 2027").status_code == 302

    lines = [table.item(row).inputs["village_plan_line"] for row in rows]
    assert [one["line"] for one in lines] == ["2.1.09", "2.1.10", "2.1.11"]
    assert {one["document"] for one in lines} == {"Peraturan Desa 4/2026"}
    assert {one["time"] for one in lines} == {"Mei 2027"}
    table.write_minutes()
    assert table.sign().status_code == 302
    rows[2].refresh_from_db()
    assert (rows[2].state, rows[2].village_plan_year) == ("village_funded", 2027)


@pytest.mark.parametrize(
    ("first", "place", "then"),
    [("12", 2, "14"), ("2.1.03", 1, "2.1.04"), ("09a", 1, "10a"), ("satu", 3, "satu")],
)
def test_a_line_counts_on_from_its_last_number(first, place, then):
    assert line_after(first, place) == then


def test_what_a_colleague_decided_after_the_preview_stays(table, year):
    rows = [ProposalFactory(cycle=year) for _ in range(2)]
    sit(table)
    preview = send(table, rows, hasil="not_agreed")
    colleague = Client()
    colleague.force_login(holder("village_secretary", VILLAGE))
    path = table.url(f"usulan/{table.item(rows[0]).pk}/")
    other = {**REFUSED, "reason_code": "duplicate", "dilihat": ""}
    assert colleague.post(path, other).status_code == 302

    answer = send(table, rows, putuskan="1", dilihat=seen_in(preview), **REFUSED)

    assert "baru saja mencatat keputusan" in said(answer)
    assert table.item(rows[0]).inputs["reason_code"] == "duplicate"
    assert table.item(rows[1]).outcome == "not_agreed"


@pytest.mark.parametrize("moment", ["", "kemarin", "2026-13-45", "2099-01-01T00:00:00"])
def test_without_a_readable_moment_a_decision_is_not_overwritten(table, year, moment):
    row = ProposalFactory(cycle=year)
    sit(table)
    assert table.decide(row, "not_agreed", reason_code="duplicate", reason_text=WHY).status_code == 302

    send(table, [row], putuskan="1", dilihat=moment, **REFUSED)

    assert table.item(row).inputs["reason_code"] == "duplicate"


def test_decisions_are_taken_back_together(table, year):
    rows = [ProposalFactory(cycle=year) for _ in range(3)]
    sit(table)
    assert decide(table, rows[:2], **REFUSED).status_code == 302
    assert "Tarik kembali keputusannya" in said(send(table, rows))

    assert send(table, rows, hasil="batalkan").status_code == 302

    assert set(outcomes(table).values()) == {""}
    assert Event.objects.filter(data__step="cleared").count() == 2


def test_a_merge_is_decided_one_by_one(table, year):
    rows = [ProposalFactory(cycle=year) for _ in range(2)]
    sit(table)

    page = said(send(table, rows, hasil="merged"))

    assert 'value="merged"' not in page
    assert set(outcomes(table).values()) == {""}


@pytest.mark.parametrize("ids", [[], ["x"], ["²"], ["9" * 30], ["999999"]])
def test_nothing_that_fits_leads_back_to_the_list(table, year, ids):
    ProposalFactory(cycle=year)
    sit(table)
    answer = table.clerk.post(table.url("usulan/banyak/"), {"pilih": ids})
    assert answer.status_code == 302
    assert answer.headers["Location"] == table.url("usulan/")


def test_items_of_another_forum_are_left_out_in_silence(table, year):
    mine, other = ProposalFactory(cycle=year), ProposalFactory(cycle=year, village_code=OTHER_VILLAGE)
    sit(table)
    foreign = ForumItem.objects.create(
        forum=ForumFactory(cycle=year, region_code=OTHER_VILLAGE), proposal=other, position=1
    )
    ids = [*chosen(table, mine), foreign.pk]

    assert "1 usulan dipilih" in said(table.clerk.post(table.url("usulan/banyak/"), {"pilih": ids}))


def test_only_those_who_run_it_decide_and_only_while_it_sits(table, year):
    row = ProposalFactory(cycle=year)
    sit(table)
    data = {"pilih": chosen(table, row), **REFUSED, "putuskan": "1"}
    assert table.signer.post(table.url("usulan/banyak/"), data).status_code == 403
    assert decide(table, [row], **REFUSED).status_code == 302
    assert table.step("close").status_code == 302
    assert table.clerk.post(table.url("usulan/banyak/"), {**data, "hasil": "batalkan"}).status_code == 403
    assert table.item(row).outcome == "not_agreed"


def test_the_preview_asks_as_much_for_few_as_for_many(table, year, queries_of):
    rows = [complete(year) for _ in range(40)]
    sit(table)

    def asked(many):
        ids = chosen(table, *rows[:many])
        path, data = table.url("usulan/banyak/"), {"pilih": ids, "hasil": "agreed"}
        return queries_of(lambda: table.clerk.post(path, data))

    asked(1)
    few, many = asked(2), asked(40)
    assert few == many
    assert few <= 12, few
