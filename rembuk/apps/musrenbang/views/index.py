"""`/musyawarah/`: all forums (a first stone; the pages come with the next commit)."""

from django.http import HttpRequest, HttpResponse

from rembuk.apps.core.pages import PUBLIC, page


@page("GET", who=PUBLIC)
def index(request: HttpRequest) -> HttpResponse:
    return HttpResponse("musyawarah")
