"""Bulk writing in transactions of bearable size; the indexes are put back at the end, each in one go."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, models, transaction

_COMMIT_EVERY = 10  # chunks


@contextmanager
def without_indexes(*tables: type[models.Model]) -> Iterator[None]:
    """Drop every index that guards nothing; unique ones stay.

    In the end all that the models name stand again, also those that a killed build left behind as dropped.
    """
    dropped = {name: sql for table in tables for name, sql in _plain_indexes(table._meta.db_table)}
    with connection.cursor() as cursor:
        for name in dropped:
            cursor.execute(f"DROP INDEX {connection.ops.quote_name(name)}")
    wanted = {name: sql for table in tables for name, sql in _indexes_of(table)} | dropped
    try:
        yield
    finally:
        if connection.vendor == "postgresql":
            connection.check_constraints()  # it builds no index while references wait to be checked
        with connection.cursor() as cursor:
            for statement in wanted.values():
                cursor.execute(statement)


def steps_in_transactions(steps: Iterator[int]) -> Iterator[int]:
    """Run a writer chunk by chunk, some chunks a transaction; yields after each transaction."""
    done, more = 0, True
    while more:
        before = done
        with transaction.atomic():
            for _ in range(_COMMIT_EVERY):
                step = next(steps, None)
                more = step is not None
                if step is None:
                    break
                done = step
        if done > before:
            yield done


def _indexes_of(table: type[models.Model]) -> list[tuple[str, str]]:
    """Of the model, whatever the database holds; Django keeps no public list of them."""
    rows = connection.schema_editor()._model_indexes_sql(table)  # type: ignore[attr-defined]
    return [(str(row.parts["name"]).strip('"'), str(row)) for row in rows]


def _plain_indexes(table: str) -> list[tuple[str, str]]:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                "SELECT name, sql FROM sqlite_master"
                " WHERE type = 'index' AND tbl_name = %s AND sql IS NOT NULL",
                [table],
            )
        else:
            cursor.execute(
                "SELECT indexname, indexdef FROM pg_indexes"
                " WHERE schemaname = current_schema() AND tablename = %s",
                [table],
            )
        return [(name, sql) for name, sql in cursor.fetchall() if "CREATE UNIQUE" not in sql.upper()]
