"""Secrets on paper and screen: receipts, printed codes, and the hashes by which alone they are kept."""

import hashlib
import secrets

from rembuk.apps.core.codes import ALPHABET
from rembuk.rules.rounds import CODE_GROUP

_SIGNS = 20  # of 5 bits each: 100 bits, more than anybody can try
_LONGEST_TYPED = 60
_READ_AS = str.maketrans("OIL", "011")


def new_secret() -> str:
    """7K4M-2XQ8-...: five groups of four signs, read aloud and typed on any keyboard."""
    return grouped("".join(secrets.choice(ALPHABET) for _ in range(_SIGNS)))


def grouped(plain: str) -> str:
    return "-".join(plain[start : start + CODE_GROUP] for start in range(0, len(plain), CODE_GROUP))


def read_secret(typed: str) -> str | None:
    """The secret somebody meant, in its one spelling; None where it cannot be one."""
    if len(typed) > _LONGEST_TYPED:
        return None
    plain = "".join(sign for sign in typed.upper() if sign.isalnum()).translate(_READ_AS)
    good = len(plain) == _SIGNS and set(plain) <= set(ALPHABET)
    return grouped(plain) if good else None


def receipt_hash(round_code: str, secret: str) -> str:
    """What is kept and published of a receipt. The secret is long and random, so one plain hash is enough."""
    return _hash("rembuk-receipt/1", round_code, secret)


def code_hash(round_code: str, secret: str) -> str:
    """What is kept of a printed code; another word, so that the two never join."""
    return _hash("rembuk-code/1", round_code, secret)


def seed_hash(seed: str) -> str:
    """What is published of the seed of the lot when a round opens."""
    return hashlib.sha256(seed.encode()).hexdigest()


def receipts_hash(marks: list[str]) -> str:
    """SHA-256 of the receipts in alphabetical order, a line each."""
    return hashlib.sha256("\n".join(sorted(marks)).encode()).hexdigest()


def _hash(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
