"""`/prioritas/kriteria/<year>/berpasangan/`: weights by judgments in pairs, with their consistency live."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language

from rembuk.algorithms.scoring import percent_of
from rembuk.apps.core.clock import now
from rembuk.apps.core.pages import page
from rembuk.apps.core.seen import FIELD, mark_of
from rembuk.apps.people.queries import person_strip
from rembuk.apps.preparation.access import planner_of
from rembuk.apps.preparation.year_tabs import year_tabs
from rembuk.rules.actions import Action
from rembuk.rules.refusals import Refusal

from ..actions.criteria import Setting, default_settings, facts_of, settings_of
from ..actions.pairs import weigh_by_pairs
from ..forms.pairs import PairsForm
from ..models import PairAnswers
from ..weighing import Weighed, firmness, weighed


@page("GET", "POST", who=Action.RULES_MANAGE)
def pairs(request: HttpRequest, year: int) -> HttpResponse:
    """Answer pair by pair; "compute" shows the weights, "use" sets them."""
    planner, lang = planner_of(request.user, year, Action.RULES_MANAGE), get_language() or "id"
    settings = settings_of(planner.cycle) or default_settings()
    kept = PairAnswers.objects.filter(cycle=planner.cycle).first()
    form = PairsForm(request.POST or None, settings=settings, kept=kept.answers if kept else ())
    found = _found(form, settings)
    is_piece = request.headers.get("HX-Request") == "true"
    if found and request.POST.get("langkah") == "pakai" and not is_piece:
        try:
            weigh_by_pairs(
                planner.cycle, settings, form.answers(), form.weights(), by=planner.user, now=now(),
                seen=request.POST.get(FIELD),
            )  # fmt: skip
            return redirect(f"{reverse('priorities:edit', args=[year])}?selesai=ya")
        except Refusal as refusal:
            form.add_error(None, refusal.text(lang))
    context = {
        "person": person_strip(planner.user),
        "cycle": planner.cycle,
        "form": form,
        "found": found,
        "seen": mark_of(facts_of(settings)),
        "tabs": year_tabs(planner.user, planner.cycle, "edit"),
    }
    template = "priorities/_weighed.html" if is_piece else "priorities/pairs.html"
    return render(request, template, context, status=422 if form.errors and not is_piece else 200)


@page("GET", who=Action.RULES_MANAGE)
def firm(request: HttpRequest, year: int) -> HttpResponse:
    """How firm the list is: over thousands of weightings, and the weight at which it tips."""
    planner, lang = planner_of(request.user, year, Action.RULES_MANAGE), get_language() or "id"
    context = {
        "person": person_strip(planner.user),
        "cycle": planner.cycle,
        "firm": firmness(planner.cycle, lang),
        "tabs": year_tabs(planner.user, planner.cycle, "edit"),
    }
    return render(request, "priorities/firm.html", context)


def _found(form: PairsForm, settings: tuple[Setting, ...]) -> Weighed | None:
    if not form.is_bound or not form.is_valid():
        return None
    weights = form.weights()
    return weighed(weights, percent_of(weights.weights), {row.code: row.label for row in settings})
