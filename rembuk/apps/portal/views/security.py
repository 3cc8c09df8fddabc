"""`/.well-known/security.txt` (RFC 9116): where a weakness of this installation is reported."""

from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from rembuk.apps.core.clock import today
from rembuk.apps.core.pages import PUBLIC, page

_GOOD_FOR = timedelta(days=180)  # less than a year, as the RFC asks; made anew every day


@page("GET", who=PUBLIC, depends=("places",))
def security_txt(request: HttpRequest) -> HttpResponse:
    """Without a contact of its own an installation names the page that says whom to tell."""
    here = settings.REMBUK_PUBLIC_URL
    lines = (
        f"Contact: {settings.REMBUK_SECURITY_CONTACT or here + reverse('publishing:questions')}",
        f"Expires: {today() + _GOOD_FOR}T00:00:00Z",
        "Preferred-Languages: id, en",
        f"Canonical: {here}/.well-known/security.txt",
    )
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
