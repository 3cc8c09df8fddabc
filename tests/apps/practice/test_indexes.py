"""Indexes are gone while rows are poured in; all of them stand again afterwards, whatever happened."""

import pytest
from django.db import connection

from rembuk.apps.practice.indexes import without_indexes
from rembuk.apps.proposals.models import Move


def _indexes() -> set[str]:
    with connection.cursor() as cursor:
        found = connection.introspection.get_constraints(cursor, Move._meta.db_table)
    return {name for name, row in found.items() if row["index"] and not row["unique"]}


def test_they_are_gone_inside_and_back_afterwards(db):
    before = _indexes()

    with without_indexes(Move):
        assert not _indexes()

    assert _indexes() == before != set()


def test_an_index_that_a_killed_build_left_behind_comes_back(db):
    before = _indexes()
    with connection.cursor() as cursor:
        cursor.execute(f"DROP INDEX {connection.ops.quote_name(min(before))}")

    with without_indexes(Move):
        pass

    assert _indexes() == before


def test_they_are_back_after_a_failure(db):
    before = _indexes()

    with pytest.raises(KeyboardInterrupt), without_indexes(Move):
        raise KeyboardInterrupt

    assert _indexes() == before
