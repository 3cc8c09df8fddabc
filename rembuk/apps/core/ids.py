"""UUIDs of version 7 (RFC 9562): made by whoever submits, so that a retry is recognised.

Python 3.11 has none; the leading milliseconds keep what came together together in the index.
"""

import secrets
import time
from uuid import UUID


def uuid7(unix_ms: int | None = None, random_bits: int | None = None) -> UUID:
    """48 bits of milliseconds, version 7, variant 10, 74 random bits (RFC 9562, 5.7)."""
    moment = time.time_ns() // 1_000_000 if unix_ms is None else unix_ms
    noise = secrets.randbits(74) if random_bits is None else random_bits
    high = (moment & (1 << 48) - 1) << 16 | 7 << 12 | noise >> 62
    low = 2 << 62 | noise & (1 << 62) - 1
    return UUID(int=high << 64 | low)


def is_uuid7(value: object) -> bool:
    """Is it, or is it written as, a UUID of version 7?"""
    if isinstance(value, str):
        try:
            value = UUID(value)
        except ValueError:
            return False
    return isinstance(value, UUID) and value.version == 7
