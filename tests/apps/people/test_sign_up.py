"""A resident opens an account: one for one contact, whatever is retried, raced or typed."""

import threading
from uuid import uuid4

import pytest
from django.db import connection

from rembuk.apps.audit.models import Event
from rembuk.apps.core.clock import now
from rembuk.apps.core.ids import uuid7
from rembuk.apps.people.actions.sign_up import sign_up
from rembuk.apps.people.models import RoleAssignment, User
from rembuk.rules.actions import Action
from rembuk.rules.refusals import Refusal
from tests.factories.people import UserFactory
from tests.factories.places import TENANT, VILLAGE, RegionFactory

SIGN_UP = "/daftar/"
GOOD_PASSWORD = "padi kuning di sawah"
TYPED = {
    "name": "Siti Aminah",
    "village": "Desa Sukamaju, Kecamatan Cempaka",
    "rt": "3",
    "rw": "02",
    "contact": "0812-3456-7890",
    "password": GOOD_PASSWORD,
    "consent": "on",
}


def send(client, **changed):
    return client.post(SIGN_UP, {"key": str(uuid7()), **TYPED, **changed})


def test_a_resident_signs_up_and_is_in(client, government):
    answer = send(client)

    user = User.objects.get()
    assert (answer.status_code, answer.url) == (302, "/akun/?selesai=terdaftar")
    assert client.session["_auth_user_id"] == str(user.pk)
    assert (user.name, user.phone, user.village_code, user.rt, user.rw) == (
        "Siti Aminah", "+6281234567890", VILLAGE, "03", "02",
    )  # fmt: skip
    assert [(row.role, row.region_code) for row in RoleAssignment.objects.all()] == [("citizen", VILLAGE)]
    assert not user.shows_name
    event = Event.objects.get()
    assert (event.action, event.subject, event.actor) == (
        Action.ACCOUNT_OPEN, f"account:{user.pk}", f"user:{user.pk}",
    )  # fmt: skip
    assert "Siti" not in str(event.data)


@pytest.mark.parametrize(
    ("contact", "kept"),
    [
        ("siti@contoh.id", {"email": "siti@contoh.id", "phone": None}),
        ("siti.aminah", {"username": "siti.aminah", "phone": None, "email": None}),
        ("+62 812 3456 7890", {"phone": "+6281234567890", "email": None}),
    ],
)
def test_any_one_contact_is_enough(client, government, contact, kept):
    send(client, contact=contact)

    user = User.objects.get()
    assert {field: getattr(user, field) for field in kept} == kept


@pytest.mark.parametrize("village", ["sukamaju", VILLAGE, "DESA SUKAMAJU, kecamatan cempaka", "maju cempaka"])
def test_the_village_may_be_typed_in_many_ways(client, government, village):
    assert send(client, village=village).status_code == 302


def test_several_villages_of_one_name_are_offered_to_choose_from(client, government):
    twin = RegionFactory(name="Sukamaju")

    page = send(client, village="Sukamaju").content.decode()
    assert f'type="radio" name="village" value="{VILLAGE}"' in page
    assert f'value="{twin.code}"' in page

    assert send(client, village=twin.code).status_code == 302
    assert User.objects.get().village_code == twin.code


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"name": " "}, "Tuliskan nama Anda."),
        ({"village": "Antah Berantah"}, "Desa ini belum kami kenal."),
        ({"village": ""}, "Pilih desa atau kelurahan Anda."),
        ({"rt": "tiga"}, "Tulis nomornya"),
        ({"contact": ""}, "Tuliskan nomor HP"),
        ({"contact": "0812"}, "Tulis nomor HP seperti"),
        ({"contact": "siti@"}, "belum lengkap"),
        ({"password": "pendek"}, "terlalu pendek"),
        ({"password": "1234567890"}, "dipakai banyak orang"),
        ({"password": "siti aminah"}, "mirip nama"),
        ({"consent": ""}, "bila Anda setuju"),
    ],
)
def test_what_is_missing_is_said_and_the_rest_is_kept(client, government, changed, said):
    answer = send(client, **changed)
    page = answer.content.decode()

    assert answer.status_code == 422
    assert said in page
    assert GOOD_PASSWORD not in page
    assert ("Siti Aminah" in page) is ("name" not in changed)
    assert not User.objects.exists()


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "=cmd|' /C calc'!A0",
        "😀 Siti",
        "S" + "\u0301" * 100,
        "\u202etsiti",
        "x\x00y",
    ],
)
def test_hostile_names_are_refused_or_shown_inert(client, government, hostile):
    answer = send(client, name=hostile)

    assert answer.status_code in (302, 400, 422)
    page = client.get("/akun/").content.decode() if answer.status_code == 302 else answer.content.decode()
    assert "<script>alert" not in page
    assert "\u202e" not in page


@pytest.mark.parametrize(
    "broken",
    [
        {"key": "bukan-uuid"},
        {"key": ""},
        {"name": "a" * 121},
        {"contact": "a" * 300},
        {"password": "p" * 129},
    ],
)
def test_broken_forms_are_answered_with_a_page(client, government, broken):
    assert send(client, **broken).status_code == 422


def test_a_retry_of_the_same_form_finds_the_same_account(client, government):
    key = str(uuid4())
    first = send(client, key=key)
    client.logout()
    second = send(client, key=key)

    assert (first.status_code, second.status_code) == (302, 302)
    assert User.objects.count() == 1
    assert Event.objects.count() == 1


def test_a_key_alone_opens_nobody_s_account(client, government):
    key = str(uuid4())
    send(client, key=key)
    client.logout()

    answer = send(client, key=key, password="sandi orang lain")

    assert answer.status_code == 422
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("taken", ["0812 3456 7890", "siti@contoh.id", "siti.aminah"])
def test_a_contact_in_use_is_refused_with_one_sentence_whichever_it_is(client, government, taken):
    UserFactory(phone="+6281234567890", email="siti@contoh.id", username="siti.aminah")

    answer = send(client, contact=taken)

    assert answer.status_code == 422
    assert "tidak dapat dipakai untuk akun baru" in answer.content.decode()
    assert User.objects.count() == 1


def test_one_contact_is_not_tried_again_and_again_however_it_is_written(client, government):
    UserFactory(phone="+6281234567890")
    answers = [send(client, contact=f"0812{' ' * n}34567890").status_code for n in range(11)]

    assert answers == [422] * 10 + [429]


def test_before_the_regency_is_set_up_nobody_can_sign_up(client, db):
    assert client.get(SIGN_UP).status_code == 200
    assert send(client).status_code == 422


def test_the_page_costs_a_known_number_of_queries(client, government, queries_of):
    with_few = queries_of(lambda: client.get(SIGN_UP))
    for _ in range(30):
        RegionFactory()

    assert queries_of(lambda: client.get(SIGN_UP)) <= with_few <= 3


@pytest.mark.django_db(transaction=True)
def test_two_who_sign_up_with_one_telephone_at_once_get_one_account(government):
    answers = []
    start = threading.Barrier(2)

    def one(name):
        start.wait()
        try:
            answers.append(
                sign_up(
                    key=uuid7(), tenant=TENANT, name=name, village_code=VILLAGE, phone="+6281234567890",
                    password=GOOD_PASSWORD, now=now(),
                ).name
            )  # fmt: skip
        except Refusal as refusal:
            answers.append(refusal.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=one, args=(name,)) for name in ("Siti", "Sari")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(answers) in (["Sari", "contact_taken"], ["Siti", "contact_taken"])
    assert User.objects.count() == RoleAssignment.objects.count() == 1
