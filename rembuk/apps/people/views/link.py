"""A one-time link as an answer: it stands on this page alone and is kept nowhere."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from rembuk.apps.core.clock import now
from rembuk.apps.core.format import moment_text
from rembuk.apps.core.qr import draw

from ..models import User
from ..queries import person_strip


def show_link(
    request: HttpRequest, by: User, path: str, *, title: str, good_for: timedelta, back: tuple[str, str]
) -> HttpResponse:
    """To copy, or for the camera of whoever stands at the desk; `back` is (label, address)."""
    link = request.build_absolute_uri(path)
    picture, size = draw(link)
    context = {
        "person": person_strip(by),
        "title": title,
        "link": link,
        "qr_path": picture,
        "qr_size": size,
        "until": moment_text(now() + good_for, get_language() or "id"),
        "back": back,
    }
    return render(request, "people/link.html", context)
