"""`/cari/`: a code leads to its proposal, a name to its place, words to the proposals that hold them."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language

from rembuk.apps.core.pages import PUBLIC, page
from rembuk.apps.places.queries import government

from ..queries.search import Found, found_for
from ..remembered import versions_now

_SHORTEST = 2


@page("GET", who=PUBLIC, depends=("proposals", "calendar"), keys=("q",))
def search(request: HttpRequest) -> HttpResponse:
    """One box for everything; a single place found is opened at once."""
    served, words = government(), request.GET.get("q", "").strip()
    long_enough = len(words) >= _SHORTEST
    found = (
        found_for(versions_now(request), served, words, get_language() or "id")
        if served and long_enough
        else Found()
    )
    if found.code:
        return redirect("portal:trace", code=found.code)
    if len(found.places) == 1 and not found.proposals:
        return redirect(found.places[0].url)
    context = {
        "words": words,
        "found": found,
        "asked": long_enough,
        "all_url": f"{reverse('portal:list')}?{urlencode({'kata': words})}",
        "list_url": reverse("portal:list"),
    }
    return render(request, "portal/search.html", context)
