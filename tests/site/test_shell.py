"""The frame behind a login offers only ways that are open to this person."""

import pytest

from rembuk.apps.core.pages import rule_of
from tests.factories.people import holder
from tests.factories.places import TENANT, VILLAGE
from tests.security.asking import view_of


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("role", "place"),
    [
        ("citizen", VILLAGE),
        ("village_admin", VILLAGE),
        ("sysadmin", TENANT),
        ("auditor", TENANT),
        ("delegate", VILLAGE),
    ],
)
def test_nobody_is_led_to_a_page_that_refuses_them(client, government, role, place):
    person = holder(role, place)
    client.force_login(person)
    strip = (
        client.get("/akun/").content.decode().partition('class="person-strip"')[2].partition("</section>")[0]
    )
    offered = [part.partition('"')[0] for part in strip.split('href="')[1:]]

    assert "/akun/" in offered
    for address in offered:
        who = rule_of(view_of(address)).who
        assert not isinstance(who, tuple) or person.may_any(who)
    assert ("/tugas/" in offered) == (role == "village_admin")
