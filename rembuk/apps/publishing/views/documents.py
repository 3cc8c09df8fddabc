"""`/dokumen/`: every version of every plan, and one version at its address that never changes."""

from itertools import groupby

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import get_language

from rembuk.apps.core.media import Keep, media_answer
from rembuk.apps.core.pages import PUBLIC, page
from rembuk.apps.places.queries import government

from ..models import PlanVersion
from ..queries import public_version, published
from .content import content_of


def _tenant() -> str:
    served = government()
    return served.code if served else ""


@page("GET", who=PUBLIC, depends=("plans",))
def documents(request: HttpRequest) -> HttpResponse:
    lang = get_language() or "id"
    years = [(year, list(rows)) for year, rows in groupby(published(_tenant(), lang), lambda row: row.year)]
    return render(request, "publishing/documents.html", {"years": years})


@page("GET", who=PUBLIC, depends=("plans",), keys=("sesudah",))
def version(request: HttpRequest, year: int, number: int) -> HttpResponse:
    """The version as it was published; everything on it is of that day, so it changes with plans alone."""
    lang, found = get_language() or "id", _found(year, number)
    context = content_of(found, request.GET.get("sesudah", ""), lang)
    return render(request, "publishing/version.html", context)


@page("GET", who=PUBLIC)
def version_file(request: HttpRequest, year: int, number: int, kind: str) -> HttpResponseBase:
    """The very bytes whose hash is printed on the page."""
    found = _found(year, number)
    name = found.pdf_file if kind == "pdf" else found.csv_file
    return media_answer(request, name, keep=Keep.FOR_EVER, download_as=f"rencana-{year}-v{number}.{kind}")


def _found(year: int, number: int) -> PlanVersion:
    found = public_version(_tenant(), year, number)
    if found is None:
        raise Http404
    return found
