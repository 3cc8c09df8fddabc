"""Whether the database can be worked with, said in a sentence before a command begins.

Apart from the console, which also serves commands that load no Django.
"""

from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor

from .console import complain

_SILENT = {
    "id": "Basis data tidak menjawab: {reason}\nPeriksa DATABASE_URL dan apakah servernya menyala.",
    "en": "The database does not answer: {reason}\nCheck DATABASE_URL and whether its server runs.",
}
_NOT_MIGRATED = {
    "id": "Basis data belum siap. Jalankan dulu: rembuk migrate",
    "en": "The database is not ready. Run first: rembuk migrate",
}


def answers(lang: str) -> bool:
    """Whether there is a database at all; if not, that is said."""
    try:
        connection.ensure_connection()
    except OperationalError as error:
        reason = str(error).strip().partition("\n")[0]
        complain(_SILENT[lang].format(reason=reason))
        return False
    return True


def is_ready(lang: str) -> bool:
    """Whether it answers and holds every table of this version; if not, that is said."""
    if not answers(lang):
        return False
    if waiting_migrations():
        complain(_NOT_MIGRATED[lang])
        return False
    return True


def waiting_migrations() -> int:
    """How many steps the tables are behind this version."""
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
