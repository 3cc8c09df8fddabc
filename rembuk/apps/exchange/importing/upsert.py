"""Bring a table to what a file says, in chunks: compare with what stands there, write only what differs.

One way for every file that replaces official data, the same SQL on SQLite and PostgreSQL.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import Any

from django.db.models import Model

from .bulk import insert
from .report import Report

CHUNK = 2_000
Row = tuple[Any, ...]


def upsert(
    model: type[Model],
    *,
    key: tuple[str, ...],
    values: tuple[str, ...],
    rows: Sequence[Row],
    dry_run: bool,
    progress: Callable[[int, int], None] | None = None,
) -> Report:
    """Rows hold the key fields, then the values, in this order."""
    report, done = Report(), 0
    for chunk in _chunks(rows):
        standing = _standing(model, key, values, chunk)
        new, changed = [], []
        for row in chunk:
            before = standing.get(row[: len(key)])
            if before is None:
                new.append(row)
            elif before == row:
                report.same += 1
            else:
                changed.append(row)
        report.new += len(new)
        report.changed += len(changed)
        if not dry_run:
            _write(model, key, values, new, changed)
        done += len(chunk)
        if progress is not None:
            progress(done, len(rows))
    return report


def _chunks(rows: Sequence[Row]) -> Iterator[list[Row]]:
    waiting = iter(rows)
    while chunk := list(islice(waiting, CHUNK)):
        yield chunk


def _standing(
    model: type[Model], key: tuple[str, ...], values: tuple[str, ...], chunk: list[Row]
) -> dict[Row, Row]:
    place = len(key) - 1  # the last key field tells most rows apart
    wanted = {f"{key[place]}__in": {row[place] for row in chunk}}
    found = model._default_manager.filter(**wanted).values_list(*key, *values)
    return {row[: len(key)]: row for row in found}


def _write(
    model: type[Model], key: tuple[str, ...], values: tuple[str, ...], new: list[Row], changed: list[Row]
) -> None:
    fields = (*key, *values)
    if new:
        insert(model, fields, new)
    if changed:
        model._default_manager.bulk_create(
            [model(**dict(zip(fields, row, strict=True))) for row in changed],
            update_conflicts=True,
            unique_fields=list(key),
            update_fields=list(values),
        )
