"""Who forgot the password: a link by the village office, or by e-mail to the address of the account."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.core import mail
from django.test import Client
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from rembuk.apps.audit.models import Event
from rembuk.apps.core.clock import now
from rembuk.apps.people.actions.invite import make_reset_link
from rembuk.apps.people.jobs import forget_old_sessions, mail_new_password_link
from rembuk.rules.actions import Action
from rembuk.rules.refusals import Refusal
from rembuk.site.tasks import forget_done_tasks
from tests.factories.people import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db
FORGOTTEN, NEW = "/masuk/lupa/", "tujuh gunung biru"


@pytest.fixture
def by_email(settings):
    settings.EMAIL_HOST = "surel.example.id"


def work_off():
    """Every task whose time has come, as the worker would; returns how many there were."""
    ready = list(DBTaskResult.objects.ready())
    for row in ready:
        row.task.func(*row.args_kwargs["args"])
        DBTaskResult.objects.filter(pk=row.pk).update(
            status=TaskResultStatus.SUCCESSFUL, started_at=now(), finished_at=now()
        )
    return len(ready)


def link_in(text):
    return re.search(r"/undangan/[^/\s]+/", text).group()


@pytest.mark.parametrize(
    ("who", "whom", "may"),
    [
        ("village_admin", "resident", True),
        ("village_secretary", "resident", True),
        ("planner", "resident", True),
        ("planner", "village_head", True),
        ("village_admin", "village_head", False),
        ("village_admin", "facilitator", False),
        ("village_admin", "village_admin", False),
        ("other_village_admin", "resident", False),
        ("village_head", "resident", False),
        ("neighbour", "resident", False),
    ],
)
def test_an_office_helps_its_own_residents_and_nobody_else(request, who, whom, may):
    by, user = request.getfixturevalue(who), request.getfixturevalue(whom)

    if may:
        assert make_reset_link(user, by=by, now=now()).startswith("/undangan/")
    else:
        with pytest.raises(Refusal):
            make_reset_link(user, by=by, now=now())


def test_the_village_office_hands_a_resident_a_link(client, resident, village_admin):
    client.force_login(village_admin)
    page = f"/warga/{resident.pk}/sandi/"
    assert page in client.get("/warga/").content.decode()
    assert resident.name in client.get(page).content.decode()

    link = link_in(client.post(page).content.decode())
    Client().post(link, {"password": NEW})

    resident.refresh_from_db()
    assert resident.check_password(NEW)
    event = Event.objects.filter(action=Action.ACCOUNT_CONFIRM_RESIDENCE).get()
    assert (event.data["what"], event.actor) == ("reset_password", f"user:{village_admin.pk}")


def test_another_village_does_not_know_the_resident(client, resident, other_village_admin):
    client.force_login(other_village_admin)
    assert client.get(f"/warga/{resident.pk}/sandi/").status_code == 404
    assert client.post(f"/warga/{resident.pk}/sandi/").status_code == 404


def test_a_link_by_e_mail_opens_the_account_once(client, by_email):
    user = UserFactory(name="Siti Aminah", email="siti@example.id")

    answer = client.post(FORGOTTEN, {"email": " Siti@Example.id "}, follow=True)
    assert "Bila alamat ini milik sebuah akun" in answer.content.decode()
    assert not mail.outbox and work_off() == 1

    (letter,) = mail.outbox
    assert letter.to == ["siti@example.id"] and letter.body.startswith("Siti Aminah, seseorang meminta")
    assert Client().post(link_in(letter.body), {"password": NEW}).status_code == 302
    assert Client().post(link_in(letter.body), {"password": PASSWORD}).status_code == 410
    user.refresh_from_db()
    assert user.check_password(NEW)


def test_it_is_good_for_an_hour(by_email):
    UserFactory(email="siti@example.id")
    mail_new_password_link.func("siti@example.id", 1)

    with time_machine.travel(now() + timedelta(minutes=61), tick=False):
        assert Client().get(link_in(mail.outbox[0].body)).status_code == 410


@pytest.mark.parametrize("fields", [{"email": "siti@example.id", "is_active": False}, {"email": None}])
def test_an_address_without_an_open_account_gets_the_same_answer_and_no_letter(client, by_email, fields):
    UserFactory(**fields)

    answer = client.post(FORGOTTEN, {"email": "siti@example.id"})

    assert answer.url == f"{FORGOTTEN}?selesai=surel"
    assert work_off() == 1 and not mail.outbox


def test_a_mailbox_is_not_filled(client, by_email):
    UserFactory(email="siti@example.id")

    answers = [client.post(FORGOTTEN, {"email": "siti@example.id"}).status_code for _ in range(5)]

    assert answers == [302, 302, 302, 429, 429]


def test_a_mail_server_that_does_not_answer_is_asked_again(by_email, monkeypatch):
    def refuse(*args):
        raise ConnectionRefusedError

    UserFactory(email="siti@example.id")
    monkeypatch.setattr("rembuk.apps.people.jobs.send_mail", refuse)
    mail_new_password_link.func("siti@example.id", 1)
    monkeypatch.undo()

    with time_machine.travel(now() + timedelta(minutes=3), tick=False):
        assert work_off() == 1
    assert len(mail.outbox) == 1


def test_without_a_mail_server_the_page_names_the_village_office_alone(client):
    page = client.get(FORGOTTEN).content.decode()

    assert "kantor desa atau kelurahan" in page and "<form" not in page.partition("<main")[2]
    assert client.post(FORGOTTEN, {"email": "siti@example.id"}).status_code == 422
    assert work_off() == 0


def test_what_a_task_was_given_and_an_old_session_are_forgotten(client, resident, by_email):
    client.force_login(resident)
    client.post(FORGOTTEN, {"email": "siti@example.id"})
    work_off()
    forget_done_tasks()
    forget_old_sessions()
    assert _kept() == (1, 1)

    with time_machine.travel(now() + timedelta(days=30), tick=False):
        forget_done_tasks()
        forget_old_sessions()
    assert _kept() == (0, 0)


def _kept():
    return DBTaskResult.objects.count(), Session.objects.count()
