"""One way to write a telephone number, an e-mail address, a username and a neighbourhood number.

Apart from the forms, because sign-in and imports must compare with what sign-up kept.
"""

import re
import secrets
import unicodedata
from dataclasses import dataclass

LONGEST_USERNAME = 60
_PHONE_MARKS = re.compile(r"[\s().\-]")
_MOBILE = re.compile(r"(?:\+?62|0)(8\d{7,11})")  # 0812..., 62812..., +62812...
_ABROAD = re.compile(r"\+[1-9]\d{7,14}")
_USERNAME = re.compile(r"(?=.*[a-z])[a-z0-9][a-z0-9._-]{2,59}")
_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # without i l o u: it survives being read aloud


def normal_phone(text: str) -> str | None:
    """ "0812-3456-7890" becomes "+6281234567890"; None where it is no telephone number."""
    digits = _PHONE_MARKS.sub("", unicodedata.normalize("NFKC", text))
    if found := _MOBILE.fullmatch(digits):
        return f"+62{found[1]}"
    return digits if _ABROAD.fullmatch(digits) else None


def normal_email(text: str) -> str:
    """Compared without regard to case: nobody remembers how they wrote it."""
    return unicodedata.normalize("NFKC", text).strip().casefold()


def normal_username(text: str) -> str | None:
    """Small letters, digits, dot, dash; with a letter, so that it is never taken for a telephone number."""
    name = unicodedata.normalize("NFKC", text).strip().casefold()
    return name if _USERNAME.fullmatch(name) else None


def neighbourhood_number(text: str) -> str | None:
    """ "3", "03" and "RT 003" are all "03"; None where it is no number; empty stays empty."""
    plain = unicodedata.normalize("NFKC", text).strip().upper()
    if not plain:
        return ""
    found = re.fullmatch(r"(?:R[TW])?[\s.]*0*([1-9]\d{0,2})", plain, flags=re.ASCII)
    return found[1].zfill(2) if found else None


def drawn_username() -> str:
    """For those who sign up with a telephone number or an e-mail address alone."""
    return "warga-" + "".join(secrets.choice(_ALPHABET) for _ in range(8))


def masked_phone(phone: str | None) -> str:
    """The last digits, enough for the village office to recognise and no more."""
    return f"… {phone[-4:]}" if phone else ""


def one_line(text: str) -> str:
    """A name as it is shown: composed letters, single spaces, nothing that hides or turns what follows."""
    kept = (
        c for c in unicodedata.normalize("NFC", text) if unicodedata.category(c) not in {"Cc", "Cf", "Cs"}
    )
    return " ".join("".join(kept).split())


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
    if phone := normal_phone(text):
        return Contact(phone=phone)
    username = normal_username(text)
    return Contact(username=username) if username else None
