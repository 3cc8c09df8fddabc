"""Version numbers: raised in the writing transaction, so that no cached page is older than a receipt.

Numbers instead of timeouts: what did not change is not computed again, what changed is seen at once. They
follow the clock, so that after a restored backup none comes a second time with another content.
"""

import time
from collections.abc import Iterable

from django.db import connection

from .durable import to_be_written_last, write_last

_RAISE = (
    "INSERT INTO core_version AS kept (tenant, kind, number) VALUES {rows}"
    " ON CONFLICT (tenant, kind) DO UPDATE"
    " SET number = CASE WHEN kept.number >= excluded.number THEN kept.number + 1 ELSE excluded.number END"
)
# Over all governments of the installation: with more than one, a page is made too often, never too late.
_READ = "SELECT kind, number FROM core_version WHERE kind IN ({kinds})"


def bump(tenant: str, *kinds: str) -> None:
    """Note that these kinds changed; written last in the transaction, since everybody writes these rows."""
    if kinds:
        write_last(_raise, *((tenant, kind) for kind in kinds))


def is_raised_here(kind: str) -> bool:
    """Whether this thread's open transaction has noted that the kind changed, and not yet told others."""
    return any(changed == kind for _tenant, changed in to_be_written_last(_raise))


def _raise(changed: frozenset[tuple[str, str]]) -> None:
    """Always in one order, so that two transactions never wait for each other."""
    now = time.time_ns() // 1_000_000
    statement = _RAISE.format(rows=", ".join(["(%s, %s, %s)"] * len(changed)))
    with connection.cursor() as cursor:
        cursor.execute(
            statement, [value for tenant, kind in sorted(changed) for value in (tenant, kind, now)]
        )


def numbers(kinds: Iterable[str]) -> tuple[int, ...]:
    """The number of each kind, in the order asked; 0 before the first change. One cheap read, no model."""
    wanted = tuple(kinds)
    if not wanted:
        return ()
    found = dict.fromkeys(wanted, 0)
    with connection.cursor() as cursor:
        cursor.execute(_READ.format(kinds=", ".join(["%s"] * len(wanted))), wanted)
        for kind, number in cursor.fetchall():
            found[kind] += number
    return tuple(found[kind] for kind in wanted)
