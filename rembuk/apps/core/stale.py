"""A form whose token has run out: it comes back as it was typed, with a new token, and nothing was done."""

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import render

from rembuk.rules.refusals import Refusal

from .errors import came_from
from .pages import rule_of

_TYPED = "rembuk.typed_before"


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponseBase:
    """The page that declared `comes_back`, read again with what was typed; else a page that says what to do.

    Only a form of our own comes back: what another site sends is refused.
    """
    match = request.resolver_match
    rule = rule_of(match.func) if match else None
    if match and rule and rule.comes_back and came_from(request):
        request.META[_TYPED] = request.POST
        request.method = "GET"  # the view shows; whatever it forgets, it does not write
        try:
            answer: HttpResponseBase = match.func(request, *match.args, **match.kwargs)
        except (Http404, Refusal):
            return _told(request)
        if answer.status_code == 200:
            answer.status_code = 403
        return answer
    return _told(request)


def typed_before(request: HttpRequest) -> QueryDict | None:
    """What was typed into the form that has just come back; None for every other reader."""
    return request.META.get(_TYPED)


def _told(request: HttpRequest) -> HttpResponse:
    return render(request, "core/errors/stale.html", {"back_url": came_from(request)}, status=403)
