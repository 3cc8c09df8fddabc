"""Shut somebody out, or let them in again. Nothing is deleted: the record of what they did stays true."""

from datetime import datetime

from rembuk.apps.audit.record import record
from rembuk.apps.core.durable import commit_durably
from rembuk.rules.actions import Action
from rembuk.rules.refusals import Refusal

from ..models import User
from ..refusals import NOT_ONESELF
from .assign_role import check_accounts_right


def set_active(user: User, *, active: bool, by: User, now: datetime) -> None:
    """A closed account cannot sign in, its sessions end, and its roles count for nothing."""
    check_accounts_right(by, now)
    if user.pk == by.pk:
        raise Refusal(*NOT_ONESELF)

    def work() -> None:
        if User.objects.filter(pk=user.pk).exclude(is_active=active).update(is_active=active):
            record(
                Action.ACCOUNTS_MANAGE,
                by=by,
                subject=f"account:{user.pk}",
                tenant=user.tenant,
                at=now,
                what="open" if active else "close",
            )

    commit_durably(work)
    user.is_active = active
