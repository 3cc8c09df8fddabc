"""What must hold before anybody is served: views say who may open them, SQLite keeps its word."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.db import connection
from django.urls import URLPattern, URLResolver, get_resolver

from .pages import rule_of

_FULL = 2


class UnsafeStart(SystemExit):
    """The server does not start."""


def every_view(patterns: Sequence[Any] | None = None, prefix: str = "") -> Iterator[tuple[str, Any]]:
    """(address pattern, view) of every address that the site answers."""
    for entry in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(entry, URLResolver):
            yield from every_view(entry.url_patterns, prefix + str(entry.pattern))
        elif isinstance(entry, URLPattern):
            yield prefix + str(entry.pattern), entry.callback


def check_every_view_declares(app_configs: object = None, **_: Any) -> list[CheckMessage]:
    """A view without `@page` is an error: nothing is open by accident."""
    return undeclared(every_view())


def undeclared(views: Iterator[tuple[str, Any]]) -> list[CheckMessage]:
    return [
        Error(
            f"{address}: {getattr(view, '__module__', '')}.{getattr(view, '__qualname__', view)}"
            " does not declare who may open it (core.pages.page)",
            id="rembuk.E001",
        )
        for address, view in views
        if rule_of(view) is None
    ]


def check_database_is_durable(app_configs: object = None, **_: Any) -> list[CheckMessage]:
    """Read the pragmas back: what a receipt says is true only with WAL and FULL."""
    problems: list[CheckMessage] = []
    if settings.DATABASES["default"].get("ATOMIC_REQUESTS"):
        problems.append(
            Error("ATOMIC_REQUESTS would hold the writer's lock for every page read", id="rembuk.E004")
        )
    if connection.vendor != "sqlite":
        return problems
    with connection.cursor() as cursor:
        synchronous = cursor.execute("PRAGMA synchronous").fetchone()[0]
        journal = cursor.execute("PRAGMA journal_mode").fetchone()[0]
    if synchronous != _FULL:
        problems.append(
            Error(f"SQLite is open with synchronous={synchronous}, not 2 (FULL)", id="rembuk.E002")
        )
    if journal != "wal":
        problems.append(Error(f"SQLite is open with journal_mode={journal}, not wal", id="rembuk.E003"))
    return problems


def refuse_unsafe_start() -> None:
    """For the server, which runs no system checks of its own: end here, with the reasons."""
    problems = [*check_database_is_durable(), *check_every_view_declares()]
    if problems:
        raise UnsafeStart("\n".join(str(problem) for problem in problems))
