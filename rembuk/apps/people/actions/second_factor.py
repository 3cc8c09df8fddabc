"""The second factor: six digits from an app on the phone, and ten recovery codes on paper.

Kept by django-otp (its devices count tries and refuse a code used twice); recovery codes are kept as hashes.
"""

import hashlib
import secrets
from datetime import datetime

from django_otp.models import Device
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from rembuk.apps.audit.record import record
from rembuk.apps.core.durable import commit_durably
from rembuk.rules.actions import Action
from rembuk.rules.refusals import Refusal

from ..models import User
from ..refusals import NOT_ONESELF, WRONG_CODE, WRONG_PASSWORD
from .assign_role import check_accounts_right

RECOVERY_CODES = 10
_ALPHABET = "abcdefghjkmnpqrstvwxyz"  # letters alone: a code of digits is the app's


def begin_set_up(user: User) -> TOTPDevice:
    """The secret to put into the app: the same one until it is confirmed, so that a reload harms nothing."""

    def work() -> TOTPDevice:
        waiting = TOTPDevice.objects.filter(user=user, confirmed=False).first()
        return waiting or TOTPDevice.objects.create(user=user, name="app", confirmed=False)

    return commit_durably(work)


def confirm_set_up(user: User, *, code: str, now: datetime) -> tuple[Device, tuple[str, ...]]:
    """The app shows the right digits: from now on they are asked for. Recovery codes are shown once."""

    def work() -> tuple[Device, tuple[str, ...]] | None:
        device = TOTPDevice.objects.select_for_update().filter(user=user, confirmed=False).first()
        if device is None or not device.verify_token(_plain(code)):
            return None  # not an exception: the failed try has to be counted
        TOTPDevice.objects.filter(user=user, confirmed=True).delete()
        device.confirmed = True
        device.save(update_fields=["confirmed"])
        codes = _new_recovery_codes(user)
        _record(user, user, now, what="second_factor_on")
        return device, codes

    done = commit_durably(work)
    if done is None:
        raise Refusal(*WRONG_CODE)
    return done


def device_answering(user: User, code: str) -> Device | None:
    """The device whose code this is, used up by being given; None where none fits or too many were tried."""

    given = _plain(code)

    def work() -> Device | None:
        if given.isdigit():
            app = TOTPDevice.objects.select_for_update().filter(user=user, confirmed=True).first()
            return app if app and app.verify_token(given) else None
        paper = StaticDevice.objects.select_for_update().filter(user=user, confirmed=True).first()
        return paper if paper and paper.verify_token(_hashed(given)) else None

    return commit_durably(work)


def renew_recovery_codes(user: User, *, password: str, now: datetime) -> tuple[str, ...]:
    """Ten new codes; the old ones stop working. A telephone left unlocked does not give them away."""
    if not user.check_password(password):
        raise Refusal(*WRONG_PASSWORD)

    def work() -> tuple[str, ...]:
        codes = _new_recovery_codes(user)
        _record(user, user, now, what="recovery_codes")
        return codes

    return commit_durably(work)


def remove_own(user: User, *, password: str, now: datetime) -> None:
    if not user.check_password(password):
        raise Refusal(*WRONG_PASSWORD)
    _remove(user, user, now)


def remove_for(user: User, *, by: User, now: datetime) -> None:
    """For somebody who lost both phone and paper: an administrator who knows them takes it away."""
    check_accounts_right(by, now)
    if user.pk == by.pk:
        raise Refusal(*NOT_ONESELF)
    _remove(user, by, now)


def _remove(user: User, by: User, now: datetime) -> None:
    def work() -> None:
        TOTPDevice.objects.filter(user=user).delete()
        StaticDevice.objects.filter(user=user).delete()
        _record(user, by, now, what="second_factor_off")

    commit_durably(work)


def _new_recovery_codes(user: User) -> tuple[str, ...]:
    StaticDevice.objects.filter(user=user).delete()
    device = StaticDevice.objects.create(user=user, name="paper", confirmed=True)
    codes = tuple(_draw_code() for _ in range(RECOVERY_CODES))
    StaticToken.objects.bulk_create(StaticToken(device=device, token=_hashed(code)) for code in codes)
    return codes


def _draw_code() -> str:
    """Forty-four bits, in two groups that can be read aloud."""
    letters = "".join(secrets.choice(_ALPHABET) for _ in range(10))
    return f"{letters[:5]}-{letters[5:]}"


def _plain(code: str) -> str:
    return "".join(code.split()).replace("-", "").casefold()


def _hashed(code: str) -> str:
    """The part of the hash that django-otp's column holds: 64 bits, more than the code itself has."""
    return hashlib.sha256(_plain(code).encode()).hexdigest()[:16]


def _record(user: User, by: User, now: datetime, *, what: str) -> None:
    record(
        Action.ACCOUNT_KEEP if by.pk == user.pk else Action.ACCOUNTS_MANAGE,
        by=by,
        subject=f"account:{user.pk}",
        tenant=user.tenant,
        at=now,
        what=what,
    )
