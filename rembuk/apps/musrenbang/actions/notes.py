"""The event of a forum, written with each act."""

from datetime import datetime

from rembuk.apps.audit.models import Event
from rembuk.apps.audit.record import record
from rembuk.apps.core.versions import bump
from rembuk.apps.people.models import User

from ..models import Forum


def did_last(forum: Forum, step: str, by: User) -> bool:
    """Whether the latest act on this forum was this person's same step: then it was sent a second time."""
    last = Event.objects.filter(tenant=forum.tenant, subject=f"forum:{forum.code}").order_by("-id").first()
    return last is not None and last.actor == f"user:{by.pk}" and last.data.get("step") == step


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
