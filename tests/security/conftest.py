"""One filled regency for the whole folder: building it costs more than asking it."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import transaction
from pytest_django import DjangoDbBlocker

from rembuk.apps.places.queries import forget_government
from tests.security.asking import sessions
from tests.security.world import World, build


@pytest.fixture(scope="module")
def filled(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[World]:
    """Committed nowhere: one transaction around the module's tests."""
    kept = settings.MEDIA_ROOT
    settings.MEDIA_ROOT = tmp_path_factory.mktemp("media")
    with django_db_blocker.unblock():
        around = transaction.atomic()
        around.__enter__()
        try:
            world = build()
            sessions(world)  # before the first test, which would take its own back
            yield world
        finally:
            transaction.set_rollback(True)
            around.__exit__(None, None, None)
            settings.MEDIA_ROOT = kept
            forget_government()
