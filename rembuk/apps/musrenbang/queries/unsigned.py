"""Which proposals a forum has decided on while its minutes wait for their signature."""

from django.db.models import QuerySet

from rembuk.rules.forums import ForumState

from ..models import ForumItem

_DECIDED = (ForumState.CLOSED, ForumState.MINUTES_DRAFTED, ForumState.MINUTES_READ)


def on_unsigned_minutes() -> QuerySet[ForumItem, int]:
    """Their ids: their window may close meanwhile, and they are not late, because they are decided."""
    return ForumItem.objects.filter(forum__state__in=_DECIDED).values_list("proposal", flat=True)
