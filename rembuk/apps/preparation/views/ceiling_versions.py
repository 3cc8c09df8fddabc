"""`/pagu/hitungan/` and `/pagu/lampiran.pdf`: how the ceilings were calculated, on a page and as an annex."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from rembuk.algorithms.documents import CeilingAnnex, ceiling_annex_pdf
from rembuk.apps.core.clock import today
from rembuk.apps.core.pages import PUBLIC, page
from rembuk.apps.places.queries import government

from ..models import CeilingVersion, PlanningCycle
from ..queries.ceiling_versions import VersionShown, shown_version, version_of
from ..queries.money import years_with_ceilings

_KEYS = ("tahun", "versi")
_DEPENDS = ("calendar", "places")


@page("GET", who=PUBLIC, depends=_DEPENDS, keys=_KEYS)
def calculation(request: HttpRequest) -> HttpResponse:
    """From the income to each sub-district, with every figure; older versions stay."""
    cycle, row = _asked(request)
    lang = get_language() or "id"
    own = reverse("preparation:calculation")
    context = {
        "cycle": cycle,
        "shown": shown_version(row, cycle, lang) if cycle and row else None,
        "versions": [
            (_("Version %(number)s") % {"number": other.version},
             f"{own}?tahun={cycle.plan_year}&versi={other.version}", other == row)
            for other in cycle.ceiling_versions.all()
        ] if cycle else [],
        "annex": f"{reverse('preparation:annex')}{_query(cycle, row)}",
        "above": ((_("Money available"), reverse("preparation:ceilings")),),
    }  # fmt: skip
    return render(request, "preparation/calculation.html", context)


@page("GET", who=PUBLIC, depends=_DEPENDS, keys=_KEYS)
def annex(request: HttpRequest) -> HttpResponse:
    """The same on paper, in Indonesian whatever the language of the page."""
    cycle, row = _asked(request)
    served = government()
    if cycle is None or row is None or served is None:
        raise Http404
    shown = shown_version(row, cycle, "id")
    address = f"{settings.REMBUK_PUBLIC_URL}{reverse('preparation:calculation')}{_query(cycle, row)}"
    content = ceiling_annex_pdf(_annex(shown, served.name, address, practice=served.practice))
    answer = HttpResponse(content, content_type="application/pdf")
    name = f"lampiran-pagu-{cycle.plan_year}-v{row.version}.pdf"
    answer["Content-Disposition"] = f'inline; filename="{name}"'
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return answer


def _annex(shown: VersionShown, government_name: str, url: str, *, practice: bool) -> CeilingAnnex:
    return CeilingAnnex(
        government=government_name, basis=shown.basis, cycle=shown.cycle_title, version=shown.version,
        calculated_on=today(shown.at), in_time=shown.in_time, url=url,
        aside=tuple((line.label, line.official, line.amount, line.kind) for line in shown.aside),
        measures=shown.measures, rules=shown.rules,
        areas=tuple(
            (area.name.removeprefix("Kecamatan "), area.figures, area.base, area.need, area.amount)
            for area in shown.areas
        ),
        sha256=shown.sha256, practice=practice,
    )  # fmt: skip


def _asked(request: HttpRequest) -> tuple[PlanningCycle | None, CeilingVersion | None]:
    """The year asked for, else the latest that was calculated."""
    served = government()
    years = years_with_ceilings(served.code) if served else []
    asked = [year for year in years if str(year.plan_year) == request.GET.get("tahun")]
    for cycle in asked or years:
        row = version_of(cycle, request.GET.get("versi", ""))
        if row is not None or asked:
            return cycle, row
    return next(iter(years), None), None


def _query(cycle: PlanningCycle | None, row: CeilingVersion | None) -> str:
    return f"?tahun={cycle.plan_year}&versi={row.version}" if cycle and row else ""
