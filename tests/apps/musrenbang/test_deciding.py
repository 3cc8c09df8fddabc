"""At the table of a forum: the quorum, the list, and each decision with what it asks."""

import pytest
from django.test import Client

from tests.apps.musrenbang.conftest import WHY, sit
from tests.factories.people import holder
from tests.factories.places import OTHER_VILLAGE, VILLAGE
from tests.factories.proposals import ProposalFactory


def said(answer):
    return answer.content.decode()


def test_everything_is_decided_before_the_forum_closes(table, year):
    ProposalFactory(cycle=year)
    sit(table)
    answer = table.step("close")
    assert answer.status_code == 422
    assert "belum diputuskan" in said(answer)
    assert table.forum.state == "open"


def test_without_half_of_the_elements_a_reason_is_asked_for(table):
    table.invite(("Siti", "women", "P"), ("Budi", "farmers", "L"), ("Wayan", "disability", "L"))
    table.step("open_forum")
    table.attend("Siti")
    page = said(table.clerk.get(table.url()))
    assert "Kuorum belum tercapai: 1 dari 3 unsur" in page
    assert table.step("close").status_code == 422

    note = {"quorum_note": "Banjir di dua dusun, jadi hanya satu unsur yang dapat datang."}
    assert table.clerk.post(table.url("kuorum/"), {"quorum_note": "pendek"}).status_code == 302
    assert table.step("close").status_code == 422
    assert table.clerk.post(table.url("kuorum/"), note).status_code == 302
    assert table.step("close").status_code == 302


def test_a_musdes_without_two_thirds_is_suspended_and_reconvened(table_of, village_admin, village_head, year):
    table = table_of(village_admin, village_head)
    table.call("village_plan_adoption", VILLAGE)
    table.invite(("Siti", "women", "P"), ("Budi", "farmers", "L"), ("Wayan", "disability", "L"))
    table.step("open_forum")
    table.attend("Siti")
    answer = table.step("close")
    assert answer.status_code == 422
    assert "Tunda musyawarah ini" in said(answer)

    assert table.step("suspend", reason_text="Bertemu lagi Sabtu.").status_code == 302
    assert table.forum.state == "suspended"
    table.attend("Siti", "Budi")
    assert table.step("reconvene").status_code == 302
    assert table.step("close").status_code == 302


def test_calling_off_says_why(table):
    assert table.step("call_off", reason_text="pendek").status_code == 422
    assert table.step("call_off").status_code == 422
    reason = "Balai desa terendam banjir, jadwal baru menyusul."
    assert table.step("call_off", reason_text=reason).status_code == 302
    assert reason in said(Client().get(f"/musyawarah/{table.code}/"))


def test_the_second_of_two_who_decide_sees_what_the_first_decided(table, year, village_admin):
    proposal = ProposalFactory(cycle=year)
    sit(table)
    item = table.item(proposal)
    path = table.url(f"usulan/{item.pk}/")
    refused = {"hasil": "not_agreed", "reason_code": "authority", "reason_text": WHY, "dilihat": ""}
    assert table.clerk.post(path, refused).status_code == 302

    secretary = Client()
    secretary.force_login(holder("village_secretary", VILLAGE))
    answer = secretary.post(path, {"hasil": "agreed", "dilihat": "", "eligibility_rating": "eligible"})
    assert answer.status_code == 409
    assert village_admin.name in said(answer)
    item.refresh_from_db()
    assert item.outcome == "not_agreed"


def test_a_decision_is_changed_and_taken_back_until_the_forum_closes(table, year):
    proposal = ProposalFactory(cycle=year)
    sit(table)
    why = {"reason_code": "authority", "reason_text": WHY}
    assert table.decide(proposal, "not_agreed", **why).status_code == 302
    item = table.item(proposal)
    assert WHY in said(table.clerk.get(table.url(f"usulan/{item.pk}/")))
    path = table.url(f"usulan/{item.pk}/")
    unseen = table.clerk.post(path, {"batalkan": "1", "dilihat": ""})
    assert unseen.status_code == 409 and "baru saja mengubah keputusan" in said(unseen)
    back = {"batalkan": "1", "dilihat": item.decided_at.isoformat()}
    assert [table.clerk.post(path, back).status_code for _ in range(2)] == [302, 302]
    assert table.item(proposal).outcome == ""
    assert table.decide(proposal, "not_agreed", **why).status_code == 302
    assert table.step("close").status_code == 302
    assert table.decide(proposal, "not_agreed", **why).status_code in {403, 422}
    back["dilihat"] = table.item(proposal).decided_at.isoformat()
    assert table.clerk.post(path, back).status_code == 403


@pytest.mark.parametrize(
    ("outcome", "data", "sentence"),
    [
        ("not_agreed", {"reason_code": "authority", "reason_text": "pendek"}, "sedikitnya 20 huruf"),
        ("not_agreed", {"reason_text": WHY}, ""),
        ("agreed", {}, ""),
        (
            "merged",
            {"merge_target": "NSW-00-AAAAAA-A", "reason_text": WHY},
            "Tidak ada usulan lain dengan kode ini",
        ),
    ],
)
def test_what_is_missing_beside_a_decision_is_asked_for(table, year, outcome, data, sentence):
    proposal = ProposalFactory(cycle=year)
    sit(table)
    answer = table.decide(proposal, outcome, **data)
    assert answer.status_code == 422
    assert sentence in said(answer)
    assert table.item(proposal).outcome == ""


def test_two_proposals_are_not_merged_into_one_another(table, year):
    first, second = ProposalFactory(cycle=year), ProposalFactory(cycle=year)
    sit(table)
    assert table.decide(first, "merged", merge_target=second.code, reason_text=WHY).status_code == 302
    assert table.decide(second, "merged", merge_target=first.code, reason_text=WHY).status_code == 422
    assert table.decide(first, "merged", merge_target=first.code, reason_text=WHY).status_code == 422


def test_nobody_writes_down_the_decision_on_an_own_proposal(table, year, village_admin):
    proposal = ProposalFactory(cycle=year, assisted_by=village_admin)
    sit(table)
    answer = table.decide(proposal, "not_agreed", reason_code="authority", reason_text=WHY)
    assert answer.status_code == 422
    assert "usulan Anda sendiri" in said(answer)


def test_the_facilitator_runs_the_forum_and_the_office_writes_the_decision(table, year, facilitator):
    proposal = ProposalFactory(cycle=year)
    sit(table)
    table.clerk.force_login(facilitator)
    assert table.clerk.get(table.url("usulan/")).status_code == 200
    answer = table.decide(proposal, "not_agreed", reason_code="authority", reason_text=WHY)
    assert answer.status_code == 422
    assert "Admin Desa/Kelurahan" in said(answer)


def test_the_list_follows_the_score_and_can_be_moved(table, year):
    low, high, middle = (ProposalFactory(cycle=year, score=score) for score in (100, 900, 500))
    table.draw()
    assert [table.item(row).position for row in (high, middle, low)] == [1, 2, 3]
    table.clerk.post(table.url(f"usulan/{table.item(low).pk}/urutan/"), {"arah": "naik"})
    assert [table.item(row).position for row in (high, low, middle)] == [1, 2, 3]
    table.clerk.post(table.url(f"usulan/{table.item(high).pk}/urutan/"), {"arah": "naik"})
    assert table.item(high).position == 1


def test_drawing_again_adds_what_came_and_drops_what_left(table, year):
    stays, leaves = ProposalFactory(cycle=year), ProposalFactory(cycle=year)
    table.draw()
    type(leaves).objects.filter(pk=leaves.pk).update(state="withdrawn")
    comes = ProposalFactory(cycle=year)
    ProposalFactory(cycle=year, village_code=OTHER_VILLAGE)
    table.draw()
    assert set(table.forum.items.values_list("proposal_id", flat=True)) == {stays.pk, comes.pk}
