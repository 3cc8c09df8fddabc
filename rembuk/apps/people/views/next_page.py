"""Where to go after signing in: only to a page of our own, never to an address that somebody made up."""

from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

_LONGEST = 500


def next_page(request: HttpRequest) -> str:
    """The path asked for, or nothing."""
    asked = request.POST.get("next") or request.GET.get("next") or ""
    fits = len(asked) <= _LONGEST and asked.startswith("/")
    return asked if fits and url_has_allowed_host_and_scheme(asked, allowed_hosts=None) else ""


def with_next(name: str, path: str) -> str:
    """The address of a page that hands the path on."""
    return f"{reverse(name)}?{urlencode({'next': path})}" if path else reverse(name)
