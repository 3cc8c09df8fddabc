"""`/pagu/` and `/pagu.csv`: how much money there is, how much is taken, how much is left."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from rembuk.algorithms.tabular import csv_chunks
from rembuk.apps.core.pages import PUBLIC, page
from rembuk.apps.places.queries import government

from ..models import PlanningCycle
from ..queries.ceiling_versions import aside_lines, version_of
from ..queries.money import MoneyLine, money_of, total_of, years_with_ceilings

_COLUMNS = ("tahun", "kode_wilayah", "wilayah", "bidang", "pagu", "terpakai", "sisa", "dasar")


@page("GET", who=PUBLIC, depends=("calendar", "proposals", "places"), keys=("tahun",))
def ceilings(request: HttpRequest) -> HttpResponse:
    """The latest year that has ceilings, unless another is asked for."""
    years, cycle = _years(request)
    lang = get_language() or "id"
    rows = money_of(cycle, lang) if cycle else []
    own = reverse("preparation:ceilings")
    version = version_of(cycle) if cycle else None
    calculated = {row["code"]: row["amount"] for row in version.result} if version else {}
    context = {
        "cycle": cycle,
        "rows": rows,
        "lines": [line for row in rows for line in (row.total, *row.sectors)],
        "total": total_of(rows, _("All sub-districts"), lang) if rows else None,
        "aside": aside_lines(version, lang) if version else (),
        "differs": bool(version)
        and any(row.total.ceiling != calculated.get(row.total.region_code) for row in rows),
        "bases": sorted({line.basis for row in rows for line in (row.total, *row.sectors) if line.basis}),
        "years": [(year.title, f"{own}?tahun={year.plan_year}", year == cycle) for year in years],
        "file": f"{reverse('preparation:ceilings_file')}?tahun={cycle.plan_year}" if cycle else "",
    }
    return render(request, "preparation/ceilings.html", context)


@page("GET", who=PUBLIC, depends=("calendar", "proposals", "places"), keys=("tahun",))
def ceilings_file(request: HttpRequest) -> HttpResponse:
    """The same numbers for a spreadsheet: names of columns as in the open data, always Indonesian."""
    _all_years, cycle = _years(request)
    rows = [
        _cells(line, cycle)
        for row in (money_of(cycle, "id") if cycle else [])
        for line in (row.total, *row.sectors)
    ]
    return HttpResponse(b"".join(csv_chunks(_COLUMNS, rows)), content_type="text/csv; charset=utf-8")


def _cells(line: MoneyLine, cycle: PlanningCycle | None) -> list[object]:
    sector = line.label if line.sector else "semua"
    year = cycle.plan_year if cycle else ""
    return [
        year, line.region_code, line.place, sector, line.ceiling, line.used, line.left, line.basis,
    ]  # fmt: skip


def _years(request: HttpRequest) -> tuple[list[PlanningCycle], PlanningCycle | None]:
    served = government()
    years = years_with_ceilings(served.code) if served else []
    asked = [year for year in years if str(year.plan_year) == request.GET.get("tahun")]
    return years, next(iter(asked or years), None)
