"""Coming in: by telephone, e-mail or username; alike for wrong and unknown; never shut out by an address."""

import pytest
from django.contrib.auth import hashers
from django.contrib.sessions.models import Session
from django.test import RequestFactory

from rembuk.apps.people.actions.sign_in import account_with_password
from rembuk.apps.people.limits import address_of, may_try_to_sign_in
from tests.factories.people import PASSWORD, UserFactory

SIGN_IN = "/masuk/"


def give(client, login, password=PASSWORD, **more):
    return client.post(SIGN_IN, {"login": login, "password": password}, **more)


def is_in(client):
    return "_auth_user_id" in client.session


@pytest.fixture
def siti(government):
    return UserFactory(username="siti.aminah", phone="+6281234567890", email="siti@contoh.id")


@pytest.mark.parametrize(
    "login", ["siti.aminah", " Siti.Aminah ", "0812-3456-7890", "+62 812 3456 7890", "SITI@contoh.id"]
)
def test_people_sign_in_with_whatever_they_have_however_it_is_typed(client, siti, login):
    answer = give(client, login)

    assert (answer.status_code, answer.url) == (302, "/akun/")
    assert client.session["_auth_user_id"] == str(siti.pk)


@pytest.mark.parametrize(
    "login", ["siti.aminah", "tidak.ada", "0899 0000 0000", "tidak@ada.id", "٠٨١٢", "'; --", "😀"]
)
def test_a_wrong_password_and_an_unknown_account_get_the_same_answer(client, siti, login):
    answer = give(client, login, "bukan-sandinya-1")
    page = answer.content.decode()

    assert answer.status_code == 422
    assert "tidak cocok satu sama lain" in page
    assert "bukan-sandinya-1" not in page
    assert not is_in(client)


def test_an_unknown_account_costs_as_much_hashing_as_a_known_one(siti, monkeypatch):
    spent = []
    encode = hashers.MD5PasswordHasher.encode
    monkeypatch.setattr(hashers.MD5PasswordHasher, "encode", lambda *given: spent.append(1) or encode(*given))

    account_with_password("siti.aminah", "salah")
    for_known = len(spent)
    account_with_password("tidak.ada", "salah")

    assert len(spent) == 2 * for_known


def test_a_closed_account_is_answered_like_a_wrong_password(client, siti):
    siti.is_active = False
    siti.save()

    assert give(client, "siti.aminah").status_code == 422


@pytest.mark.parametrize(
    ("asked", "led_to"),
    [
        ("/usulan/baru/", "/usulan/baru/"),
        ("/en/akun/", "/en/akun/"),
        ("https://jahat.example/", "/akun/"),
        ("//jahat.example/", "/akun/"),
        ("/\\jahat.example", "/akun/"),
        ("javascript:alert(1)", "/akun/"),
        ("/" + "a" * 600, "/akun/"),
    ],
)
def test_after_signing_in_one_lands_only_on_pages_of_our_own(client, siti, asked, led_to):
    answer = client.post(SIGN_IN, {"login": "siti.aminah", "password": PASSWORD, "next": asked})

    assert answer.url == led_to


@pytest.mark.parametrize(
    ("who", "start"),
    [
        ("resident", "/akun/"),
        ("rt_rw_head", "/akun/"),
        ("village_admin", "/tugas/"),
        ("district_officer", "/tugas/"),
        ("planner", "/tugas/"),
        ("sysadmin", "/akun/"),
    ],
)
def test_officials_start_with_what_waits_for_them(request, client, who, start):
    user = request.getfixturevalue(who)

    assert give(client, user.username).url == start


@pytest.mark.parametrize(
    ("who", "offered", "kept_back"),
    [
        ("resident", ["/usulan/saya/"], ["/tugas/", "/warga/", "/pengguna/"]),
        ("village_admin", ["/tugas/", "/warga/"], ["/pengguna/"]),
        ("sysadmin", ["/pengguna/"], ["/warga/", "/usulan/saya/"]),
    ],
)
def test_the_account_offers_only_pages_that_let_one_in(request, client, who, offered, kept_back):
    client.force_login(request.getfixturevalue(who))
    ways = client.get("/akun/").content.decode().partition("<main")[2]

    assert all(f'href="{path}"' in ways for path in offered)
    assert not any(f'href="{path}"' in ways for path in kept_back)


def test_a_page_that_asks_for_an_account_leads_here_and_back(client, siti):
    answer = client.get("/akun/sandi/")

    assert answer.url == "/masuk/?next=/akun/sandi/"


def test_the_session_gets_a_new_key_when_somebody_comes_in(client, siti):
    client.get(SIGN_IN)
    session = client.session
    session["planted"] = 1
    session.save()
    planted = session.session_key
    client.cookies["sessionid"] = planted

    give(client, "siti.aminah")

    assert client.session.session_key != planted
    assert not Session.objects.filter(pk=planted).exists()


def test_signing_out_is_a_post_and_ends_the_session(client, siti):
    give(client, "siti.aminah")

    assert client.get("/keluar/").status_code == 200
    assert is_in(client)
    assert client.post("/keluar/").url == "/masuk/?selesai=keluar"
    assert not is_in(client)


def test_many_tries_on_one_account_are_stopped_even_with_the_right_password(client, siti):
    answers = [give(client, "siti.aminah", "salah-terus-menerus").status_code for _ in range(22)]

    assert answers[:20] == [422] * 20
    assert answers[20:] == [429] * 2
    assert give(client, "siti.aminah").status_code == 429


def test_an_unknown_account_is_stopped_in_the_same_way(client, siti):
    answers = [give(client, "tidak.ada", "salah-terus-menerus").status_code for _ in range(21)]

    assert answers[-1] == 429


def test_one_account_is_one_account_however_its_name_is_written(client, siti):
    ways = ["siti.aminah", " SITI.Aminah", "siti@contoh.id", "Siti@Contoh.id ", "+6281234567890"]
    ways += ["0812" + " " * n + "34567890" for n in range(16)]
    answers = [give(client, way, "salah-terus-menerus").status_code for way in ways]

    assert answers == [422] * 20 + [429]
    assert give(client, "0812-3456-7890").status_code == 429


def test_so_is_one_that_does_not_exist(client, siti):
    answers = [give(client, f"0899{' ' * n}1111 2222", "salah").status_code for n in range(21)]

    assert answers == [422] * 20 + [429]


def test_a_busy_address_never_blocks_another_account_behind_it(client, siti):
    """A whole village may share one mobile address."""
    elsewhere = RequestFactory().get(SIGN_IN)
    for n in range(305):
        may_try_to_sign_in(elsewhere, f"orang-lain-{n}")

    assert give(client, "siti.aminah").status_code == 302


def test_somebody_else_s_wrong_tries_elsewhere_leave_one_s_own_place_open(client, siti):
    for _ in range(21):
        give(client, "siti.aminah", "salah", REMOTE_ADDR="203.0.113.9")

    assert give(client, "siti.aminah").status_code == 302


def test_who_is_signed_in_already_goes_on(client, siti):
    client.force_login(siti)

    assert client.get("/masuk/?next=/akun/ubah/").url == "/akun/ubah/"
    assert client.get("/daftar/").url == "/akun/"


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options", "trace"])
def test_other_methods_are_refused(client, government, method):
    assert getattr(client, method)(SIGN_IN).status_code == 405


def test_the_address_is_the_proxy_s_word_only_behind_our_proxy(settings):
    request = RequestFactory().get(
        "/", headers={"X-Forwarded-For": "198.51.100.7, 203.0.113.9"}, REMOTE_ADDR="10.0.0.1"
    )
    settings.SECURE_PROXY_SSL_HEADER = None
    assert address_of(request) == "10.0.0.1"

    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    assert address_of(request) == "203.0.113.9"
