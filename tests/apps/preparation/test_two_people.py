"""Two of the team change the same thing: the slower is told, keeps what they typed, and may save again."""

import re

import pytest

from rembuk.apps.core.seen import ChangedMeanwhile, mark_of
from rembuk.apps.preparation.actions.limits import quotas_shown, set_ceilings, set_quotas
from rembuk.apps.preparation.actions.stakeholders import add_stakeholder, remove_stakeholder
from rembuk.apps.preparation.forms.planning import StakeholderForm
from rembuk.apps.preparation.models import Ceiling, QuotaRule, Stakeholder
from tests.factories.people import holder
from tests.factories.places import DISTRICT, OTHER_DISTRICT, TENANT, VILLAGE
from tests.factories.proposals import NOW, open_year
from tests.together import at_once

STAKEHOLDER = {
    "name": "Kelompok Tani Makmur", "constituency": "farmers", "influence": "2", "interest": "5",
    "engagement": "consult", "note": "",
}  # fmt: skip
QUOTAS, CEILINGS = "/persiapan/2028/kuota/", "/persiapan/2028/pagu/"


@pytest.fixture
def cycle(government):
    return open_year("district_deliberation")


@pytest.fixture
def team(client, cycle):
    client.force_login(holder("planning_admin", TENANT))
    return client


def seen(answer):
    return re.search(r'name="dilihat" value="(\w+)"', answer.content.decode())[1]


def slower(team, path, faster, typed):
    """Both have opened the page; the faster has saved. The answer to the slower."""
    mark = seen(team.get(path))
    assert team.post(path, faster | {"dilihat": mark}).status_code == 302
    answer = team.post(path, typed | {"dilihat": mark})
    assert answer.status_code == 409
    assert "Rekan Anda baru saja menyimpan" in answer.content.decode()
    return answer


def test_of_two_quotas_the_slower_is_told(team, cycle):
    answer = slower(team, QUOTAS, {TENANT: "5", VILLAGE: "2"}, {TENANT: "5", VILLAGE: "3"})
    assert cycle.quotas.get(region_code=VILLAGE).most == 2
    page = answer.content.decode()
    assert 'value="3"' in page and "sekarang tersimpan 2." in page

    assert team.post(QUOTAS, {TENANT: "5", VILLAGE: "3", "dilihat": seen(answer)}).status_code == 302
    assert cycle.quotas.get(region_code=VILLAGE).most == 3


def test_of_two_ceilings_the_slower_is_told(team, cycle):
    typed = {DISTRICT: "3.000.000", OTHER_DISTRICT: "", "basis": "SK 2"}
    answer = slower(team, CEILINGS, {DISTRICT: "2.000.000", OTHER_DISTRICT: "", "basis": "SK 1"}, typed)
    assert (Ceiling.objects.get().amount, Ceiling.objects.get().basis) == (2_000_000, "SK 1")
    page = answer.content.decode()
    assert 'value="3.000.000"' in page and "SK 2" in page and "sekarang tersimpan Rp2.000.000." in page

    assert team.post(CEILINGS, typed | {"dilihat": seen(answer)}).status_code == 302
    assert Ceiling.objects.get().amount == 3_000_000


def test_of_two_sectors_nobody_is_told(team, cycle):
    mark = seen(team.get(f"{CEILINGS}?bidang=road"))
    team.post(CEILINGS, {DISTRICT: "2.000.000", "basis": "", "dilihat": seen(team.get(CEILINGS))})
    given = {DISTRICT: "1.000.000", "basis": "", "dilihat": mark}
    assert team.post(f"{CEILINGS}?bidang=road", given).status_code == 302
    assert Ceiling.objects.count() == 2


def test_what_was_mended_after_a_mistake_still_knows_what_was_seen(team, cycle):
    mark = seen(team.get(QUOTAS))
    wrong = team.post(QUOTAS, {TENANT: "banyak", "dilihat": mark})
    team.post(QUOTAS, {TENANT: "5", "dilihat": mark})
    assert team.post(QUOTAS, {TENANT: "6", "dilihat": seen(wrong)}).status_code == 409


def test_the_same_saved_twice_is_saved_once_and_told_to_nobody(team, cycle):
    given = {TENANT: "5", VILLAGE: "", "dilihat": seen(team.get(QUOTAS))}
    assert [team.post(QUOTAS, given).status_code for _ in range(2)] == [302, 302]


def test_of_two_who_change_an_institution_the_slower_is_told(team, cycle):
    team.post("/persiapan/2028/pemangku/", STAKEHOLDER)
    row = Stakeholder.objects.get()
    path = f"/persiapan/2028/pemangku/{row.pk}/"
    typed = STAKEHOLDER | {"note": "Hubungi ketuanya."}
    answer = slower(team, path, STAKEHOLDER | {"influence": "4"}, typed)
    row.refresh_from_db()
    assert (row.influence, row.note) == (4, "")
    page = answer.content.decode()
    assert "Hubungi ketuanya." in page and "Pengaruh: sekarang tersimpan 4." in page

    assert team.post(path, typed | {"dilihat": seen(answer)}).status_code == 302
    row.refresh_from_db()
    assert (row.influence, row.note) == (2, "Hubungi ketuanya.")


def test_an_invitation_meanwhile_is_not_taken_back_by_a_change(team, cycle):
    team.post("/persiapan/2028/pemangku/", STAKEHOLDER)
    row = Stakeholder.objects.get()
    path = f"/persiapan/2028/pemangku/{row.pk}/"
    mark = seen(team.get(path))
    team.post(f"{path}undang/", {"diundang": "ya"})
    assert team.post(path, STAKEHOLDER | {"influence": "4", "dilihat": mark}).status_code == 302
    row.refresh_from_db()
    assert (row.is_invited, row.influence) == (True, 4)


def test_what_is_added_twice_in_the_same_words_is_added_once(team, cycle):
    for _ in range(2):
        assert team.post("/persiapan/2028/pemangku/", STAKEHOLDER).status_code == 302
        assert team.post("/persiapan/2028/daftar-periksa/", {"label": "Undangan"}).status_code == 302
    assert Stakeholder.objects.count() == 1
    assert cycle.checklist.filter(label="Undangan").count() == 1
    assert team.post("/persiapan/2028/pemangku/", STAKEHOLDER | {"note": "Lain"}).status_code == 422


@pytest.fixture
def facts():
    form = StakeholderForm(STAKEHOLDER, lang="id")
    assert form.is_valid()
    return form.facts()


def test_who_changes_what_was_just_removed_is_told(team, cycle, facts, monkeypatch):
    planner = holder("planning_admin", TENANT)
    row = add_stakeholder(cycle, facts=facts, by=planner, now=NOW)
    loaded = "rembuk.apps.preparation.views.stakeholders.stakeholder_of"

    def load_then_removed(*_args):
        remove_stakeholder(row, by=planner, now=NOW)
        return row

    monkeypatch.setattr(loaded, load_then_removed)
    answer = team.post(f"/persiapan/2028/pemangku/{row.pk}/", STAKEHOLDER | {"influence": "4"})
    assert answer.status_code == 422
    assert (
        "baru saja dihapus" in answer.content.decode() and 'value="Kelompok Tani' in answer.content.decode()
    )
    assert not Stakeholder.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_of_many_at_the_same_moment_one_wins(government):
    cycle, planner = open_year("district_deliberation"), holder("planning_admin", TENANT)
    mark = mark_of(quotas_shown(cycle, [VILLAGE]))
    answers = at_once(
        [lambda n=n: set_quotas(cycle, {VILLAGE: n}, by=planner, now=NOW, seen=mark) for n in range(1, 9)]
    )
    assert sum(answer == 1 for answer in answers) == 1
    assert sum(isinstance(answer, ChangedMeanwhile) for answer in answers) == 7
    assert QuotaRule.objects.filter(region_code=VILLAGE).count() == 1

    nothing = mark_of([[]])
    answers = at_once(
        [
            lambda n=n: set_ceilings(cycle, {(DISTRICT, ""): n}, basis="", by=planner, now=NOW, seen=nothing)
            for n in range(1, 9)
        ]
    )
    assert sum(answer == 1 for answer in answers) == 1
    assert sum(isinstance(answer, ChangedMeanwhile) for answer in answers) == 7
