"""The event of a forum, written with each act."""

from datetime import datetime

from rembuk.apps.audit.record import record
from rembuk.apps.core.versions import bump
from rembuk.apps.people.models import User

from ..models import Forum


def note(action: str, forum: Forum, *, by: User, now: datetime, **data: str | int) -> None:
    """Record what happened to a forum and renew the public pages that show it."""
    record(
        action,
        by=by,
        subject=f"forum:{forum.code}",
        tenant=forum.tenant,
        region=forum.region_code,
        at=now,
        rule="",
        **data,
    )
    bump(forum.tenant, "forums")
