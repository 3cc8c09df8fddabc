"""How SQLite is opened: durable first, then fast (docs/adr/0003). Settings import it: no Django here."""

from typing import Any


def options(synchronous: str = "FULL") -> dict[str, Any]:
    """OPTIONS of the database setting. Only tests and benchmarks ask for less than FULL."""
    if synchronous not in {"FULL", "NORMAL", "OFF"}:
        raise ValueError(f"synchronous is FULL, NORMAL or OFF, not {synchronous}")
    pragmas = (
        "journal_mode=WAL",
        f"synchronous={synchronous}",
        "mmap_size=134217728",
        "cache_size=-20000",
        "temp_store=MEMORY",
        "journal_size_limit=27103364",
    )
    return {
        # In a DEFERRED transaction a reader that becomes a writer fails at once, whatever the timeout.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": ";".join(f"PRAGMA {pragma}" for pragma in pragmas),
    }
