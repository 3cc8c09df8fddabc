"""Primary keys that carry no order: 63 random bits, and on SQLite the place of the row itself (ADR 0014)."""

import secrets
from typing import Any

from django.db import models

_BITS = 63


def random_key() -> int:
    """A number above 0 that says nothing of when or after whom."""
    return secrets.randbits(_BITS) or 1


class RandomKey(models.BigIntegerField):  # type: ignore[type-arg]
    """A random primary key.

    SQLite stores rows by their rowid; only a key of the very type "integer" is that rowid. With any other
    type a hidden counter beside the key would keep the order in which the rows came.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"primary_key": True, "default": random_key, **kwargs})

    def db_type(self, connection: Any) -> str | None:
        return "integer" if connection.vendor == "sqlite" else super().db_type(connection)

    def rel_db_type(self, connection: Any) -> str | None:
        return self.db_type(connection)
