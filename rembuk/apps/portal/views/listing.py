"""`/usulan/`: all public proposals, newest first, narrowed by place, group, kind, year and words."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from rembuk.apps.core.codes import looks_like_code
from rembuk.apps.core.format import number
from rembuk.apps.core.pages import PUBLIC, page
from rembuk.apps.places.models import Government
from rembuk.apps.places.queries import government, within
from rembuk.apps.proposals.queries import LOOKED_THROUGH, Filters, Page, public_list

from ..queries.choices import Choices, category_choices, group_choices, place_choices, year_choices
from ..queries.search import public_code
from ..remembered import Versions, versions_now

_CHOSEN = ("kecamatan", "desa", "kelompok", "kategori", "tahun")
_NARROWING = ("kata", *_CHOSEN)
_NOBODY = Page((), None, None)
_LARGEST_ID = 2**63 - 1


@page(
    "GET", who=PUBLIC, depends=("proposals", "calendar"), keys=(*_NARROWING, "saring", "sebelum", "sesudah")
)
def listing(request: HttpRequest) -> HttpResponse:
    """Twenty rows; a neighbour begins at the last row, so that the last page costs what the first does.

    A code typed among the words leads to its proposal.
    """
    served, lang = government(), get_language() or "id"
    asked = _asked(request.GET)
    if served and (code := public_code(asked["kata"])):
        return redirect("portal:trace", code=code)
    shown = public_list(served.code, _filters(asked, request.GET), lang) if served else _NOBODY
    own = reverse("portal:list")
    opened = request.GET.get("saring") == "1" or any(asked[name] for name in _CHOSEN)
    context = {
        "page": shown,
        "asked": asked,
        "own": own,
        "opened": opened,
        "more_url": _address(own, asked, saring=1),
        "choices": _choices(versions_now(request), served, asked, lang) if opened else {},
        "went_back": "sebelum" in request.GET,
        "wrong_code": looks_like_code(asked["kata"]),
        "reset_url": own if any(asked.values()) else "",
        "newer": _address(own, asked, sesudah=shown.newer),
        "older": _address(own, asked, sebelum=shown.older),
        "looked_through": number(LOOKED_THROUGH, lang),
    }
    return render(request, "portal/list.html", context)


def _asked(query: QueryDict) -> dict[str, str]:
    """What was asked for, as it goes back into the form; a village of another sub-district is dropped."""
    asked = {name: query.get(name, "").strip() for name in _NARROWING}
    if not within(asked["desa"], asked["kecamatan"]):
        asked["desa"] = ""
    return asked


def _filters(asked: dict[str, str], query: QueryDict) -> Filters:
    return Filters(
        region_code=asked["desa"] or asked["kecamatan"],
        group=asked["kelompok"],
        category=asked["kategori"],
        plan_year=_number(asked["tahun"], 9999),
        words=asked["kata"],
        before=_number(query.get("sebelum", ""), _LARGEST_ID),
        after=_number(query.get("sesudah", ""), _LARGEST_ID),
    )


def _number(text: str, largest: int) -> int | None:
    """Digits and nothing else; whatever cannot be a number of ours is not asked for."""
    value = int(text) if text.isascii() and text.isdigit() and len(text) < 20 else 0
    return value if 0 < value <= largest else None


def _choices(at: Versions, served: Government | None, asked: dict[str, str], lang: str) -> dict[str, Choices]:
    """Each begins with the choice that narrows nothing."""
    everywhere = (("", _("Everywhere")),)
    villages = place_choices(at, asked["kecamatan"], lang) if asked["kecamatan"] else ()
    return {
        "districts": everywhere + (place_choices(at, served.code, lang) if served else ()),
        "villages": everywhere + villages if villages else (),
        "groups": (("", _("Any state")), *group_choices(lang)),
        "categories": (("", _("Any kind")), *category_choices(lang)),
        "years": (("", _("Any year")), *(year_choices(at, served.code) if served else ())),
    }


def _address(own: str, asked: dict[str, str], **more: str | int | None) -> str:
    """The list with the same filters and something more; empty where there is nothing more."""
    if not any(more.values()):
        return ""
    return f"{own}?{urlencode({name: value for name, value in asked.items() if value} | more)}"
