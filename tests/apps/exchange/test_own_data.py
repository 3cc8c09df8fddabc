"""What is kept of a person is handed to that person, and to nobody else."""

import json

import pytest

from rembuk.apps.audit.models import Event
from rembuk.apps.exchange.models import Message
from rembuk.apps.proposals.actions.support import support
from rembuk.apps.rounds.access import voice_of
from rembuk.apps.rounds.actions.cast import Choice, cast
from rembuk.apps.rounds.receipts import new_secret
from rembuk.rules.actions import Action
from tests.factories.people import UserFactory
from tests.factories.proposals import NOW, ProposalFactory, open_year, sent_by
from tests.factories.rounds import ids, of_age, opened

PATH = "/akun/data.json"


@pytest.fixture
def at_home(client, neighbour):
    client.force_login(neighbour)
    return client


def test_people_take_along_all_that_is_kept_of_them_and_nothing_of_others(at_home, neighbour, resident):
    year = open_year("hamlet_meeting")
    UserFactory(name="Orang Lain")
    sent_by(resident, problem="Kata-kata orang lain.")
    own = sent_by(neighbour, problem="Sumur kami kering.", contact_email="cucu@example.id")
    supported = ProposalFactory(cycle=year)
    support(supported, by=neighbour, now=NOW)
    Message.objects.create(
        tenant=own.tenant,
        user=neighbour,
        audience="proposer",
        subject="Ada kabar",
        body="Diterima.",
        created_at=NOW,
    )

    answer = at_home.post(PATH)
    data = json.loads(answer.content)

    assert answer["Content-Disposition"] == 'attachment; filename="rembuk-data-saya.json"'
    assert "no-store" in answer["Cache-Control"]
    assert data["username"] == neighbour.username and data["roles"][0]["role"] == "citizen_verified"
    assert [(row["code"], row["problem"]) for row in data["proposals"]] == [(own.code, "Sumur kami kering.")]
    assert data["proposals"][0]["contact"]["email"] == "cucu@example.id"
    assert (data["supports"], data["follows"]) == ([supported.code], [own.code])
    assert [row["body"] for row in data["messages"]] == ["Diterima."]
    assert "orang lain" not in answer.content.decode().lower() and "password" not in data


def test_of_rounds_they_learn_where_they_took_part_and_nothing_of_any_choice(client, planner):
    found, person = opened(planner), of_age()
    cast(found, voice_of(person, found), Choice({ids(found)[0]: 1}), new_secret(), now=NOW)
    client.force_login(person)

    text = client.post(PATH).content.decode()

    assert json.loads(text)["rounds"] == [found.code] and ids(found)[0] not in text


def test_that_it_was_taken_is_noted_and_reading_a_page_does_nothing(at_home):
    assert at_home.get(PATH).status_code == 405
    assert not Event.objects.exists()
    at_home.post(PATH)
    assert Event.objects.get().action == Action.ACCOUNT_KEEP


def test_it_is_offered_on_the_account_page_and_asks_for_a_sign_in(client, at_home):
    assert f'action="{PATH}"' in at_home.get("/akun/").content.decode()
    at_home.logout()
    assert at_home.post(PATH).headers["Location"].startswith("/masuk/")
