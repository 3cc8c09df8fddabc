"""Real transactions for the tests of what stands below all others."""

from collections.abc import Iterator

import pytest

from rembuk.apps.core.durable import stop_writer
from rembuk.apps.core.models import RateBucket, Version


@pytest.fixture
def real_transactions(django_db_setup: None, django_db_blocker) -> Iterator[None]:
    """No transaction around the test: threads see what others commit. It begins and ends without a writer.

    Clears core's own tables alone, which is far quicker than `transaction=True`.
    """
    stop_writer()
    with django_db_blocker.unblock():
        yield
        stop_writer()
        Version.objects.all().delete()
        RateBucket.objects.all().delete()
