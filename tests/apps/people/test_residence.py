"""The village office confirms its own residents: never another village's, never oneself, never twice."""

import pytest

from rembuk.apps.audit.models import Event
from rembuk.apps.core.clock import now
from rembuk.apps.people.actions.confirm_residence import confirm_residence, undo_confirmation
from rembuk.apps.people.models import RoleAssignment, User
from rembuk.rules.actions import Action
from rembuk.rules.refusals import Refusal
from tests.factories.people import RoleAssignmentFactory, UserFactory, holder
from tests.factories.places import VILLAGE

pytestmark = pytest.mark.django_db


def role_of(user):
    return user.assignments.get().role


@pytest.mark.parametrize(
    ("who", "may"),
    [
        ("village_admin", True),
        ("village_secretary", True),
        ("village_head", False),
        ("village_council", False),
        ("other_village_admin", False),
        ("ward_admin", False),
        ("district_officer", False),
        ("facilitator", False),
        ("planner", False),
        ("sysadmin", False),
        ("neighbour", False),
        ("resident", False),
    ],
)
def test_only_the_office_of_the_village_confirms(request, resident, who, may):
    by = request.getfixturevalue(who)

    if may:
        confirm_residence(resident, by=by, now=now())
    else:
        with pytest.raises(Refusal):
            confirm_residence(resident, by=by, now=now())

    resident.refresh_from_db()
    assert role_of(resident) == ("citizen_verified" if may else "citizen")
    assert resident.residence_confirmed_by == (by if may else None)
    assert Event.objects.filter(action=Action.ACCOUNT_CONFIRM_RESIDENCE).count() == int(may)


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("village_admin", 200),
        ("village_secretary", 200),
        ("village_head", 403),
        ("district_officer", 403),
        ("planner", 403),
        ("resident", 403),
    ],
)
def test_the_list_is_for_village_offices(request, client, who, status):
    client.force_login(request.getfixturevalue(who))

    assert client.get("/warga/").status_code == status


def test_nobody_confirms_themselves(village_admin):
    RoleAssignmentFactory(user=village_admin, role="citizen", region_code=VILLAGE)

    with pytest.raises(Refusal) as refused:
        confirm_residence(village_admin, by=village_admin, now=now())

    assert refused.value.code == "not_oneself"


def test_of_two_officers_at_once_one_confirms_and_the_other_is_told(
    resident, village_admin, village_secretary
):
    stale = User.objects.get(pk=resident.pk)
    confirm_residence(resident, by=village_admin, now=now())

    with pytest.raises(Refusal) as refused:
        confirm_residence(stale, by=village_secretary, now=now())

    assert refused.value.code == "not_waiting"
    resident.refresh_from_db()
    assert resident.residence_confirmed_by == village_admin


def test_a_confirmation_can_be_taken_back(resident, village_admin):
    confirm_residence(resident, by=village_admin, now=now())
    undo_confirmation(resident, by=village_admin, now=now())

    resident.refresh_from_db()
    assert (role_of(resident), resident.residence_confirmed_at) == ("citizen", None)
    assert [event.data["confirmed"] for event in Event.objects.order_by("id")] == [1, 0]
    with pytest.raises(Refusal):
        undo_confirmation(resident, by=village_admin, now=now())


def test_the_office_chooses_residents_and_confirms_them_together(client, village_admin, stranger):
    waiting = [holder("citizen", VILLAGE, name=f"Warga {n}") for n in range(3)]
    client.force_login(village_admin)

    answer = client.post(
        "/warga/", {"do": "confirm", "pilih": [waiting[0].pk, waiting[1].pk, stranger.pk, "x", "9" * 30]}
    )

    assert "Tempat tinggal 2 warga sudah dipastikan." in answer.content.decode()
    assert [role_of(user) for user in waiting] == ["citizen_verified", "citizen_verified", "citizen"]
    assert role_of(stranger) == "citizen_verified"  # of the other village, as before
    assert Event.objects.count() == 2


def test_choosing_nobody_is_said(client, village_admin):
    client.force_login(village_admin)

    assert "Centang dulu" in client.post("/warga/", {"do": "confirm"}).content.decode()


def test_the_lists_show_enough_to_recognise_and_no_more(client, village_admin, resident, stranger):
    User.objects.filter(pk=resident.pk).update(
        name="Siti Aminah", phone="+6281234567890", email="siti@contoh.id"
    )
    client.force_login(village_admin)
    page = client.get("/warga/").content.decode()

    assert "Siti Aminah" in page
    assert "RT 03 / RW 02" in page
    assert "… 7890" in page
    assert "Menunggu (1)" in page
    assert "siti@contoh.id" not in page
    assert "81234567890" not in page
    assert stranger.name not in page


def test_a_resident_with_several_roles_stands_in_the_list_once(client, village_admin, resident):
    RoleAssignmentFactory(user=resident, role="rt_rw_head", region_code=VILLAGE)
    client.force_login(village_admin)

    page = client.get("/warga/").content.decode()
    assert "Menunggu (1)" in page
    assert page.count(f'value="{resident.pk}"') == 1


def test_the_two_lists_and_the_search(client, village_admin, resident):
    other = holder("citizen", VILLAGE, name="Budi Santoso")
    confirm_residence(resident, by=village_admin, now=now())
    client.force_login(village_admin)

    waiting = client.get("/warga/").content.decode()
    confirmed = client.get("/warga/?tampil=dipastikan").content.decode()
    found = client.get("/warga/?q=budi").content.decode()
    none = client.get("/warga/?q=zzz").content.decode()

    assert other.name in waiting and resident.name not in waiting
    assert resident.name in confirmed and other.name not in confirmed
    assert other.name in found
    assert "Tidak ada yang bernama" in none


def test_the_next_page_goes_on_where_this_one_ends(client, village_admin):
    people = UserFactory.create_batch(55, village_code=VILLAGE)
    RoleAssignment.objects.bulk_create(
        RoleAssignment(
            tenant=user.tenant, user=user, role="citizen", region_code=VILLAGE, starts_on="2026-01-01"
        )
        for user in people
    )
    client.force_login(village_admin)
    first = client.get("/warga/").content.decode()
    after = people[49].pk

    assert f"setelah={after}" in first
    rest = client.get(f"/warga/?setelah={after}").content.decode()
    assert all(user.name in rest for user in people[50:])
    assert f'value="{people[49].pk}"' not in rest


@pytest.mark.parametrize("after", ["-1", "x", "9" * 40, "1e9", "٣"])
def test_a_made_up_page_key_is_no_error(client, village_admin, after):
    client.force_login(village_admin)

    assert client.get("/warga/", {"setelah": after}).status_code == 200


def test_the_list_costs_the_same_for_many_residents(client, village_admin, queries_of):
    client.force_login(village_admin)
    holder("citizen", VILLAGE)
    few = queries_of(lambda: client.get("/warga/"))
    for _ in range(20):
        holder("citizen", VILLAGE)

    assert queries_of(lambda: client.get("/warga/")) <= few <= 10


def test_the_page_takes_a_confirmation_back_and_tells_who_was_dealt_with_before(
    client, village_admin, village_secretary, resident
):
    confirm_residence(resident, by=village_secretary, now=now())
    client.force_login(village_admin)
    form = {"do": "undo", "pilih": [resident.pk]}

    first = client.post("/warga/?tampil=dipastikan", form).content.decode()
    second = client.post("/warga/?tampil=dipastikan", form).content.decode()

    assert "1 kepastian tempat tinggal dibatalkan." in first
    assert f"{resident.name}: Tempat tinggal warga ini baru saja diurus petugas lain." in second


def test_the_office_notes_that_somebody_is_old_enough_and_no_date(client, village_admin, resident):
    young = holder("citizen", VILLAGE)
    client.force_login(village_admin)

    client.post("/warga/", {"do": "confirm", "of_age": "ya", "pilih": [resident.pk]})
    client.post("/warga/", {"do": "confirm", "pilih": [young.pk]})

    resident.refresh_from_db()
    young.refresh_from_db()
    assert (resident.confirmed_age, young.confirmed_age) == (17, None)
    assert "17 tahun atau lebih" in client.get("/warga/?tampil=dipastikan").content.decode()


def test_an_age_can_be_noted_later_and_ends_with_the_confirmation(client, village_admin, resident):
    client.force_login(village_admin)
    client.post("/warga/", {"do": "age", "pilih": [resident.pk]})
    resident.refresh_from_db()
    assert resident.confirmed_age is None  # their home is not confirmed yet

    client.post("/warga/", {"do": "confirm", "pilih": [resident.pk]})
    said = client.post("/warga/?tampil=dipastikan", {"do": "age", "pilih": [resident.pk]}).content.decode()
    resident.refresh_from_db()
    assert resident.confirmed_age == 17 and "Umur 1 warga sudah dicatat." in said

    client.post("/warga/", {"do": "undo", "pilih": [resident.pk]})
    resident.refresh_from_db()
    assert resident.confirmed_age is None
