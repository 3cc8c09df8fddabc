"""`/harga/`: the price standards that estimates are held against, each with its regulation."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from rembuk.apps.core.pages import PUBLIC, page
from rembuk.apps.places.queries import government
from rembuk.rules.fairness import PRICE_DEVIATION
from rembuk.rules.prices import PRICE_KINDS

from ..queries.prices import price_list


@page("GET", who=PUBLIC, depends=("places",), keys=("bidang", "tahun"))
def prices(request: HttpRequest) -> HttpResponse:
    """The newest year and all kinds of work, unless others are asked for."""
    served, lang = government(), get_language() or "id"
    shown = price_list(
        served.code if served else "", lang, request.GET.get("tahun", ""), request.GET.get("bidang", "")
    )
    own = reverse("preparation:prices")
    context = {
        "shown": shown,
        "kinds": [(row.code, row.label(lang), row.meaning_id if lang == "id" else row.meaning_en)
                  for row in PRICE_KINDS],
        "categories": [("", _("All kinds of work")), *shown.categories],
        "years": [(str(year), str(year)) for year in shown.years],
        "limit": int(PRICE_DEVIATION * 100),
        "own_url": own,
    }  # fmt: skip
    return render(request, "preparation/prices.html", context)
