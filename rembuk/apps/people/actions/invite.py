"""One-time links: an invitation to open an officer's account, and a link to choose a new password.

Only the hash of the secret is kept. One table for both, so that neither can be used as the other.
"""

import secrets
from datetime import datetime, timedelta

from django.contrib.auth.hashers import make_password
from django.db import IntegrityError
from django.urls import reverse

from rembuk.apps.audit.record import record
from rembuk.apps.core.clock import today
from rembuk.apps.core.durable import commit_durably
from rembuk.rules.actions import Action
from rembuk.rules.refusals import Refusal
from rembuk.rules.roles import OFFICIAL_ROLES

from ..access import rights
from ..models import Invitation, User
from ..queries import token_hash
from ..refusals import CONTACT_TAKEN, LINK_USED, NOT_A_RESIDENT_HERE, NOT_ONESELF
from .assign_role import Post, check_accounts_right, checked_post, give

GOOD_FOR_SIGN_UP = timedelta(days=7)
GOOD_FOR_RESET = timedelta(days=1)
GOOD_BY_EMAIL = timedelta(hours=1)


def invite(
    *,
    role: str,
    region_code: str,
    tenant: str,
    by: User | None,
    now: datetime,
    agency_code: str = "",
    letter_number: str = "",
) -> str:
    """The path of a link with which one person opens an account that holds this role from then on.

    `by=None` is `rembuk init`, which makes the first account of an empty installation; of its links, only
    the last one works.
    """
    if by is None:
        post = Post(role, region_code, agency_code, letter_number)
    else:
        check_accounts_right(by, now)
        post = checked_post(
            role=role,
            region_code=region_code,
            agency_code=agency_code,
            letter_number=letter_number,
            tenant=tenant,
        )
    token = secrets.token_urlsafe(32)

    def work() -> None:
        if by is None:
            Invitation.objects.filter(tenant=tenant, made_by=None, used_at=None).update(used_at=now)
        row = Invitation.objects.create(
            token_hash=token_hash(token),
            tenant=tenant,
            purpose=Invitation.Purpose.SIGN_UP,
            role=post.role,
            region_code=post.region_code,
            agency_code=post.agency_code,
            letter_number=post.letter_number,
            made_by=by,
            created_at=now,
            expires_at=now + GOOD_FOR_SIGN_UP,
        )
        rule = "" if by else "init"
        _record(row, by, now, subject=f"invitation:{row.pk}", role=post.role, rule=rule)

    commit_durably(work)
    return reverse("people:invitation", args=[token])


def make_reset_link(user: User, *, by: User | None, now: datetime) -> str:
    """The path of a link with which this person chooses a new password; earlier ones stop working.

    `by` keeps accounts, or is of the office of this resident's village, where one is known by face. None:
    the person asked alone and reads the link in their own e-mail, where it is good for an hour.
    """
    right = _right_to_help(user, by, now)
    token = secrets.token_urlsafe(32)

    def work() -> None:
        Invitation.objects.filter(user=user, used_at=None).update(used_at=now)
        row = Invitation.objects.create(
            token_hash=token_hash(token),
            tenant=user.tenant,
            purpose=Invitation.Purpose.RESET_PASSWORD,
            user=user,
            made_by=by,
            created_at=now,
            expires_at=now + (GOOD_FOR_RESET if by else GOOD_BY_EMAIL),
        )
        _record(row, by, now, subject=f"account:{user.pk}", right=right, rule="" if by else "asked_by_email")

    commit_durably(work)
    return reverse("people:invitation", args=[token])


def _right_to_help(user: User, by: User | None, now: datetime) -> Action:
    """By which right somebody hands this person a link for a new password."""
    if by is None:
        return Action.ACCOUNT_KEEP
    if user.pk == by.pk:
        raise Refusal(*NOT_ONESELF)
    held = rights(by, today(now))
    if held.may(Action.ACCOUNTS_MANAGE):
        return Action.ACCOUNTS_MANAGE
    is_official = any(
        row.role in OFFICIAL_ROLES and (row.ends_on is None or row.ends_on >= today(now))
        for row in user.assignments_held
    )
    if is_official or not held.may_at(Action.ACCOUNT_CONFIRM_RESIDENCE, user.village_code):
        raise Refusal(*NOT_A_RESIDENT_HERE)
    return Action.ACCOUNT_CONFIRM_RESIDENCE


def accept_invitation(
    invitation: Invitation, *, name: str, username: str, password: str, now: datetime, language: str = "id"
) -> User:
    """Open the account and give it its role, both or neither."""
    if invitation.purpose != Invitation.Purpose.SIGN_UP:
        raise Refusal(*LINK_USED)
    hashed = make_password(password)
    post = Post(invitation.role, invitation.region_code, invitation.agency_code, invitation.letter_number)

    def work() -> User:
        _use_up(invitation, now)
        user = User.objects.create(
            username=username,
            password=hashed,
            name=name,
            tenant=invitation.tenant,
            language=language,
            joined_at=now,
        )
        give(user, post, starts_on=today(now), ends_on=None)
        record(
            Action.ACCOUNT_OPEN,
            by=user,
            subject=f"account:{user.pk}",
            tenant=invitation.tenant,
            region=invitation.region_code,
            at=now,
            invitation=invitation.pk,
            role=invitation.role,
        )
        return user

    try:
        return commit_durably(work)
    except IntegrityError as taken:
        raise Refusal(*CONTACT_TAKEN) from taken


def accept_reset(invitation: Invitation, *, password: str, now: datetime) -> User:
    """A new password. Every session of the account ends, because each carries the old password's mark."""
    user = invitation.user
    if invitation.purpose != Invitation.Purpose.RESET_PASSWORD or user is None or not user.is_active:
        raise Refusal(*LINK_USED)
    hashed = make_password(password)

    def work() -> None:
        _use_up(invitation, now)
        User.objects.filter(pk=user.pk).update(password=hashed)
        record(
            Action.ACCOUNT_KEEP,
            by=user,
            subject=f"account:{user.pk}",
            tenant=user.tenant,
            at=now,
            what="password",
            invitation=invitation.pk,
        )

    commit_durably(work)
    user.refresh_from_db()
    return user


def _use_up(invitation: Invitation, now: datetime) -> None:
    """Compare and set: of two people with one link, one opens the door."""
    good = Invitation.objects.filter(pk=invitation.pk, used_at=None, expires_at__gt=now)
    if good.update(used_at=now) != 1:
        raise Refusal(*LINK_USED)


def _record(
    row: Invitation,
    by: User | None,
    now: datetime,
    *,
    subject: str,
    role: str = "",
    right: Action = Action.ACCOUNTS_MANAGE,
    rule: str = "",
) -> None:
    record(
        right,
        by=by,
        rule=rule,
        subject=subject,
        tenant=row.tenant,
        region=row.region_code,
        at=now,
        what=row.purpose,
        role=role,
    )
