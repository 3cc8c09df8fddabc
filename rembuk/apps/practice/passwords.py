"""Passwords of the practice accounts: drawn with the regency, kept in a file that only its owner reads.

Never seeded: whoever knows the seed of a demo must not know its passwords.
"""

import csv
import os
import secrets
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from django.contrib.auth.hashers import PBKDF2PasswordHasher, get_hasher, make_password

from .people import Person
from .words.people import SYLLABLES

HEADER = ("role", "username", "password", "name", "place")
# Half a second an account is right for people's own passwords; these are drawn with 48 random bits,
# and Django hashes each anew with its full cost at the first sign-in.
_ITERATIONS = 120_000


def draw_password() -> str:
    """Four groups that can be read aloud: "bamu-lasi-tuke-rapi"."""
    return "-".join("".join(secrets.choice(SYLLABLES) for _ in range(2)) for _ in range(4))


def draw_all(people: Iterable[Person]) -> tuple[dict[int, str], dict[int, str]]:
    """A password for each account, and their hashes."""
    drawn = {person.id: draw_password() for person in people}
    with ThreadPoolExecutor(max_workers=os.cpu_count() or 1) as pool:  # OpenSSL works outside Python's lock
        hashes = dict(zip(drawn, pool.map(_hashed, drawn.values()), strict=True))
    return drawn, hashes


def _hashed(password: str) -> str:
    hasher = get_hasher("default")
    if isinstance(hasher, PBKDF2PasswordHasher):
        return hasher.encode(password, hasher.salt(), _ITERATIONS)
    return make_password(password)


def write_accounts(path: Path, people: Iterable[Person], drawn: dict[int, str]) -> None:
    """The file that `make run` points to; readable by its owner alone, replaced as a whole."""
    fresh = path.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(HEADER)
        for person in people:
            writer.writerow(
                (person.practice_role, person.username, drawn[person.id], person.name, person.place)
            )
        file.flush()
        os.fsync(file.fileno())
    os.replace(fresh, path)
