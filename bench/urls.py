"""All addresses of Rembuk, and one trivial answer: what the same middleware costs by itself."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from rembuk.apps.core.pages import PUBLIC, page
from rembuk.site.urls import handler400, handler403, handler404, handler500
from rembuk.site.urls import urlpatterns as pages

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]


@page("GET", who=PUBLIC)
def trivial(request: HttpRequest) -> HttpResponse:
    return HttpResponse(b"ok")


urlpatterns = [path("trivial/", trivial), *pages]
