"""`/aturan-main/`: the rules of the game, their versions, and who is invited."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language

from rembuk.apps.core.blocks import blocks_of
from rembuk.apps.core.pages import PUBLIC, page
from rembuk.apps.places.queries import government

from ..queries.planning import invited, latest_rules, latest_with_invitations, version_label


@page("GET", who=PUBLIC, depends=("calendar", "places"), keys=("versi",))
def game_rules(request: HttpRequest) -> HttpResponse:
    """The newest version, unless an earlier one is asked for."""
    served, lang = government(), get_language() or "id"
    versions = latest_rules(served.code) if served else []
    asked = request.GET.get("versi", "")
    shown = next((row for row in versions if not asked or str(row.version) == asked), None)
    if asked and shown is None:
        raise Http404
    inviting = latest_with_invitations(served.code) if served else None
    own = reverse("preparation:rules")
    context = {
        "cycle": shown.cycle if shown else None,
        "blocks": blocks_of(shown.text) if shown else (),
        "version": version_label(shown, lang) if shown else "",
        "is_newest": shown is not None and shown == versions[0],
        "versions": [
            (version_label(row, lang), f"{own}?versi={row.version}", row.note, row == shown)
            for row in versions
        ],
        "invited": invited(inviting, lang) if inviting else [],
        "inviting": inviting,
    }
    return render(request, "preparation/rules.html", context)
