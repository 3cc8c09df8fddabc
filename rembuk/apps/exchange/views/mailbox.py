"""`/kotak-surat/`: what Rembuk told me; in practice mode, what it told anybody."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from rembuk.apps.core.clock import now
from rembuk.apps.core.pages import SIGNED_IN, page
from rembuk.apps.people.access import person
from rembuk.apps.people.queries import person_strip
from rembuk.apps.places.queries import government

from ..queries import everybodys, letters, own


def _older(before: int, show_all: bool, about: str) -> str:
    if not before:
        return ""
    kept = {"semua": "1", "cari": about} if show_all else {}
    return f"?{urlencode({**kept, 'sebelum': before})}"


@page("GET", who=SIGNED_IN)
def mailbox(request: HttpRequest) -> HttpResponse:
    """Own messages, and with `semua` everybody's where nobody is real."""
    by, served, lang = person(request.user), government(), get_language() or "id"
    assert by is not None, "@page lets only signed-in people here"
    practice = bool(served and served.practice)
    show_all = practice and "semua" in request.GET
    before = request.GET.get("sebelum", "")
    about = request.GET.get("cari", "").strip()[:60]
    rows = everybodys(by.tenant, about) if show_all else own(by)
    shown, following = letters(rows, int(before) if before.isdecimal() and len(before) < 16 else 0, lang)
    if not show_all:
        own(by).filter(pk__in=[row.pk for row in shown], read_at=None).update(read_at=now())
    context = {
        "person": person_strip(by),
        "letters": shown,
        "practice": practice,
        "show_all": show_all,
        "about": about,
        "older": _older(following, show_all, about),
    }
    return render(request, "exchange/mailbox.html", context)
