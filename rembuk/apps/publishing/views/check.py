"""`/cek-dokumen/`: whoever got a file asks here whether it is genuine."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from rembuk.apps.core.pages import PUBLIC, page
from rembuk.apps.places.queries import government

from ..forms.check import CheckForm
from ..genuine import fingerprint, published_with


@page("GET", "POST", who=PUBLIC, takes_files=True)
def check(request: HttpRequest) -> HttpResponse:
    form = CheckForm(request.POST, request.FILES) if request.method == "POST" else CheckForm()
    context: dict[str, object] = {"form": form, "sha256": "", "found": None}
    if request.method == "POST" and form.is_valid():
        served = government()
        sha256 = fingerprint(form.cleaned_data["file"].chunks())
        found = published_with(served.code, sha256, get_language() or "id") if served else None
        context |= {"sha256": sha256, "found": found}
    return render(request, "publishing/check.html", context, status=422 if form.errors else 200)
