"""The server refuses to start where a receipt could be untrue."""

import pytest
from django.core.checks import run_checks
from django.db import connection

from rembuk.apps.core import checks
from rembuk.apps.core.checks import UnsafeStart, check_database_is_durable, refuse_unsafe_start

pytestmark = pytest.mark.usefixtures("real_transactions")
on_sqlite = pytest.mark.skipif("connection.vendor != 'sqlite'", reason="PostgreSQL has no pragmas")


def test_as_configured_it_starts():
    assert check_database_is_durable() == []
    refuse_unsafe_start()


def test_it_is_among_the_checks_of_the_database():
    assert check_database_is_durable in checks.__dict__.values()
    assert [problem.id for problem in run_checks(tags=["database"], databases=["default"])] == []


@on_sqlite
def test_anything_but_full_is_refused():
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous=NORMAL")
    try:
        assert [problem.id for problem in check_database_is_durable()] == ["rembuk.E002"]
        assert "rembuk.E002" in [problem.id for problem in run_checks(databases=["default"])]
        with pytest.raises(UnsafeStart, match="synchronous=1"):
            refuse_unsafe_start()
    finally:
        connection.close()


@on_sqlite
def test_a_database_without_wal_is_refused():
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA journal_mode=DELETE")
    try:
        assert [problem.id for problem in check_database_is_durable()] == ["rembuk.E003"]
    finally:
        connection.close()
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA journal_mode=WAL")


def test_a_transaction_around_every_page_is_refused(settings):
    settings.DATABASES["default"]["ATOMIC_REQUESTS"] = True
    try:
        assert "rembuk.E004" in [problem.id for problem in check_database_is_durable()]
    finally:
        settings.DATABASES["default"]["ATOMIC_REQUESTS"] = False
