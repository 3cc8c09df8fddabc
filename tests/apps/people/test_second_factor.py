"""Codes from the phone: set up, asked for, used once, lost; and roles that sleep without them."""

import re

import pytest
import time_machine
from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from django_otp.oath import totp
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from rembuk.apps.audit.models import Event
from rembuk.apps.core.clock import now
from rembuk.apps.people.actions.second_factor import (
    begin_set_up,
    confirm_set_up,
    device_answering,
    remove_for,
)
from rembuk.apps.people.models import User
from rembuk.rules.refusals import Refusal
from tests.factories.people import PASSWORD

pytestmark = pytest.mark.django_db
SIGN_IN, CODE, SET_UP = "/masuk/", "/masuk/kode/", "/akun/kode/"


@pytest.fixture
def travel():
    with time_machine.travel("2027-03-01T03:00:00Z", tick=False) as traveller:
        yield traveller


def digits(user, confirmed=True):
    device = TOTPDevice.objects.get(user=user, confirmed=confirmed)
    return f"{totp(device.bin_key, step=device.step, t0=device.t0):06d}"


def set_up(user):
    """Codes on; returns the recovery codes. The next code is due half a minute later."""
    begin_set_up(user)
    return confirm_set_up(user, code=digits(user, confirmed=False), now=now())[1]


def password_given(client, user):
    return client.post(SIGN_IN, {"login": user.username, "password": PASSWORD})


def come_in(client, user, travel):
    """Password and code; the code is a later one than that of the set-up."""
    travel.shift(60)
    password_given(client, user)
    client.post(CODE, {"code": digits(user)})


def is_in(client):
    return "_auth_user_id" in client.session


def test_it_is_set_up_on_the_page_and_counts_at_once(client, planner, settings, travel):
    settings.REMBUK_SECOND_FACTOR_ROLES = ["planning_admin"]
    client.force_login(planner)
    page = client.get(SET_UP).content.decode()
    assert "<svg" in page and 'href="otpauth://totp/' in page
    assert "Peran Anda hanya terbuka dengan kode ini" in page

    assert client.get("/pengguna/").url == SET_UP  # asleep, and led to what helps
    done = client.post(SET_UP, {"do": "on", "code": digits(planner, confirmed=False)}).content.decode()

    assert len(re.findall(r'<li class="code">[a-z]{5}-[a-z]{5}</li>', done)) == 10
    assert client.get("/pengguna/").status_code == 200
    assert Event.objects.get().data == {"what": "second_factor_on"}


def test_a_wrong_code_sets_nothing_up_and_the_key_stays_the_same(client, planner, travel):
    client.force_login(planner)
    client.get(SET_UP)
    key = TOTPDevice.objects.get().key

    answer = client.post(SET_UP, {"do": "on", "code": "000000"})

    assert answer.status_code == 422
    assert TOTPDevice.objects.get().key == key
    assert not TOTPDevice.objects.get().confirmed
    assert TOTPDevice.objects.get().throttling_failure_count == 1


def test_the_password_alone_no_longer_opens(client, planner, travel):
    set_up(planner)
    travel.shift(60)

    answer = password_given(client, planner)

    assert answer.url == CODE
    assert not is_in(client)
    assert client.get("/akun/").status_code == 302
    assert client.post(CODE, {"code": digits(planner)}).url == "/tugas/"
    assert is_in(client)


def test_a_code_opens_once(client, planner, travel):
    set_up(planner)
    travel.shift(60)
    code = digits(planner)

    assert device_answering(planner, code) is not None
    assert device_answering(planner, code) is None


def test_a_recovery_code_opens_once(client, planner, travel):
    codes = set_up(planner)
    password_given(client, planner)

    assert client.post(CODE, {"code": f" {codes[0].upper()} "}).url == "/tugas/"
    assert StaticToken.objects.count() == 9
    assert device_answering(planner, codes[0]) is None


def test_recovery_codes_are_kept_as_hashes(planner, travel):
    codes = set_up(planner)
    kept = set(StaticToken.objects.values_list("token", flat=True))

    assert not kept & {code.replace("-", "") for code in codes} and not kept & set(codes)


@pytest.mark.parametrize("code", ["000000", "abcde-fghjk", "", "12 34", "😀", "٣٣٣٣٣٣", "9" * 400])
def test_a_wrong_code_is_answered_with_a_sentence(client, planner, travel, code):
    set_up(planner)
    password_given(client, planner)

    assert client.post(CODE, {"code": code}).status_code == 422
    assert not is_in(client)


def test_codes_cannot_be_tried_for_ever(client, planner, travel):
    set_up(planner)
    password_given(client, planner)

    answers = [client.post(CODE, {"code": "000000"}).status_code for _ in range(11)]

    assert answers[-1] == 429


def test_without_the_password_there_is_no_code_page(client, government):
    assert client.get(CODE).url == SIGN_IN


def test_ten_minutes_after_the_password_it_starts_again(client, planner, travel):
    set_up(planner)
    password_given(client, planner)
    travel.shift(601)

    assert client.post(CODE, {"code": digits(planner)}).url == SIGN_IN


@pytest.mark.parametrize("change", [{"is_active": False}, {"password": "!"}])
def test_a_closed_account_or_a_new_password_ends_the_waiting(client, planner, travel, change):
    set_up(planner)
    password_given(client, planner)
    User.objects.filter(pk=planner.pk).update(**change)
    travel.shift(60)

    assert client.post(CODE, {"code": digits(planner)}).url == SIGN_IN


def test_new_recovery_codes_end_the_old_ones(client, planner, travel):
    old = set_up(planner)
    come_in(client, planner, travel)

    assert client.post(SET_UP, {"do": "renew", "password": "salah"}).status_code == 422
    page = client.post(SET_UP, {"do": "renew", "password": PASSWORD}).content.decode()

    assert len(re.findall(r'<li class="code">', page)) == 10
    assert not any(code in page for code in old)
    assert device_answering(planner, old[0]) is None


def test_it_is_turned_off_with_the_password(client, planner, travel):
    set_up(planner)
    come_in(client, planner, travel)

    assert client.post(SET_UP, {"do": "off", "password": "salah"}).status_code == 422
    assert TOTPDevice.objects.exists()
    assert client.post(SET_UP, {"do": "off", "password": PASSWORD}).url == "/akun/kode/?selesai=kode-mati"
    assert not TOTPDevice.objects.exists()


@pytest.mark.parametrize("wanted", ["renew", "off"])
def test_a_session_from_before_cannot_undo_what_it_never_gave(client, planner, travel, wanted):
    client.force_login(planner)
    codes = set_up(planner)

    assert client.post(SET_UP, {"do": wanted, "password": PASSWORD}).url == "/masuk/?next=%2Fakun%2Fkode%2F"
    assert not is_in(client)
    assert device_answering(planner, codes[0]) is not None


def test_a_keeper_of_accounts_takes_a_lost_one_away_from_somebody_else(
    client, planner, village_admin, travel
):
    set_up(village_admin)
    client.force_login(planner)

    client.post(f"/pengguna/{village_admin.pk}/kode/")

    assert not TOTPDevice.objects.exists()
    with pytest.raises(Refusal):
        remove_for(planner, by=planner, now=now())
    with pytest.raises(Refusal):
        remove_for(planner, by=village_admin, now=now())


def test_roles_that_need_none_stay_awake(client, village_admin, settings):
    settings.REMBUK_SECOND_FACTOR_ROLES = ["planning_admin"]
    client.force_login(village_admin)

    assert client.get("/warga/").status_code == 200


def test_the_account_says_what_is_missing(client, planner, settings):
    settings.REMBUK_SECOND_FACTOR_ROLES = ["planning_admin"]
    client.force_login(planner)

    assert "Peran Anda memerlukan kode tambahan" in client.get("/akun/").content.decode()


@pytest.mark.parametrize(
    "typed", [{"do": "on", "code": ""}, {"do": "off", "password": ""}, {"do": "entah"}, {}]
)
def test_a_set_up_form_that_says_nothing_changes_nothing(client, planner, travel, typed):
    client.force_login(planner)

    assert client.post(SET_UP, typed).status_code in (200, 422)
    assert not TOTPDevice.objects.filter(confirmed=True).exists()


def test_set_up_cannot_be_tried_for_ever(client, planner, travel):
    client.force_login(planner)
    client.get(SET_UP)

    answers = [client.post(SET_UP, {"do": "on", "code": "000000"}).status_code for _ in range(11)]

    assert answers == [422] * 10 + [429]


def test_a_role_that_does_not_exist_stops_the_start_instead_of_needing_no_code(settings):
    settings.REMBUK_SECOND_FACTOR_ROLES = ["planning_admin", "sysadmn"]

    with pytest.raises(ImproperlyConfigured, match="sysadmn tidak ada"):
        apps.get_app_config("people").ready()

    settings.REMBUK_SECOND_FACTOR_ROLES = ["planning_admin", "sysadmin"]
    apps.get_app_config("people").ready()
