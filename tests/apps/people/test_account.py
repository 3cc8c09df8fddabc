"""One's own account: what is shown, changed, downloaded, and what a new password ends."""

import pytest
from django.test import Client

from rembuk.apps.audit.models import Event
from rembuk.apps.people.models import RoleAssignment, User
from tests.factories.people import PASSWORD, RoleAssignmentFactory, UserFactory, holder
from tests.factories.places import OTHER_VILLAGE, VILLAGE, WORKS

pytestmark = pytest.mark.django_db


@pytest.fixture
def siti(government):
    user = UserFactory(name="Siti Aminah", phone="+6281234567890", email="siti@contoh.id")
    RoleAssignmentFactory(user=user, role="citizen", region_code=VILLAGE)
    return user


@pytest.fixture
def at_home(client, siti):
    client.force_login(siti)
    return client


def changes(**changed):
    now = {
        "name": "Siti Aminah", "phone": "0812 3456 7890", "email": "siti@contoh.id",
        "village": "Desa Sukamaju, Kecamatan Cempaka", "rt": "03", "rw": "02",
    }  # fmt: skip
    return {name: value for name, value in (now | changed).items() if value is not None}


@pytest.mark.parametrize("path", ["/akun/", "/akun/ubah/", "/akun/sandi/", "/akun/kode/"])
def test_an_account_page_is_for_its_owner(client, government, path):
    answer = client.get(path)

    assert answer.status_code == 302
    assert answer.url.startswith("/masuk/")


def test_the_account_shows_roles_with_place_and_days(at_home, siti):
    RoleAssignmentFactory(user=siti, role="agency_verifier", agency_code=WORKS, letter_number="800/7/2026")
    page = at_home.get("/akun/").content.decode()

    assert "Warga terdaftar</b>, Desa Sukamaju, Kecamatan Cempaka" in page
    assert "Verifikator Perangkat Daerah</b>, Dinas Pekerjaan Umum dan Penataan Ruang" in page
    assert "sejak 5 Januari 2020" in page
    assert "surat 800/7/2026" in page
    assert "+62 812-3456-7890" in page


@pytest.mark.parametrize(
    ("role", "offered"), [("citizen", True), ("guardian", False), ("village_admin", False)]
)
def test_a_resident_is_led_on_to_a_proposal(client, government, role, offered):
    client.force_login(holder(role, VILLAGE))

    page = client.get("/akun/").content.decode().partition("<main")[2]

    assert ("Ajukan usulan" in page) is offered


def test_the_account_page_costs_the_same_for_many_roles(at_home, siti, queries_of):
    few = queries_of(lambda: at_home.get("/akun/"))
    for n in range(20):
        RoleAssignmentFactory(user=siti, role="village_admin", region_code=f"99.01.02.{3000 + n}")

    assert queries_of(lambda: at_home.get("/akun/")) <= few <= 10


def test_the_choice_to_be_named_is_one_s_own_and_can_be_taken_back(at_home, siti):
    at_home.post("/akun/ubah/", changes(shows_name="on"))
    assert User.objects.get().shows_name

    at_home.post("/akun/ubah/", changes())
    assert not User.objects.get().shows_name
    assert [event.data["what"] for event in Event.objects.order_by("id")] == ["shows_name", "shows_name"]


def test_saving_what_is_the_same_writes_nothing(at_home):
    assert at_home.post("/akun/ubah/", changes()).url == "/akun/?selesai=tersimpan"
    assert not Event.objects.exists()


def test_who_moves_house_is_confirmed_anew(at_home, siti, village_admin):
    RoleAssignment.objects.filter(user=siti).update(role="citizen_verified")
    User.objects.filter(pk=siti.pk).update(
        residence_confirmed_at=siti.joined_at, residence_confirmed_by=village_admin
    )

    at_home.post("/akun/ubah/", changes(village="Mekarsari"))

    siti.refresh_from_db()
    held = siti.assignments.get()
    assert (siti.village_code, siti.residence_confirmed_at) == (OTHER_VILLAGE, None)
    assert (held.role, held.region_code) == ("citizen", OTHER_VILLAGE)


def test_an_officer_s_roles_do_not_move_with_the_home(at_home, siti):
    RoleAssignmentFactory(user=siti, role="village_head", region_code=VILLAGE)

    at_home.post("/akun/ubah/", changes(village="Mekarsari"))

    assert set(siti.assignments.values_list("role", "region_code")) == {
        ("citizen", OTHER_VILLAGE), ("village_head", VILLAGE),
    }  # fmt: skip


def test_somebody_else_s_contact_is_refused_with_a_sentence(at_home, siti):
    UserFactory(phone="+6281300000000")

    answer = at_home.post("/akun/ubah/", changes(phone="0813 0000 0000"))

    assert answer.status_code == 422
    assert "tidak dapat dipakai untuk akun Anda" in answer.content.decode()
    siti.refresh_from_db()
    assert siti.phone == "+6281234567890"


def test_both_contacts_may_go_because_the_username_stays(at_home, siti):
    assert at_home.post("/akun/ubah/", changes(phone="", email="")).status_code == 302

    siti.refresh_from_db()
    assert (siti.phone, siti.email) == (None, None)


@pytest.mark.parametrize(
    "wrong", [{"name": ""}, {"phone": "bukan nomor"}, {"email": "siti@"}, {"village": "Entah"}, {"rw": "x"}]
)
def test_wrong_changes_come_back_with_what_was_typed(at_home, wrong):
    answer = at_home.post("/akun/ubah/", changes(**wrong))

    assert answer.status_code == 422
    assert all(value in answer.content.decode() for value in wrong.values())


def test_a_new_password_ends_every_other_session(at_home, siti):
    elsewhere = Client()
    elsewhere.force_login(siti)

    answer = at_home.post("/akun/sandi/", {"old": PASSWORD, "new": "tujuh gunung biru"})

    assert answer.url == "/akun/?selesai=sandi"
    assert at_home.get("/akun/").status_code == 200
    assert elsewhere.get("/akun/").status_code == 302
    siti.refresh_from_db()
    assert siti.check_password("tujuh gunung biru")
    assert Event.objects.get().data == {"what": "password"}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [("salah", "tujuh gunung biru", "belum cocok"), (PASSWORD, "pendek", "terlalu pendek")],
)
def test_a_new_password_needs_the_old_one_and_strength(at_home, siti, old, new, said):
    answer = at_home.post("/akun/sandi/", {"old": old, "new": new})

    assert answer.status_code == 422
    assert said in answer.content.decode()
    siti.refresh_from_db()
    assert siti.check_password(PASSWORD)


def test_no_name_telephone_or_address_stands_in_the_record(at_home):
    at_home.post("/akun/ubah/", changes(name="Siti Baru", phone="0813 1111 2222"))

    kept = str(list(Event.objects.values()))
    assert not any(secret in kept for secret in ("Siti", "6281", "contoh.id"))


def test_an_officer_without_a_resident_s_role_gets_none_by_moving(client, planner):
    client.force_login(planner)

    client.post("/akun/ubah/", changes(village="Mekarsari", phone="", email=""))

    planner.refresh_from_db()
    assert planner.village_code == OTHER_VILLAGE
    assert planner.assignments.get().role == "planning_admin"


def test_the_old_password_cannot_be_guessed_for_ever(at_home):
    wrong = {"old": "salah", "new": "tujuh gunung biru"}
    answers = [at_home.post("/akun/sandi/", wrong).content.decode() for _ in range(11)]

    assert "Terlalu sering dicoba" in answers[-1]
    assert "Terlalu sering dicoba" not in answers[0]
