"""`/.well-known/security.txt`: where a weakness is reported, for as long as the RFC allows."""

from datetime import datetime, timedelta

import pytest

from rembuk.apps.core.clock import now

pytestmark = pytest.mark.django_db
PATH = "/.well-known/security.txt"


def fields(client) -> dict[str, str]:
    answer = client.get(PATH)
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/plain; charset=utf-8")
    return dict(line.split(": ", 1) for line in answer.content.decode().splitlines())


def test_it_names_the_contact_of_the_installation_and_ends_within_a_year(client, settings):
    settings.REMBUK_SECURITY_CONTACT = "mailto:keamanan@nusawangi.example"
    settings.REMBUK_PUBLIC_URL = "https://rembuk.nusawangi.example"
    found = fields(client)
    assert found["Contact"] == "mailto:keamanan@nusawangi.example"
    assert found["Canonical"] == f"https://rembuk.nusawangi.example{PATH}"
    assert found["Preferred-Languages"] == "id, en"
    ends = datetime.fromisoformat(found["Expires"])
    assert timedelta(days=100) < ends - now() < timedelta(days=365)


def test_without_a_contact_it_leads_to_the_page_that_says_whom_to_tell(client, settings):
    settings.REMBUK_SECURITY_CONTACT = ""
    contact = fields(client)["Contact"]
    assert contact.endswith("/tanya-jawab/")
    assert client.get(contact.removeprefix(settings.REMBUK_PUBLIC_URL)).status_code == 200
