"""`/persiapan/<year>/kuota/`: how many proposals each village may raise."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language

from rembuk.apps.core.clock import now
from rembuk.apps.core.pages import page
from rembuk.apps.core.seen import FIELD, ChangedMeanwhile, mark_of
from rembuk.apps.places.queries import districts, place_name
from rembuk.rules.actions import Action

from ..access import planner_of
from ..actions.limits import quotas_shown, set_quotas
from ..forms.limits import QuotasForm
from ..queries.planning import quota_lines
from .frame import done_url, frame, status_of, tell


@page("GET", "POST", who=Action.QUOTA_MANAGE)
def quotas(request: HttpRequest, year: int) -> HttpResponse:
    """One rule for all, and the villages of one sub-district where it differs."""
    planner = planner_of(request.user, year, Action.QUOTA_MANAGE)
    cycle, lang = planner.cycle, get_language() or "id"
    found = [(row.code, place_name(row.kind, row.name, lang)) for row in districts(cycle.tenant)]
    district = next(
        (code for code, _ in found if code == request.GET.get("kecamatan")), found[0][0] if found else ""
    )
    lines = [line for line in quota_lines(cycle, lang) if line.code.startswith(f"{district}.")]
    places = [cycle.tenant, *(line.code for line in lines)]
    most = quotas_shown(cycle, places)
    seen = request.POST.get(FIELD)
    form = QuotasForm(request.POST or None, places=places, most=most)
    if request.method == "POST" and form.is_valid():
        try:
            changed = set_quotas(cycle, form.quotas(), by=planner.user, now=now(), seen=seen)
        except ChangedMeanwhile as refusal:
            most, seen = quotas_shown(cycle, places), None
            names = {line.code: line.name for line in lines}
            tell(form, refusal, [(names.get(code), most[code]) for code in form.differing(most)])
        else:
            saved = done_url("quotas", cycle, "tersimpan" if changed else "sama")
            return redirect(f"{saved}&kecamatan={district}")
    context = frame(request, planner.user, cycle, "quotas") | {
        "form": form,
        "seen": seen or mark_of(most),
        "everybody": form[cycle.tenant],
        "rows": [(line, form[line.code]) for line in lines],
        "districts": found,
        "district": district,
        "own_url": reverse("preparation:quotas", args=[year]),
        "district_name": dict(found).get(district, ""),
    }
    return render(request, "preparation/quotas.html", context, status=status_of(form))
