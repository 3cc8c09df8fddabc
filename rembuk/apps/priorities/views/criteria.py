"""`/prioritas/kriteria/`: the yardsticks everybody can read, and the page on which the team sets them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language

from rembuk.apps.core.clock import now
from rembuk.apps.core.pages import PUBLIC, page
from rembuk.apps.core.seen import FIELD, ChangedMeanwhile, mark_of
from rembuk.apps.people.access import the_person
from rembuk.apps.people.queries import person_strip
from rembuk.apps.places.queries import government
from rembuk.apps.preparation.access import planner_of
from rembuk.apps.preparation.queries import current_cycles
from rembuk.apps.preparation.year_tabs import year_tabs
from rembuk.rules.actions import Action
from rembuk.rules.refusals import Refusal

from ..actions.criteria import default_settings, facts_of, set_criteria, settings_of
from ..forms.criteria import CriteriaForm
from ..queries import criteria_of, progress_of


@page("GET", who=PUBLIC, depends=("priorities", "calendar"))
def criteria(request: HttpRequest) -> HttpResponse:
    """Every year at work with its yardsticks."""
    served, lang = government(), get_language() or "id"
    years = current_cycles(served.code, now())[::-1] if served else []
    return render(
        request, "priorities/criteria.html", {"years": [(row, criteria_of(row, lang)) for row in years]}
    )


@page("GET", who=Action.RULES_MANAGE)
def choose(request: HttpRequest) -> HttpResponse:
    """The page of the latest year at work."""
    years = current_cycles(the_person(request.user).tenant, now())
    if not years:
        return redirect("preparation:manage")
    return redirect("priorities:edit", year=years[-1].plan_year)


@page("GET", "POST", who=Action.RULES_MANAGE)
def edit(request: HttpRequest, year: int) -> HttpResponse:
    """Change weights and goalposts; the worker scores everything anew and this page tells how far."""
    planner, lang = planner_of(request.user, year, Action.RULES_MANAGE), get_language() or "id"
    present, seen = settings_of(planner.cycle), request.POST.get(FIELD)
    form = CriteriaForm(request.POST or None, settings=present or default_settings())
    if request.method == "POST" and form.is_valid():
        try:
            set_criteria(planner.cycle, form.wanted(), by=planner.user, now=now(), seen=seen)
            return redirect(f"{reverse('priorities:edit', args=[year])}?selesai=ya")
        except ChangedMeanwhile as refusal:
            seen, present = None, settings_of(planner.cycle)
            form.tell(refusal, present)
        except Refusal as refusal:
            form.add_error(None, refusal.text(lang))
    context = {
        "person": person_strip(planner.user),
        "cycle": planner.cycle,
        "form": form,
        "lines": form.lines(),
        "seen": seen or mark_of(facts_of(present)),
        "tabs": year_tabs(planner.user, planner.cycle, "edit"),
        "saved": request.GET.get("selesai") == "ya",
        "scoring": progress_of(planner.cycle, lang),
    }
    return render(request, "priorities/edit.html", context, status=422 if form.errors else 200)


@page("GET", who=Action.RULES_MANAGE)
def scoring(request: HttpRequest, year: int) -> HttpResponse:
    """How far the scores are: the piece of the page that asks for itself until they are done."""
    cycle = planner_of(request.user, year, Action.RULES_MANAGE).cycle
    context = {"cycle": cycle, "scoring": progress_of(cycle, get_language() or "id")}
    return render(request, "priorities/_scoring.html", context)
