"""One-time links: one purpose, one use, one day or one week; no other way to an account."""

from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.test import Client

from rembuk.apps.audit.models import Event
from rembuk.apps.core.clock import now, today
from rembuk.apps.people.access import rights
from rembuk.apps.people.actions.invite import (
    accept_invitation,
    accept_reset,
    invite,
    make_reset_link,
)
from rembuk.apps.people.models import Invitation, User
from rembuk.apps.people.queries import invitation_for
from rembuk.rules.actions import Action
from rembuk.rules.refusals import Refusal
from tests.factories.people import PASSWORD, UserFactory
from tests.factories.places import OTHER_VILLAGE, TENANT, VILLAGE

pytestmark = pytest.mark.django_db
NEW = "tujuh gunung biru"
OFFICER = {"name": "Budi Santoso", "username": "budi.s", "password": NEW}


@pytest.fixture
def link(planner):
    """An invitation to be village head of Desa Sukamaju."""
    return invite(
        role="village_head",
        region_code=VILLAGE,
        letter_number="141/3/2026",
        tenant=TENANT,
        by=planner,
        now=now(),
    )


@pytest.fixture
def reset(planner):
    """A link to a new password for somebody."""
    user = UserFactory(username="lupa.sandi")
    return user, make_reset_link(user, by=planner, now=now())


def row_of(link):
    return invitation_for(link.split("/")[-2], now())


def test_an_invited_officer_opens_an_account_with_the_role(client, link):
    page = client.get(link).content.decode()
    answer = client.post(link, OFFICER)

    user = User.objects.get(username="budi.s")
    held = rights(user, today()).assignments
    assert "Kepala Desa/Lurah, Desa Sukamaju, Kecamatan Cempaka" in page
    assert answer.url == "/akun/?selesai=terdaftar"
    assert client.session["_auth_user_id"] == str(user.pk)
    assert [(row.role, row.region_code, row.letter_number) for row in held] == [
        ("village_head", VILLAGE, "141/3/2026")
    ]
    assert Event.objects.filter(action=Action.ACCOUNT_OPEN).get().data["role"] == "village_head"


def test_the_first_link_of_an_installation_needs_nobody(government, client):
    link = invite(role="planning_admin", region_code=TENANT, tenant=TENANT, by=None, now=now())

    client.post(link, OFFICER)

    assert User.objects.get().may_any([Action.CYCLE_MANAGE])
    assert User.objects.get().may_any([Action.ACCOUNTS_MANAGE])
    assert Event.objects.order_by("id").first().actor == "system:init"


def test_a_link_works_once(client, link):
    client.post(link, OFFICER)

    again = Client().post(link, {**OFFICER, "username": "orang.kedua"})

    assert again.status_code == 410
    assert not User.objects.filter(username="orang.kedua").exists()


def test_of_two_with_one_link_one_opens_the_door(link):
    found, same = row_of(link), row_of(link)
    accept_invitation(found, now=now(), **OFFICER)

    with pytest.raises(Refusal) as refused:
        accept_invitation(same, now=now(), **{**OFFICER, "username": "orang.kedua"})

    assert refused.value.code == "link_used"
    assert not User.objects.filter(username="orang.kedua").exists()


def test_a_form_with_mistakes_leaves_the_link_good(client, link, planner):
    assert client.post(link, {**OFFICER, "password": "pendek"}).status_code == 422
    assert client.post(link, {**OFFICER, "username": planner.username}).status_code == 422
    assert client.post(link, OFFICER).status_code == 302


def test_looking_at_a_link_uses_nothing_up(client, link):
    client.get(link)
    client.get(link)

    assert client.get(link).status_code == 200


@pytest.mark.parametrize(("after", "status"), [(timedelta(days=6), 200), (timedelta(days=8), 410)])
def test_an_invitation_ends_after_a_week(client, link, after, status):
    with time_machine.travel(now() + after, tick=False):
        assert client.get(link).status_code == status


@pytest.mark.parametrize("token", ["x", "a" * 43, "..%2f..", "😀"])
def test_a_made_up_link_is_gone(client, government, token):
    assert client.get(f"/undangan/{token}/").status_code in (404, 410)


def test_only_the_hash_of_a_link_is_kept(link, reset):
    kept = str(list(Invitation.objects.values())) + str(list(Event.objects.values()))

    assert link.split("/")[-2] not in kept
    assert reset[1].split("/")[-2] not in kept


def test_a_reset_link_changes_the_password_and_ends_every_session(client, reset):
    user, path = reset
    elsewhere = Client()
    elsewhere.force_login(user)

    answer = client.post(path, {"password": NEW})

    user.refresh_from_db()
    assert answer.url == "/masuk/?selesai=sandi-baru"
    assert user.check_password(NEW)
    assert elsewhere.get("/akun/").status_code == 302
    assert client.get("/akun/").status_code == 302  # the link alone signs nobody in


def test_a_newer_reset_link_ends_the_older(client, planner, reset):
    user, old = reset
    make_reset_link(user, by=planner, now=now())

    assert client.get(old).status_code == 410


def test_a_reset_link_ends_after_a_day(client, reset):
    with time_machine.travel(now() + timedelta(hours=25), tick=False):
        assert client.post(reset[1], {"password": NEW}).status_code == 410


def test_no_link_opens_a_closed_account(client, reset):
    user, path = reset
    found = row_of(path)
    User.objects.filter(pk=user.pk).update(is_active=False)

    assert client.post(path, {"password": NEW}).status_code == 410
    found.user.is_active = False
    with pytest.raises(Refusal):
        accept_reset(found, password=NEW, now=now())
    user.refresh_from_db()
    assert user.check_password(PASSWORD)


def test_one_kind_of_link_is_never_used_as_the_other(link, reset):
    with pytest.raises(Refusal):
        accept_reset(row_of(link), password=NEW, now=now())
    with pytest.raises(Refusal):
        accept_invitation(row_of(reset[1]), now=now(), **OFFICER)

    assert row_of(link) and row_of(reset[1])


@pytest.mark.parametrize("who", ["village_admin", "district_officer", "resident"])
def test_only_keepers_of_accounts_make_links_for_anybody(request, who):
    by = request.getfixturevalue(who)

    with pytest.raises(Refusal):
        invite(role="village_head", region_code=VILLAGE, letter_number="1", tenant=TENANT, by=by, now=now())
    with pytest.raises(Refusal):
        make_reset_link(UserFactory(village_code=OTHER_VILLAGE), by=by, now=now())

    assert not Invitation.objects.exists()


def test_keepers_make_no_reset_link_for_themselves(planner):
    with pytest.raises(Refusal):
        make_reset_link(planner, by=planner, now=now())


def test_links_are_shown_once_on_the_page_that_makes_them(client, planner):
    user = UserFactory(name="Siti Aminah")
    client.force_login(planner)

    reset = client.post(f"/pengguna/{user.pk}/tautan-sandi/").content.decode()
    invited = client.post(
        "/pengguna/undang/",
        {"role": "village_head", "place": "Desa Sukamaju, Kecamatan Cempaka", "letter_number": "1/2026"},
    ).content.decode()

    assert "http://testserver/undangan/" in reset and "Siti Aminah" in reset
    assert "http://testserver/undangan/" in invited
    assert Invitation.objects.count() == 2


@pytest.mark.parametrize("wrong", [{"role": ""}, {"place": "Entah"}, {"letter_number": ""}])
def test_an_invitation_that_does_not_fit_comes_back(client, planner, wrong):
    client.force_login(planner)
    post = {"role": "village_head", "place": VILLAGE, "letter_number": "1/2026", **wrong}

    assert client.post("/pengguna/undang/", post).status_code == 422
    assert not Invitation.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"purpose": "sign_up", "role": ""},
        {"purpose": "reset_password", "role": ""},
        {"purpose": "lain", "role": "village_head"},
        {"purpose": "sign_up", "role": "village_head", "expires_at": now()},
    ],
)
def test_the_database_keeps_no_link_without_purpose_audience_and_end(government, wrong):
    made = now()
    with pytest.raises(IntegrityError), transaction.atomic():
        Invitation.objects.create(
            **{
                "token_hash": "x",
                "tenant": TENANT,
                "created_at": made,
                "expires_at": made + timedelta(1),
                **wrong,
            }
        )
