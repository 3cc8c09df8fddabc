"""Whole public pages from memory: made once for a version of what they show, the same for everybody.

The ETag is made of version counters that the writing transaction raises, so an answer 304 costs one read and
a page is never older than a receipt. It stands before sessions: such a page knows neither cookie nor account.
"""

import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from typing import Any
from urllib.parse import parse_qsl, urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from ..build import build_mark
from ..clock import today
from ..page_cache import FinishedPage, PageCache
from ..pages import PageRule, rule_of
from ..remembered import one_reading
from ..versions import numbers
from .refusals import SILENT, come_again

_EVERY_FRAME = "places"  # the government's name stands in the frame of every page
_MOST_PATHS = 20_000
_MOST_FIELDS = 50
_LONGEST_VALUE = 200
_NOT_KEPT = frozenset({"content-length", "vary", "date", "etag", "cache-control"})


class PersonalPublicPage(RuntimeWarning):
    """A page declared public knows its reader. In tests a warning is an error; in service it is not kept."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """One request for a public page: where it is kept, and what it must show to be current."""

    key: str
    query: str
    etag: str
    versions: dict[str, int]


class PublicPages:
    """Answers 304 or a kept page where it can; else lets the page be made, and keeps it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.pages = PageCache(settings.REMBUK_PAGE_CACHE_BYTES)
        self._rules: dict[str, PageRule] = {}  # of paths seen before: resolving costs more than the answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        try:
            if request.method not in ("GET", "HEAD"):
                return self.get_response(request)
            with one_reading():
                return self._answered(request)
        except SILENT as error:  # here, where no other middleware hears of it
            return come_again(request, error)

    def _answered(self, request: HttpRequest) -> HttpResponseBase:
        rule = self._rules.get(request.path_info)
        if rule is not None:
            asked = _asked(request, rule)
            if ready := self._ready_answer(request, asked):
                return ready
            _leave(request, asked)
        answer = self.get_response(request)
        made_for: _Asked | None = request.META.get("rembuk.asked")
        return answer if made_for is None else self._keep(request, made_for, answer)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: tuple[Any, ...], kwargs: Mapping[str, Any]
    ) -> HttpResponseBase | None:
        """A path asked for the first time: only now it is known which view answers it."""
        rule = rule_of(view)
        if rule is None or not rule.is_kept or request.method not in ("GET", "HEAD"):
            return None
        if "rembuk.asked" in request.META:
            return None
        if len(self._rules) >= _MOST_PATHS:
            self._rules.clear()
        self._rules[request.path_info] = rule
        try:
            asked = _asked(request, rule)
        except SILENT as error:
            return come_again(request, error)
        if ready := self._ready_answer(request, asked):
            return ready
        _leave(request, asked)
        return None

    def _ready_answer(self, request: HttpRequest, asked: _Asked) -> HttpResponse | None:
        if asked.etag[2:] in request.META.get("HTTP_IF_NONE_MATCH", ""):  # weak or strong, alone or in a list
            answer = HttpResponse(status=304)
            del answer.headers["Content-Type"]
            return _marked(answer, asked.etag)
        kept = self.pages.get(asked.key, asked.etag)
        return None if kept is None else _answer_with(kept, request)

    def _keep(self, request: HttpRequest, asked: _Asked, answer: HttpResponseBase) -> HttpResponseBase:
        if answer.status_code != 200 or not isinstance(answer, HttpResponse):
            return answer
        if personal := _knows_its_reader(request, answer):
            warnings.warn(f"{request.path_info}: {personal}", PersonalPublicPage, stacklevel=2)
            return answer
        headers = tuple((name, value) for name, value in answer.items() if name.lower() not in _NOT_KEPT)
        page = FinishedPage(asked.etag, answer.content, headers)
        if request.method == "GET":
            self.pages.put(asked.key, page)
        return _answer_with(page, request)


def _asked(request: HttpRequest, rule: PageRule) -> _Asked:
    query = _known_query(request.META.get("QUERY_STRING", ""), rule.keys)
    key = f"{request.get_host()} {request.path_info}?{query}"
    kinds = (*rule.depends, _EVERY_FRAME)
    versions = dict(zip(kinds, numbers(kinds), strict=True))
    return _Asked(key, query, _etag(key, tuple(versions.values())), versions)


def _leave(request: HttpRequest, asked: _Asked) -> None:
    """The view sees no query key that it does not know, and no cookie: nothing strange comes back either."""
    request.META["rembuk.asked"] = asked
    request.META["rembuk.versions"] = asked.versions
    request.META["QUERY_STRING"] = asked.query
    request.__dict__.pop("GET", None)  # whoever read it before read the whole
    request.COOKIES = {}
    request.META.pop("CSRF_COOKIE_NEEDS_UPDATE", None)


@lru_cache(maxsize=4_096)
def _known_query(given: str, known: tuple[str, ...]) -> str:
    """Only what the page knows, in one order: nobody fills the cache with made-up addresses."""
    if not given or not known:
        return ""
    try:
        pairs = parse_qsl(given, errors="replace", max_num_fields=_MOST_FIELDS)
    except ValueError:  # more fields than any page of ours has
        return ""
    return urlencode(sorted((name, value[:_LONGEST_VALUE]) for name, value in pairs if name in known))


def _etag(key: str, versions: tuple[int, ...]) -> str:
    marks = (key, build_mark(), today().isoformat(), versions)
    return f'W/"{blake2b(repr(marks).encode("utf-8", "replace"), digest_size=12).hexdigest()}"'


def _knows_its_reader(request: HttpRequest, answer: HttpResponse) -> str:
    if answer.cookies or request.META.get("CSRF_COOKIE_NEEDS_UPDATE"):
        return "a page that is the same for everybody sets a cookie"
    if getattr(getattr(request, "session", None), "accessed", False):
        return "a page that is the same for everybody reads the session"
    return ""


def _answer_with(page: FinishedPage, request: HttpRequest) -> HttpResponse:
    packed = "gzip" in request.META.get("HTTP_ACCEPT_ENCODING", "")
    answer = HttpResponse(page.packed if packed else page.body)
    for name, value in page.headers:
        answer.headers[name] = value
    if packed:
        answer.headers["Content-Encoding"] = "gzip"
    return _marked(answer, page.etag)


def _marked(answer: HttpResponse, etag: str) -> HttpResponse:
    answer.headers["ETag"] = etag
    answer.headers["Vary"] = "Accept-Encoding"
    answer.headers["Cache-Control"] = "public, max-age=0, must-revalidate"
    return answer
