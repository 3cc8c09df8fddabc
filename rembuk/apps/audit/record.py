"""Note what happened, in the same transaction as the change itself. `seal` gives it its place later."""

import secrets
from datetime import datetime
from typing import Protocol

from .models import Event


class Actor(Protocol):
    """Whoever acted: the log keeps a plain reference, never a foreign key."""

    @property
    def pk(self) -> object: ...


def record(
    action: str,
    *,
    by: Actor | None,
    subject: str,
    tenant: str,
    at: datetime,
    region: str = "",
    rule: str = "",
    **data: object,
) -> Event:
    """Write one event. `by=None` is the system, and then `rule` names what fired.

    `data` holds codes, integers and short texts that may be public; never a name, a telephone or an address.
    """
    if by is None and not rule:
        raise ValueError("what the system does names the rule that fired")
    return Event.objects.create(
        tenant=tenant,
        action=str(action),
        subject=subject,
        region=region,
        actor=f"system:{rule}" if by is None else f"user:{by.pk}",
        at=at,
        data=data,
        salt=secrets.token_hex(16),
    )
