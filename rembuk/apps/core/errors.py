"""Pages that say no: what went wrong, that nothing was lost, what to do next."""

import logging
from urllib.parse import urlsplit

from django.core.exceptions import (
    DisallowedHost,
    RequestDataTooBig,
    TooManyFieldsSent,
    TooManyFilesSent,
)
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

_STATUSES = frozenset({400, 403, 404, 405, 409, 413, 429, 500, 503})
_WITHOUT_FRAME = frozenset({500, 503})
# Words that need neither template nor catalogue nor database: one of them may be what is broken.
_LAST_WORDS = (
    "Ada yang rusak di sisi kami. Yang sudah Anda kirim tetap tersimpan. Coba lagi sebentar lagi.\n"
    "Something broke on our side. What you have a receipt for is stored. Please try again in a minute.\n"
)
_log = logging.getLogger(__name__)


def error_page(request: HttpRequest, status: int, *, text: str = "") -> HttpResponse:
    """The page of a status in the reader's language; `text` says why exactly, for this one request."""
    known = status if status in _STATUSES else 500
    context = {"sentence": text, "back_url": came_from(request)}
    asking = None if known in _WITHOUT_FRAME else request  # the frame names the government: one more question
    return render(asking, f"core/errors/{known}.html", context, status=status)


def came_from(request: HttpRequest) -> str:
    """The page before this one, if it was one of ours; else nothing."""
    try:
        back = urlsplit(request.META.get("HTTP_REFERER", ""))
        ours = back.netloc == request.get_host()
    except (ValueError, DisallowedHost):
        return ""
    return (
        back._replace(scheme="", netloc="", fragment="").geturl()
        if ours and back.path.startswith("/")
        else ""
    )


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Django's answer to what cannot be a form of ours; too much of it has an answer of its own."""
    if isinstance(exception, (RequestDataTooBig, TooManyFilesSent)):
        return error_page(request, 413)
    if isinstance(exception, TooManyFieldsSent):
        return error_page(request, 400, text=_("The form has more fields than any form of ours."))
    return error_page(request, 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return error_page(request, 403, text=str(exception or ""))


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return error_page(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Never fails itself."""
    try:
        return error_page(request, 500)
    except Exception:
        _log.exception("the page that says so failed as well")
        return HttpResponse(_LAST_WORDS, status=500, content_type="text/plain; charset=utf-8")
