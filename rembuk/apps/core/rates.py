"""How often something may be tried: a token bucket in the database, exact over threads and processes.

A count kept in memory would be one count a process; and a whole village may share one address, so what is
limited is named by the caller: an account, a device, never an address alone.
"""

import time
from dataclasses import dataclass
from math import ceil

from django.db import connection
from django.utils.crypto import salted_hmac

from rembuk.rules.refusals import Refusal

from .durable import commit_durably
from .models import RateBucket

_SECOND = 1_000_000  # moments are whole microseconds
_HOUR = 3_600 * _SECOND
_TOKEN = _HOUR  # parts of a token, so that each microsecond adds exactly `per_hour` parts

# Refill, judge and take in one statement: two at once cannot both have the last token.
_TAKE = """
INSERT INTO core_ratebucket AS bucket (key, tokens, refilled_at)
VALUES (%(key)s, %(full)s - %(token)s, %(now)s)
ON CONFLICT (key) DO UPDATE SET
    tokens = {level} - %(token)s,
    refilled_at = {latest}
WHERE {level} >= %(token)s
RETURNING tokens
"""
_LATEST = "CASE WHEN bucket.refilled_at > %(now)s THEN bucket.refilled_at ELSE %(now)s END"
# Longer than it takes to fill the bucket need not be counted, and would overflow one day.
_WAITED = (
    f"CASE WHEN {_LATEST} - bucket.refilled_at > %(longest)s THEN %(longest)s"
    f" ELSE {_LATEST} - bucket.refilled_at END"
)
_REFILLED = f"bucket.tokens + ({_WAITED}) * %(per_hour)s"
_LEVEL = f"(CASE WHEN {_REFILLED} > %(full)s THEN %(full)s ELSE {_REFILLED} END)"
_STATEMENT = _TAKE.format(level=_LEVEL, latest=_LATEST)


class TooOften(Refusal):
    """Answered 429 with its sentence; what was typed is kept."""

    def __init__(self, text: str) -> None:
        super().__init__("too_often", text, text)


@dataclass(frozen=True, slots=True)
class Allowance:
    """True where it may be done now; else how long to wait."""

    allowed: bool
    wait_seconds: int = 0

    def __bool__(self) -> bool:
        return self.allowed


def take(key: str, *, capacity: int, per_hour: int, at: float | None = None) -> Allowance:
    """Take a token of `key`: `capacity` at once, then `per_hour`. An open transaction takes it back."""
    now = round((time.time() if at is None else at) * _SECOND)
    hidden = _hidden(key)
    values: dict[str, int | str] = {
        "key": hidden,
        "now": now,
        "token": _TOKEN,
        "full": capacity * _TOKEN,
        "per_hour": per_hour,
        "longest": ceil(capacity * _TOKEN / per_hour),
    }
    if commit_durably(lambda: _taken(values)):
        return Allowance(True)
    return Allowance(False, _wait(hidden, now, per_hour))


def is_spent(key: str, *, capacity: int, per_hour: int, at: float | None = None) -> bool:
    """Whether `take` would refuse now; nothing is taken or written."""
    now = round((time.time() if at is None else at) * _SECOND)
    bucket = RateBucket.objects.filter(key=_hidden(key)).values_list("tokens", "refilled_at").first()
    if bucket is None:
        return capacity < 1
    tokens, since = bucket
    return tokens + max(0, now - since) * per_hour < _TOKEN


def forget_full_buckets(*, at: float | None = None, days: int = 2) -> int:
    """Drop what nobody has touched for days; buckets are full again by then, so nothing is lost."""
    before = round((time.time() if at is None else at) * _SECOND) - days * 24 * _HOUR
    dropped: int = commit_durably(lambda: RateBucket.objects.filter(refilled_at__lt=before).delete()[0])
    return dropped


def _taken(values: dict[str, int | str]) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(_STATEMENT, values)
        return cursor.fetchone() is not None


def _wait(key: str, now: int, per_hour: int) -> int:
    bucket = RateBucket.objects.filter(key=key).values_list("tokens", "refilled_at").first()
    tokens, since = bucket or (_TOKEN, now)
    return max(1, ceil((_TOKEN - tokens - (now - since) * per_hour) / per_hour / _SECOND))


def _hidden(key: str) -> str:
    return salted_hmac("rembuk.rates", key, algorithm="sha256").hexdigest()
