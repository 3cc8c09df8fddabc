"""Turn every no into a page with a sentence and a way back; what cannot be read never reaches a view."""

import logging
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation, TooManyFieldsSent, TooManyFilesSent
from django.db import DataError, InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.http.response import HttpResponseBase
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from rembuk.rules.refusals import Refusal

from ..durable import Busy
from ..errors import bad_request, error_page
from ..pages import PageRule, refusal_of, rule_of
from ..rates import TooOften

# Somebody was faster: the person did nothing wrong and looks again.
_CONFLICTS = frozenset({"lost_race", "not_merged", "answered", "nothing_waits", "asked_before"})
_COME_AGAIN = 5  # seconds
_TOO_OFTEN = 60
SILENT = (OperationalError, InterfaceError)  # what a database raises that does not answer
_UNSTORABLE = (DataError, OverflowError, UnicodeError)  # a number or a sign that no column takes
_log = logging.getLogger(__name__)


class Refusals:
    """Early, so that it hears of every view; bodies over the limit are refused unread."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if "\x00" in request.path_info or "%00" in request.META.get("QUERY_STRING", ""):
            return _unreadable(request)
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: tuple[Any, ...], kwargs: Mapping[str, Any]
    ) -> HttpResponseBase | None:
        """Before anybody reads the body: is it small enough, may its sender send it, and is it text?"""
        rule, size = rule_of(view), _body_size(request)
        if size > settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
            if rule is None or not rule.takes_files or size > settings.REMBUK_LARGEST_BODY:
                return error_page(request, 413)
            if refused := _no_right(request, rule):
                return refused
        if request.method != "POST":
            return None
        try:
            readable = all(map(_is_text, _everything(request)))
        except (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent, MultiPartParserError) as error:
            return bad_request(request, error)
        except OSError:  # the sender is gone or sent half of it
            return error_page(request, 400)
        return None if readable else _unreadable(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponseBase | None:
        if isinstance(error, Refusal):
            return _refused(request, error)
        if isinstance(error, SuspiciousOperation):
            return bad_request(request, error)
        if isinstance(error, (Busy, *SILENT)):
            return come_again(request, error)
        if isinstance(error, _UNSTORABLE):
            _log.warning("%s: %r", request.path, error)
            return _unreadable(request)
        return None


def come_again(request: HttpRequest, error: Exception) -> HttpResponse:
    """Too much waits, or the database does not answer."""
    if not isinstance(error, Busy):
        _log.error("%s: the database does not answer", request.path, exc_info=error)
    return _later(error_page(request, 503), _COME_AGAIN)


def _no_right(request: HttpRequest, rule: PageRule) -> HttpResponseBase | None:
    """Asked before a large body is read: from somebody who may not send it, it stays unread."""
    try:
        return refusal_of(request, rule)
    except Refusal as refusal:
        return _refused(request, refusal)
    except Http404:
        return error_page(request, 404)


def _refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    text = refusal.text(get_language() or "id")
    if isinstance(refusal, TooOften):
        return _later(error_page(request, 429, text=text), _TOO_OFTEN)
    return error_page(request, 409 if refusal.code in _CONFLICTS else 403, text=text)


def _later(answer: HttpResponse, seconds: int) -> HttpResponse:
    answer["Retry-After"] = str(seconds)
    return answer


def _unreadable(request: HttpRequest) -> HttpResponse:
    return error_page(request, 400, text=_("The address or the form holds something that cannot be read."))


def _body_size(request: HttpRequest) -> int:
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0


def _everything(request: HttpRequest) -> Iterable[str]:
    for name, values in request.POST.lists():
        yield name
        yield from (value for value in values if isinstance(value, str))


def _is_text(value: str) -> bool:
    """Neither NUL, which PostgreSQL refuses, nor half of a sign, which nothing can store."""
    return "\x00" not in value and not any("\ud800" <= sign <= "\udfff" for sign in value)
