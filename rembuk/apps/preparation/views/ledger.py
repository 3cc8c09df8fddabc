"""`/pagu/neraca/` and its file: what each sub-district received against its fair share, over the years."""

import csv
import io

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from rembuk.apps.core.pages import PUBLIC, page
from rembuk.apps.places.queries import government
from rembuk.rules.fairness import LEDGER_WEIGHTS, LEDGER_YEARS

from ..queries.ledger import ledger

_DEPENDS = ("calendar", "places")


@page("GET", who=PUBLIC, depends=_DEPENDS)
def balance(request: HttpRequest) -> HttpResponse:
    """Those who received least of their share stand first."""
    served = government()
    shown = ledger(served.code, get_language() or "id") if served else None
    context = {
        "shown": shown,
        "few": sum(row.is_less for row in shown.rows) if shown else 0,
        "least": f"{float(LEDGER_WEIGHTS[0]):g}".replace(".", "," if get_language() == "id" else "."),
        "most": f"{float(LEDGER_WEIGHTS[1]):g}",
        "most_years": LEDGER_YEARS,
        "file": reverse("preparation:balance_file"),
        "above": ((_("Money available"), reverse("preparation:ceilings")),),
    }
    return render(request, "preparation/ledger.html", context)


@page("GET", who=PUBLIC, depends=_DEPENDS)
def balance_file(_request: HttpRequest) -> HttpResponse:
    """A line a sub-district and year: names of columns as in the open data, always Indonesian."""
    served = government()
    out = io.StringIO()
    file = csv.writer(out)
    file.writerow(["tahun", "kode_wilayah", "wilayah", "diterima", "bagian_adil", "bobot_kecamatan"])
    for row in ledger(served.code, "id").rows if served else ():
        for cell in row.cells:
            file.writerow(
                [cell.year, row.code, row.name, cell.received, cell.fair, f"{float(row.weight):.2f}"]
            )
    return HttpResponse(out.getvalue().encode("utf-8-sig"), content_type="text/csv; charset=utf-8")
