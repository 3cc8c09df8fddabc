"""`/rencana-desa/`: RKP Desa and DU-RKP Desa of each village, as a page, a paper and a sheet."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language

from rembuk.algorithms.documents import COLUMNS, VillageList, VillageListKind, village_list_pdf, village_rows
from rembuk.algorithms.tabular import csv_chunks, xlsx_bytes
from rembuk.apps.core.clock import today
from rembuk.apps.core.pages import PUBLIC, page
from rembuk.apps.places.models import Government, Region
from rembuk.apps.places.queries import districts, government, place_name, region, within

from ..queries.village_lists import (
    counts_in,
    cycle_years,
    heading,
    latest_year,
    length,
    parts_of,
    village_list,
)

_KINDS: dict[str, VillageListKind] = {
    "rkp-desa": "village_annual_plan",
    "du-rkp-desa": "village_upward_proposals",
}
_TYPES = {
    "pdf": "application/pdf",
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@page("GET", who=PUBLIC, depends=("proposals",), keys=("kecamatan", "tahun"))
def villages(request: HttpRequest) -> HttpResponse:
    """Choose a sub-district, then a village."""
    served, lang = government(), get_language() or "id"
    tenant = served.code if served else ""
    years, areas = cycle_years(tenant), list(districts(tenant))
    asked = request.GET.get("tahun", "")
    year = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 5 else 0
    year = year if year in years else max(years, default=0)
    chosen = next((row for row in areas if row.code == request.GET.get("kecamatan", "")), None)
    context = {
        "areas": [("", "—"), *((row.code, place_name(row.kind, row.name, lang)) for row in areas)],
        "years": [(str(row), f"RKP Desa {row - 1} · DU-RKP {row}") for row in years],
        "year": year,
        "chosen": chosen.code if chosen else "",
        "area": place_name(chosen.kind, chosen.name, lang) if chosen else "",
        "rows": counts_in(tenant, chosen.code, year, lang) if chosen else (),
    }
    return render(request, "musrenbang/villages.html", context)


@page("GET", who=PUBLIC, depends=("proposals",))
def newest(request: HttpRequest, code: str) -> HttpResponse:
    """The lists of the newest year in which this village decided."""
    served, found = _village(code)
    year = latest_year(served.code, found.code, cycle_years(served.code))
    if year is None:
        raise Http404
    return redirect("musrenbang:village_lists", code=found.code, year=year)


@page("GET", who=PUBLIC, depends=("proposals",))
def lists(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """Both lists that the closing Musdes of a year decides on."""
    served, found = _village(code)
    lang, years = get_language() or "id", cycle_years(served.code)
    if year not in years:
        raise Http404
    shown = []
    for slug, kind in _KINDS.items():
        made = village_list(kind, found, year, served, today())
        shown.append({
            "slug": slug, "title": heading(kind, made.year, lang), "is_plan": slug == "rkp-desa",
            "parts": parts_of(made, lang), "length": length(made, lang), "basis": made.basis,
        })  # fmt: skip
    context = {
        "code": code,
        "name": place_name(found.kind, found.name, lang),
        "district": found.parent_code,
        "year": year,
        "decided_in": year - 2,
        "others": [(other, f"{other - 1}/{other}") for other in years if other != year],
        "lists": shown,
    }
    return render(request, "musrenbang/village_lists.html", context)


@page("GET", who=PUBLIC, depends=("proposals",))
def list_file(request: HttpRequest, code: str, year: str, slug: str, kind: str) -> HttpResponse:
    """One list in the columns of its official form; in Indonesian whatever the language of the page."""
    served, found = _village(code)
    if int(year) not in cycle_years(served.code):
        raise Http404
    made = village_list(_KINDS[slug], found, int(year), served, today())
    answer = HttpResponse(_content(made, kind), content_type=_TYPES[kind])
    way = "inline" if kind == "pdf" else "attachment"
    answer["Content-Disposition"] = f'{way}; filename="{slug}-{found.code}-{made.year}.{kind}"'
    return answer


def _content(made: VillageList, kind: str) -> bytes:
    if kind == "pdf":
        return village_list_pdf(made, settings.REMBUK_PAPER)
    header, rows = list(COLUMNS[made.kind]), village_rows(made)
    return b"".join(csv_chunks(header, rows)) if kind == "csv" else xlsx_bytes(header, rows)


def _village(code: str) -> tuple[Government, Region]:
    """A village that makes a plan of its own; a kelurahan is planned for by the regency."""
    served = government()
    found = region(code) if served and within(code, served.code) else None
    if served is None or found is None or found.code.count(".") != 3 or found.kind == "kelurahan":
        raise Http404
    return served, found
