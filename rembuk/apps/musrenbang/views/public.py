"""`/musyawarah/` and one forum as everybody reads it; the public copy of its minutes."""

from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from rembuk.apps.core.format import number
from rembuk.apps.core.media import Keep, media_answer
from rembuk.apps.core.pages import PUBLIC, page
from rembuk.apps.places.queries import districts, government, place_name
from rembuk.rules.forum_types import FORUM_TYPES
from rembuk.rules.stages import STAGE, Track

from ..access import forum_by_code
from ..models import Forum, Minutes
from ..queries.detail import attendance_of, paper_line
from ..queries.forums import CLOSED, Narrow, forums_page, head_of
from ..queries.items import counts_of, items_page
from ..standing import SIGNED

_OVER = "selesai"


@page("GET", who=PUBLIC, depends=("forums",), keys=("jenis", "keadaan", "kecamatan", "sesudah"))
def index(request: HttpRequest) -> HttpResponse:
    """What comes, the next day first; and what is over, the latest first."""
    served, lang = government(), get_language() or "id"
    tenant = served.code if served else ""
    narrow = Narrow(
        type=request.GET.get("jenis", "")[:40], over=request.GET.get("keadaan") == _OVER,
        district=request.GET.get("kecamatan", "")[:13],
        after=_number(request.GET.get("sesudah", "")),
    )  # fmt: skip
    forums, following = forums_page(tenant, narrow, lang)
    context = {
        "forums": forums,
        "narrow": narrow,
        "types": [("", _("All kinds")), *((row.code.value, row.label(lang)) for row in FORUM_TYPES)],
        "tabs": [
            (_("Coming and going on"), _narrowed_url(request, ""), not narrow.over),
            (_("Over, with their minutes"), _narrowed_url(request, _OVER), narrow.over),
        ],
        "districts": [
            ("", _("The whole regency")),
            *((row.code, place_name(row.kind, row.name, lang)) for row in districts(tenant)),
        ],
        "older": _next(request, following),
    }  # fmt: skip
    return render(request, "musrenbang/index.html", context)


@page("GET", who=PUBLIC, depends=("forums", "proposals"), keys=("sesudah",))
def detail(request: HttpRequest, code: str) -> HttpResponse:
    """Agenda, attendance as counts, the list; decisions once the forum is closed."""
    forum, lang = forum_by_code(code), get_language() or "id"
    items, following = items_page(forum, lang, after=_number(request.GET.get("sesudah", "")))
    context = {
        "forum": head_of(forum, lang),
        "agenda": [
            (row.title, _("%(n)s minutes") % {"n": number(row.minutes, lang)}) for row in forum.agenda.all()
        ],
        "attendance": attendance_of(forum, lang),
        "note": forum.quorum_note,
        "items": items,
        "counts": counts_of(forum),
        "is_closed": forum.state in CLOSED,
        "paper": paper_line(forum, lang),
        "priorities_url": _priorities_url(forum),
        "plan_url": _plan_url(forum),
        "older": f"?sesudah={following}" if following else "",
    }
    return render(request, "musrenbang/detail.html", context)


@page("GET", who=PUBLIC)
def public_copy(request: HttpRequest, code: str) -> HttpResponseBase:
    """The very bytes whose hash stands on the forum's page; no telephone, address or signature in it."""
    forum = forum_by_code(code)
    row = Minutes.objects.filter(forum=forum).first()
    if row is None or forum.state not in SIGNED or not row.public_file:
        raise Http404
    return media_answer(
        request, row.public_file, keep=Keep.FOR_EVER, download_as=f"berita-acara-{forum.code}.pdf"
    )


def _priorities_url(forum: Forum) -> str:
    """The ranked list of the forum's place or agency; a forum of the whole region has none of its own."""
    if forum.agency_code:
        return reverse("priorities:list", args=[f"opd-{forum.agency_code}"])
    has_list = forum.region_code.count(".") in {2, 3}
    return reverse("priorities:list", args=[forum.region_code]) if has_list else ""


def _plan_url(forum: Forum) -> str:
    """The lists of the village whose plan this forum works on."""
    of_a_village = STAGE[forum.type].track is Track.DESA and forum.region_code.count(".") == 3
    return reverse("musrenbang:village_newest", args=[forum.region_code]) if of_a_village else ""


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 12 else 0


def _narrowed_url(request: HttpRequest, state: str) -> str:
    """The same filters for the other half of the list."""
    asked = {key: request.GET[key] for key in ("jenis", "kecamatan") if request.GET.get(key)}
    return f"{reverse('musrenbang:index')}?{urlencode(asked | ({'keadaan': state} if state else {}))}"


def _next(request: HttpRequest, following: int) -> str:
    if not following:
        return ""
    asked = request.GET.copy()
    asked["sesudah"] = str(following)
    return f"{reverse('musrenbang:index')}?{asked.urlencode()}"
