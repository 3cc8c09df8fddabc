"""One way to write an e-mail address and a username, and to tell which contact somebody gave.

Apart from the forms, because sign-in and imports must compare with what sign-up kept.
"""

import re
import secrets
import unicodedata
from dataclasses import dataclass

from rembuk.apps.core.typed import phone_of

LONGEST_USERNAME = 60
_USERNAME = re.compile(r"(?=.*[a-z])[a-z0-9][a-z0-9._-]{2,59}")
_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # without i l o u: it survives being read aloud


def normal_email(text: str) -> str:
    """Compared without regard to case: nobody remembers how they wrote it."""
    return unicodedata.normalize("NFKC", text).strip().casefold()


def normal_username(text: str) -> str | None:
    """Small letters, digits, dot, dash; with a letter, so that it is never taken for a telephone number."""
    name = unicodedata.normalize("NFKC", text).strip().casefold()
    return name if _USERNAME.fullmatch(name) else None


def drawn_username() -> str:
    """For those who sign up with a telephone number or an e-mail address alone."""
    return "warga-" + "".join(secrets.choice(_ALPHABET) for _ in range(8))


def masked_phone(phone: str | None) -> str:
    """The last digits, enough for the village office to recognise and no more."""
    return f"… {phone[-4:]}" if phone else ""


@dataclass(frozen=True, slots=True)
class Contact:
    """What somebody gave to sign in with: one of the three."""

    phone: str | None = None
    email: str | None = None
    username: str | None = None


def contact_in(text: str) -> Contact | None:
    """Which of the three it is, told from its shape; None where it is none of them."""
    if "@" in text:
        return Contact(email=normal_email(text))
    if phone := phone_of(text):
        return Contact(phone=phone)
    username = normal_username(text)
    return Contact(username=username) if username else None
