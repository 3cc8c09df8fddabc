"""The code on a receipt: NSW-27-7K4M2P-X, read aloud over the telephone and typed on any keyboard.

Six characters of Crockford's base 32 and a check character over prefix, year and body (a weighted sum modulo
37): it notices every wrong character and every two neighbours swapped.
"""

import re
import unicodedata
from typing import Protocol

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford: without I, L, O, U
_BODY = 6
_VALUE = {sign: value for value, sign in enumerate("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")}
_PRIME = 37  # above every value, so that differences never cancel
_LONGEST_TYPED = 60
_DROPPED = re.compile(r"[\s\u00ad\u200b-\u200f\ufeff.,:;/#_*()\u2010-\u2015\u2212-]+")
_SHAPE = re.compile(rf"([A-Z]{{2,5}})([0-9]{{2}})([{ALPHABET}]{{6}})([{ALPHABET}])")
_READ_AS = str.maketrans("OIL", "011")
_READ_AS_IN_PREFIX = str.maketrans("01", "OI")  # letters alone stand there


class Draw(Protocol):
    """random.Random, or secrets.SystemRandom."""

    def choice(self, seq: str, /) -> str: ...


def new_code(prefix: str, plan_year: int, draw: Draw) -> str:
    """Draw a code; whether it is still free is a question to the database."""
    if not re.fullmatch(r"[A-Z]{2,5}", prefix):
        raise ValueError("the prefix of a code is two to five capital letters")
    year = f"{plan_year % 100:02}"
    while True:
        body = "".join(draw.choice(ALPHABET) for _ in range(_BODY))
        check = _check_value(prefix + year + body)
        if check < len(ALPHABET):  # five values of 37 have no character: draw again
            return f"{prefix}-{year}-{body}-{ALPHABET[check]}"


def example_of(prefix: str) -> str:
    """A code as those of this region look, to show how one is typed; always the same, and rightly typed."""
    for last in ALPHABET:
        signs = f"{prefix}277K4M2{last}"
        if (check := _check_value(signs)) < len(ALPHABET):
            return f"{prefix}-27-7K4M2{last}-{ALPHABET[check]}"
    raise ValueError("the prefix of a code is two to five capital letters")


def normalise(text: str) -> str | None:
    """The code somebody meant, in its one spelling; None where it is no code or holds a mistake."""
    parts = _parts(text)
    if parts is None:
        return None
    prefix, year, body, check = parts
    right = _check_value(prefix + year + body) == ALPHABET.index(check)
    return f"{prefix}-{year}-{body}-{check}" if right else None


def looks_like_code(text: str) -> bool:
    """Was a code meant, rightly typed or not? A search says then that the code holds a mistake."""
    return _parts(text) is not None


def _parts(text: str) -> tuple[str, str, str, str] | None:
    if len(text) > _LONGEST_TYPED:
        return None
    plain = _DROPPED.sub("", unicodedata.normalize("NFKC", text)).upper()
    prefix, rest = plain[: -_BODY - 3], plain[-_BODY - 3 :]
    found = _SHAPE.fullmatch(prefix.translate(_READ_AS_IN_PREFIX) + rest.translate(_READ_AS))
    return (found[1], found[2], found[3], found[4]) if found else None


def _check_value(signs: str) -> int:
    return sum(weight * _VALUE[sign] for weight, sign in enumerate(signs, start=2)) % _PRIME
