"""`/`: which stage is open, what to do today, the regency's map, four figures, the latest decisions."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language

from rembuk.apps.core.clock import now
from rembuk.apps.core.codes import example_of
from rembuk.apps.core.pages import PUBLIC, page
from rembuk.apps.places.queries import government

from ..queries.home import figures, latest_decisions, year_now
from ..queries.region import map_of
from ..queries.tally import tally_of_districts
from ..remembered import versions_now


@page("GET", who=PUBLIC, depends=("proposals", "calendar", "people"))
def home(request: HttpRequest) -> HttpResponse:
    """Before `rembuk init` there is no government: the page then says what will stand here."""
    served, lang = government(), get_language() or "id"
    if served is None:
        return render(request, "portal/home_empty.html")
    at = versions_now(request)
    counted = tally_of_districts(at, served.code)
    context = {
        "year": year_now(served.code, now(), lang),
        "map": map_of(at, served.code, counted, lang),
        "figures": figures(served.code, counted, lang),
        "decisions": latest_decisions(served.code, lang),
        "list_url": reverse("portal:list"),
        "example": example_of(served.code_prefix),
    }
    return render(request, "portal/home.html", context)
