"""Roles are given by a letter, for a place that fits, by somebody else than the one who gets them."""

from datetime import date, timedelta

import pytest

from rembuk.apps.audit.models import Event
from rembuk.apps.core.clock import now, today
from rembuk.apps.people.access import rights
from rembuk.apps.people.actions.assign_role import assign_role, end_role
from rembuk.apps.people.actions.close_account import set_active
from rembuk.apps.people.models import RoleAssignment
from rembuk.rules.actions import Action
from rembuk.rules.refusals import Refusal
from tests.factories.people import RoleAssignmentFactory, UserFactory, holder
from tests.factories.places import DISTRICT, TENANT, VILLAGE, WORKS, WORKS_GROUP

pytestmark = pytest.mark.django_db
LETTER = "800/12/2026"


def give(planner, user, role, **post):
    return assign_role(user=user, role=role, by=planner, now=now(), **{"letter_number": LETTER, **post})


@pytest.mark.parametrize(
    ("role", "post"),
    [
        ("village_head", {"region_code": VILLAGE}),
        ("rt_rw_head", {"region_code": VILLAGE}),
        ("district_officer", {"region_code": DISTRICT}),
        ("agency_verifier", {"agency_code": WORKS}),
        ("planning_partner", {"agency_code": WORKS_GROUP}),
        ("budget_team", {}),
        ("council_member", {"region_code": DISTRICT}),
        ("university", {"letter_number": ""}),
    ],
)
def test_a_role_is_given_for_a_place_that_fits(planner, role, post):
    user = UserFactory()

    row = give(planner, user, role, **post)

    assert rights(user, today()).assignments == (row,)
    assert row.region_code == (post.get("region_code") or TENANT)
    event = Event.objects.get()
    assert event.action == Action.ACCOUNTS_MANAGE
    assert (event.data["role"], event.data["given"], event.region) == (role, 1, row.region_code)


@pytest.mark.parametrize(
    ("role", "post", "why"),
    [
        ("village_head", {"region_code": DISTRICT}, "wrong_place"),
        ("village_head", {}, "wrong_place"),
        ("village_head", {"region_code": "88.01.01.2001"}, "wrong_place"),
        ("district_officer", {"region_code": VILLAGE}, "wrong_place"),
        ("agency_verifier", {"agency_code": "tidak-ada"}, "wrong_place"),
        ("planning_partner", {"agency_code": WORKS}, "wrong_place"),
        ("council_member", {"region_code": "88.01"}, "wrong_place"),
        ("village_head", {"region_code": VILLAGE, "letter_number": " "}, "letter_needed"),
        ("citizen_verified", {"region_code": VILLAGE}, "unknown_role"),
        ("citizen", {"region_code": VILLAGE}, "unknown_role"),
        ("raja", {}, "unknown_role"),
        ("budget_team", {"starts_on": date(2027, 1, 2), "ends_on": date(2027, 1, 1)}, "dates_reversed"),
    ],
)
def test_a_role_that_does_not_fit_is_refused(planner, role, post, why):
    with pytest.raises(Refusal) as refused:
        give(planner, UserFactory(), role, **post)

    assert refused.value.code == why
    assert not RoleAssignment.objects.exclude(user=planner).exists()


@pytest.mark.parametrize(("who", "may"), [("planner", True), ("sysadmin", True), ("village_admin", False)])
def test_only_keepers_of_accounts_give_roles(request, who, may):
    by, user = request.getfixturevalue(who), UserFactory()

    if may:
        give(by, user, "budget_team")
    else:
        with pytest.raises(Refusal):
            give(by, user, "budget_team")

    assert user.assignments.exists() is may


def test_nobody_gives_or_ends_their_own_role(planner):
    with pytest.raises(Refusal):
        give(planner, planner, "budget_team")
    with pytest.raises(Refusal):
        end_role(planner.assignments.get(), by=planner, now=now())

    assert planner.assignments.get().role == "planning_admin"


def test_a_role_is_held_once(planner):
    user = UserFactory()
    give(planner, user, "village_head", region_code=VILLAGE)

    with pytest.raises(Refusal) as refused:
        give(planner, user, "village_head", region_code=VILLAGE)

    assert refused.value.code == "already_held"


def test_an_ended_role_counts_no_more_and_may_be_given_again(planner):
    user = holder("village_head", VILLAGE)

    ended = end_role(user.assignments.get(), by=planner, now=now())
    assert ended.ends_on == today() - timedelta(days=1)
    assert rights(type(user).objects.get(pk=user.pk), today()).assignments == ()

    again = give(planner, user, "village_head", region_code=VILLAGE, letter_number="800/99/2027")
    assert (again.pk, again.starts_on, again.ends_on) == (ended.pk, today(), None)
    assert again.letter_number == "800/99/2027"


def test_a_role_given_by_mistake_today_goes_altogether(planner):
    user = UserFactory()
    row = give(planner, user, "budget_team")

    end_role(row, by=planner, now=now())

    assert not user.assignments.exists()
    assert Event.objects.count() == 2


@pytest.mark.parametrize("begun", [0, 30])
def test_a_role_that_is_ended_twice_ends_once(planner, begun):
    user = UserFactory()
    row = give(planner, user, "village_head", region_code=VILLAGE, starts_on=today() - timedelta(days=begun))
    first = end_role(row, by=planner, now=now())
    second = end_role(row, by=planner, now=now() + timedelta(days=3))

    assert Event.objects.filter(data__given=0).count() == 1
    assert second.ends_on == (first.ends_on if begun else None)


def test_the_role_of_a_resident_is_not_ended_here(planner, resident):
    with pytest.raises(Refusal):
        end_role(resident.assignments.get(), by=planner, now=now())


PAGES = ("/pengguna/", "/pengguna/undang/", "/pengguna/{pk}/")


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("planner", 200),
        ("sysadmin", 200),
        ("village_admin", 403),
        ("district_officer", 403),
        ("resident", 403),
    ],
)
@pytest.mark.parametrize("path", PAGES)
def test_the_pages_of_accounts_are_for_their_keepers(request, client, who, status, path):
    whom = UserFactory()
    client.force_login(request.getfixturevalue(who))

    assert client.get(path.format(pk=whom.pk)).status_code == status


@pytest.mark.parametrize("act", ["tautan-sandi", "kode", "tutup", "tugas/1/akhiri"])
def test_acts_are_posts_and_stay_in_one_s_own_regency(client, planner, act):
    abroad = UserFactory(tenant="88.01")
    client.force_login(planner)

    assert client.get(f"/pengguna/{planner.pk}/{act}/").status_code == 405
    assert client.post(f"/pengguna/{abroad.pk}/{act}/").status_code == 404
    assert client.get(f"/pengguna/{abroad.pk}/").status_code == 404


def post_of(**changed):
    return {
        "role": "village_head", "place": "Desa Sukamaju, Kecamatan Cempaka", "letter_number": LETTER,
        "starts_on": "2026-01-01", "ends_on": "", **changed,
    }  # fmt: skip


def test_a_role_is_given_and_ended_on_the_page(client, planner):
    user = UserFactory()
    client.force_login(planner)

    assert client.post(f"/pengguna/{user.pk}/", post_of()).url == f"/pengguna/{user.pk}/?selesai=tugas"
    row = user.assignments.get()
    assert (row.role, row.region_code, row.letter_number) == ("village_head", VILLAGE, LETTER)

    page = client.get(f"/pengguna/{user.pk}/?selesai=tugas").content.decode()
    assert "Kepala Desa/Lurah</b>, Desa Sukamaju, Kecamatan Cempaka" in page

    assert client.post(f"/pengguna/{user.pk}/tugas/{row.pk}/akhiri/").status_code == 302
    assert not rights(type(user).objects.get(pk=user.pk), today()).assignments


@pytest.mark.parametrize(
    ("changed", "kept"),
    [
        ({"role": "agency_verifier", "place": "Dinas Pekerjaan Umum dan Penataan Ruang"}, (TENANT, WORKS)),
        ({"role": "planning_partner", "place": f"Bidang: {WORKS_GROUP}"}, (TENANT, WORKS_GROUP)),
        ({"role": "district_officer", "place": "Kecamatan Cempaka"}, (DISTRICT, "")),
        ({"role": "budget_team", "place": ""}, (TENANT, "")),
    ],
)
def test_one_box_takes_any_kind_of_place(client, planner, changed, kept):
    user = UserFactory()
    client.force_login(planner)

    client.post(f"/pengguna/{user.pk}/", post_of(**changed))

    row = user.assignments.get()
    assert (row.region_code, row.agency_code) == kept


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"role": ""}, "Pilih perannya."),
        ({"role": "citizen"}, "bukan"),
        ({"place": "Antah Berantah"}, "belum kami kenal"),
        ({"place": "Kecamatan Cempaka"}, "tidak cocok dengan perannya"),
        ({"letter_number": ""}, "nomor surat"),
        ({"starts_on": "kemarin"}, "Tanggalnya belum benar."),
        ({"ends_on": "2025-01-01"}, "harus sesudah"),
        ({"starts_on": "0001-01-01", "ends_on": "9999-12-31"}, ""),
    ],
)
def test_a_wrong_post_comes_back_with_a_sentence(client, planner, changed, said):
    user = UserFactory()
    client.force_login(planner)

    answer = client.post(f"/pengguna/{user.pk}/", post_of(**changed))

    assert answer.status_code in ((422,) if said else (302,))
    assert said.lower() in answer.content.decode().lower()


def test_the_list_shows_officers_first_and_finds_everybody(client, planner, village_admin, resident):
    client.force_login(planner)
    UserFactory(name="Budi Santoso", phone="+6281300000000", username="budi.s")

    officers = client.get("/pengguna/").content.decode()
    everybody = client.get("/pengguna/?semua=1").content.decode()

    assert village_admin.username in officers and resident.username not in officers
    assert resident.username in everybody
    for words in ("budi", "BUDI.S", "0813-0000-0000"):
        assert "Budi Santoso" in client.get("/pengguna/", {"q": words}).content.decode()
    assert "Budi Santoso" not in client.get("/pengguna/?q=0000").content.decode()


def test_the_list_costs_the_same_for_many_accounts(client, planner, queries_of):
    client.force_login(planner)
    few = queries_of(lambda: client.get("/pengguna/?semua=1"))
    for n in range(20):
        RoleAssignmentFactory(role="village_head", region_code=f"99.01.01.{3000 + n}")

    assert queries_of(lambda: client.get("/pengguna/?semua=1")) <= few + 1 <= 10


def test_a_closed_account_is_out_at_once_and_comes_back_as_it_was(client, planner):
    user = holder("village_head", VILLAGE)
    client.force_login(user)
    keeper = type(client)()
    keeper.force_login(planner)

    keeper.post(f"/pengguna/{user.pk}/tutup/", {"do": "close"})
    assert client.get("/akun/").status_code == 302

    keeper.post(f"/pengguna/{user.pk}/tutup/", {"do": "open"})
    client.force_login(user)
    assert client.get("/akun/").status_code == 200
    assert [event.data["what"] for event in Event.objects.order_by("id")] == ["close", "open"]


def test_keepers_cannot_close_themselves_out(client, planner):
    client.force_login(planner)

    assert client.post(f"/pengguna/{planner.pk}/tutup/", {"do": "close"}).status_code == 403
    planner.refresh_from_db()
    assert planner.is_active


def test_closing_what_is_closed_is_recorded_once(planner):
    user = UserFactory()
    for _ in range(2):
        set_active(user, active=False, by=planner, now=now())

    assert not user.is_active
    assert Event.objects.count() == 1


def test_only_keepers_of_accounts_close_them(village_admin, resident):
    with pytest.raises(Refusal):
        set_active(resident, active=False, by=village_admin, now=now())
