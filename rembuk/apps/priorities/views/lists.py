"""`/prioritas/` and the ranked list of one place, cut at its ceiling."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language

from rembuk.apps.core.clock import now
from rembuk.apps.core.pages import PUBLIC, page
from rembuk.apps.places.queries import government
from rembuk.apps.preparation.queries import current_cycles

from ..queries import (
    chosen_year,
    counted_at,
    lists_to_choose,
    place_of,
    progress_of,
    ranked_page,
    states_of,
    villages_below,
)


@page("GET", who=PUBLIC, depends=("places", "calendar"))
def index(request: HttpRequest) -> HttpResponse:
    """Choose a place or an agency."""
    served, lang = government(), get_language() or "id"
    here, offices = lists_to_choose(served.code if served else "", lang)
    return render(request, "priorities/index.html", {"districts": here, "agencies": offices})


@page(
    "GET", who=PUBLIC, depends=("proposals", "priorities", "calendar"), keys=("tahun", "keadaan", "sesudah")
)
def ranked(request: HttpRequest, place_code: str) -> HttpResponse:
    """Material for the forum, not a decision."""
    served, lang = government(), get_language() or "id"
    place = place_of(served.code, place_code, lang) if served else None
    if served is None or place is None:
        raise Http404
    years = current_cycles(served.code, now())
    counted = counted_at(years, place)
    cycle = chosen_year(years, place, counted, request.GET.get("tahun", ""))
    states = states_of(cycle, place, counted, lang) if cycle else ()
    known = [code for code, _, _ in states]
    state = request.GET.get("keadaan", "")
    state = state if state in known else (known[0] if known else "")
    asked = request.GET.get("sesudah", "")
    after = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 6 else 0
    found = ranked_page(cycle, place, state, after, lang) if cycle and state else None
    own = reverse("priorities:list", args=[place.code])
    here = f"{own}?tahun={cycle.plan_year}" if cycle else own
    context = {
        "place": place,
        "cycle": cycle,
        "years": [
            (row.title, f"{own}?tahun={row.plan_year}", cycle is not None and row.pk == cycle.pk)
            for row in years
        ],
        "tabs": [
            (f"{label} ({count})", f"{here}&keadaan={code}", code == state) for code, label, count in states
        ],
        "list": found,
        "scoring": progress_of(cycle, lang) if cycle else None,
        "older": f"{here}&keadaan={state}&sesudah={found.following}" if found and found.following else "",
        "villages": villages_below(place, lang),
    }
    return render(request, "priorities/list.html", context)
