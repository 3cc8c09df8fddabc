"""/komponen/: everything our pages are made of, for whoever builds or judges one."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ..pages import PUBLIC, page
from ..samples import component_samples


@page("GET", who=PUBLIC, practice_only=True)
def components(request: HttpRequest) -> HttpResponse:
    return render(request, "core/components_page.html", component_samples())
