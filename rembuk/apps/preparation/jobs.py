"""What happens to the calendar by itself: a window opens or closes, and the public pages must say so."""

from datetime import datetime

from django.db.models import Max

from rembuk.apps.core.clock import now
from rembuk.apps.core.versions import bump
from rembuk.apps.places.queries import government

from .models import Stage, StageExtension


class _Noticed:
    """The last border told, kept by the worker process: told twice after a restart does no harm."""

    border: datetime | None = None


def notice_borders() -> bool:
    """Raise the calendar's counter when a border was crossed since it was last looked at."""
    served, at = government(), now()
    if served is None:
        return False
    border = last_border(served.code, at)
    if border is None or border == _Noticed.border:
        return False
    bump(served.code, "calendar")
    _Noticed.border = border
    return True


def last_border(tenant: str, at: datetime) -> datetime | None:
    """The latest moment, up to now, at which a window opened or closed."""
    stages = Stage.objects.filter(tenant=tenant)
    passed = (
        stages.filter(opens_at__lte=at).aggregate(last=Max("opens_at"))["last"],
        stages.filter(closes_at__lte=at).aggregate(last=Max("closes_at"))["last"],
        StageExtension.objects.filter(stage__tenant=tenant, closes_at__lte=at).aggregate(
            last=Max("closes_at")
        )["last"],
    )
    return max((moment for moment in passed if moment is not None), default=None)
