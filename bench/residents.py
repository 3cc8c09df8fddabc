"""Many residents who are signed in, each with an account of their own, so that no limit stands in the way."""

from datetime import timedelta
from importlib import import_module

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import transaction

from rembuk.apps.core.clock import now, today
from rembuk.apps.people.models import RoleAssignment, User
from rembuk.apps.places.queries import government, villages


def sign_in_residents(count: int) -> list[tuple[str, str]]:
    """(session key, village) of so many new residents, spread over all villages."""
    served = government()
    assert served is not None
    places = [row.code for row in villages(served.code) if row.kind == "desa"]
    homes = [places[number % len(places)] for number in range(count)]
    with transaction.atomic():
        people = User.objects.bulk_create(
            User(
                username=f"bench{number}", name=f"Warga {number}", tenant=served.code, village_code=home,
                rt="03", rw="02", joined_at=now(), password="!",
            )
            for number, home in enumerate(homes)
        )  # fmt: skip
        RoleAssignment.objects.bulk_create(
            RoleAssignment(
                tenant=served.code, user=person, role="citizen", region_code=person.village_code,
                starts_on=today(),
            )
            for person in people
        )  # fmt: skip
        keys = [_session(person) for person in people]
        Session.objects.bulk_create(row for row in keys)
    return [(row.session_key, home) for row, home in zip(keys, homes, strict=True)]


def _session(person: User) -> Session:
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    words = {
        SESSION_KEY: str(person.pk),
        BACKEND_SESSION_KEY: settings.AUTHENTICATION_BACKENDS[0],
        HASH_SESSION_KEY: person.get_session_auth_hash(),
    }
    ends = now() + timedelta(seconds=settings.SESSION_COOKIE_AGE)
    return Session(
        session_key=store._get_new_session_key(), session_data=store.encode(words), expire_date=ends
    )
