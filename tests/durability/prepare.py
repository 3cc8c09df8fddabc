"""A program that makes the smallest place where a proposal can be submitted: `python prepare.py RESIDENTS`.

On the database of REMBUK_VAR: a regency, a year that collects, and residents who are signed in; their session
keys stand in `sessions.json` beside it. A program, because a test and its server are different processes.
"""

import json
import sys
from importlib import import_module

import django

django.setup()

from django.apps import apps  # noqa: E402  after Django is set up
from django.conf import settings  # noqa: E402
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402

from rembuk.apps.people.models import User  # noqa: E402
from tests.factories.people import holder  # noqa: E402
from tests.factories.places import VILLAGE, build_regency  # noqa: E402
from tests.factories.proposals import ProposalFactory, open_year  # noqa: E402


def signed_in(person: User) -> str:
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.create()
    return str(session.session_key)


# Tables as the models say: how they came to be is tested elsewhere, and takes longer.
settings.MIGRATION_MODULES = {config.label: None for config in apps.get_app_configs()}
call_command("migrate", interactive=False, run_syncdb=True, verbosity=0)
with transaction.atomic():
    build_regency()
    year = open_year("hamlet_meeting")
    supported = ProposalFactory(cycle=year)
    keys = [signed_in(holder("citizen_verified", VILLAGE, password="!")) for _ in range(int(sys.argv[1]))]
if connection.vendor == "sqlite":
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # one file, so that a copy is whole
kept = {"keys": keys, "village": VILLAGE, "supported": supported.code}
(settings.REMBUK_VAR / "sessions.json").write_text(json.dumps(kept), encoding="utf-8")
