"""`/jadwal/` and `/jadwal.ics`: the calendar for everybody."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from rembuk.apps.core.clock import now
from rembuk.apps.core.pages import PUBLIC, page
from rembuk.apps.places.queries import government

from ..ics import calendar_file
from ..queries import Calendar, public_calendars


@page("GET", who=PUBLIC, depends=("calendar", "places"))
def schedule(request: HttpRequest) -> HttpResponse:
    """What is open now comes first; then the years, then what was changed and why."""
    calendars = _calendars()
    stages = [stage for calendar in calendars for stage in calendar.stages]
    open_now = [stage for calendar in calendars for stage in calendar.open_stages]
    context = {
        # Where residents can submit comes first, then what closes soonest.
        "open_stages": sorted(open_now, key=lambda stage: (not stage.collects, stage.closes_at)),
        "coming": min(
            (stage for stage in stages if stage.status == "next"),
            key=lambda stage: stage.opens_at,
            default=None,
        ),
        "calendars": calendars[::-1],  # the year being prepared first, those being carried out after it
        "changes": [(stage, change) for stage in stages for change in stage.changes],
        "extensions": [(stage, longer) for stage in stages for longer in stage.extensions],
    }
    return render(request, "preparation/schedule.html", context)


@page("GET", who=PUBLIC, depends=("calendar", "places"))
def schedule_file(request: HttpRequest) -> HttpResponse:
    """For the calendar of a phone, which asks for it again from time to time."""
    served = government()
    content = calendar_file(
        _calendars(),
        name=_("Planning calendar of %(name)s") % {"name": served.name if served else "Rembuk"},
        host=urlsplit(settings.REMBUK_PUBLIC_URL).hostname or "rembuk",
        url=f"{settings.REMBUK_PUBLIC_URL}{reverse('preparation:schedule')}",
    )
    return HttpResponse(content, content_type="text/calendar; charset=utf-8")


def _calendars() -> list[Calendar]:
    served = government()
    return public_calendars(served.code, now(), get_language() or "id") if served else []
