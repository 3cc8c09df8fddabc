"""How often somebody may try to sign in or sign up, counted in the database: every process counts alike.

Thousands share one mobile address, so an address alone never blocks anybody: a busy one only makes the
allowance of each account smaller, and a new device behind it starts with its own.
"""

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _

from rembuk.apps.core.rates import take

from .identifiers import contact_in
from .queries import account_meant

_PER_ACCOUNT_HERE = (20, 40)  # tries at once and an hour, of one account from one address
_PER_ACCOUNT_FROM_BUSY_ADDRESS = (5, 10)
_PER_ACCOUNT_ANYWHERE = (60, 120)
_PER_ADDRESS = (300, 1_200)
_SIGN_UPS_PER_DEVICE = (20, 40)  # a facilitator's telephone signs up a whole hamlet
_SIGN_UPS_PER_CONTACT = (10, 20)
_CODES_PER_ACCOUNT = (10, 20)
_LINKS_PER_ADDRESS = (3, 3)


def may_try_to_sign_in(request: HttpRequest, login: str) -> bool:
    """Asked before the password is looked at, and answered alike whether the account exists or not."""
    address, account = address_of(request), _account(login)
    is_busy = not _take("address", address, rate=_PER_ADDRESS)
    here = _PER_ACCOUNT_FROM_BUSY_ADDRESS if is_busy else _PER_ACCOUNT_HERE
    place = "busy" if is_busy else "calm"
    return _take(place, account, address, rate=here) and _take("account", account, rate=_PER_ACCOUNT_ANYWHERE)


def may_try_to_sign_up(request: HttpRequest, contact: str) -> bool:
    """A device is an address and a browser: neither alone is a person."""
    return _take("device", _device(request), rate=_SIGN_UPS_PER_DEVICE) and _take(
        "contact", _one_spelling(contact), rate=_SIGN_UPS_PER_CONTACT
    )


def may_ask_for_a_link(request: HttpRequest, email: str) -> bool:
    """An e-mail with a link to a new password: few to one address, so that nobody's mailbox is filled."""
    return _take("device", _device(request), rate=_SIGN_UPS_PER_DEVICE) and _take(
        "link", email, rate=_LINKS_PER_ADDRESS
    )


def may_try_a_code(user_pk: int) -> bool:
    """Codes of the second factor, recovery codes too."""
    return _take("code", str(user_pk), rate=_CODES_PER_ACCOUNT)


def _device(request: HttpRequest) -> str:
    return f"{address_of(request)} {request.headers.get('User-Agent', '')[:200]}"


def _account(login: str) -> str:
    """One name of an account for its telephone number, e-mail address and username, in each spelling."""
    meant = account_meant(login)
    return f"#{meant.pk}" if meant else _one_spelling(login)


def _one_spelling(login: str) -> str:
    found = contact_in(login)
    kept = (found.phone or found.email or found.username) if found else None
    return kept or login.strip().casefold()


def too_often() -> str:
    """The sentence, the same everywhere."""
    return _("That was tried too often in a short time. Please wait a few minutes, then try again.")


def address_of(request: HttpRequest) -> str:
    """Where the request comes from; behind our own proxy, what that proxy has seen."""
    seen = str(request.META.get("REMOTE_ADDR", ""))
    if settings.SECURE_PROXY_SSL_HEADER is None:
        return seen
    return request.headers.get("X-Forwarded-For", seen).rpartition(",")[2].strip()


def _take(kind: str, *parts: str, rate: tuple[int, int]) -> bool:
    return bool(take(":".join((kind, *parts)), capacity=rate[0], per_hour=rate[1]))
