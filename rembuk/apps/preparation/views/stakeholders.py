"""`/persiapan/<year>/pemangku/`: the map of institutions with a stake, for the planning team alone."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language

from rembuk.apps.core.clock import now
from rembuk.apps.core.pages import page
from rembuk.rules.actions import Action
from rembuk.rules.refusals import Refusal

from ..access import Planner, planner_of, stakeholder_of
from ..actions.stakeholders import add_stakeholder, change_stakeholder, invite, remove_stakeholder
from ..forms.planning import StakeholderForm
from ..models import Stakeholder
from ..queries.planning import stakeholder_lines
from ..stakeholder_map import grid_of
from .frame import done_url, frame


@page("GET", "POST", who=Action.STAKEHOLDER_MANAGE)
def stakeholders(request: HttpRequest, year: int) -> HttpResponse:
    """The map, the list, and a form for one more."""
    planner = planner_of(request.user, year, Action.STAKEHOLDER_MANAGE)
    lang = get_language() or "id"
    form = StakeholderForm(request.POST or None, lang=lang)
    if request.method == "POST" and form.is_valid() and _saved(form, planner, None, lang):
        return redirect(done_url("stakeholders", planner.cycle, "tersimpan"))
    lines = stakeholder_lines(planner.cycle, lang)
    context = frame(request, planner.user, planner.cycle, "stakeholders") | {
        "lines": lines,
        "grid": grid_of([(line.name, line.influence, line.interest) for line in lines]),
        "invited": sum(line.is_invited for line in lines),
        "form": form,
    }
    return render(request, "preparation/stakeholders.html", context, status=422 if form.errors else 200)


@page("GET", "POST", who=Action.STAKEHOLDER_MANAGE)
def stakeholder(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    """Change one institution, or remove it."""
    planner = planner_of(request.user, year, Action.STAKEHOLDER_MANAGE)
    row, lang = stakeholder_of(planner.cycle, pk), get_language() or "id"
    name = row.name
    if request.POST.get("langkah") == "hapus":
        remove_stakeholder(row, by=planner.user, now=now())
        return redirect(done_url("stakeholders", planner.cycle, "dihapus"))
    form = StakeholderForm(request.POST or None, lang=lang, initial=StakeholderForm.initial_of(row))
    if request.method == "POST" and form.is_valid() and _saved(form, planner, row, lang):
        return redirect(done_url("stakeholders", planner.cycle, "tersimpan"))
    context = frame(request, planner.user, planner.cycle, "stakeholders") | {"form": form, "name": name}
    return render(request, "preparation/stakeholder.html", context, status=422 if form.errors else 200)


@page("POST", who=Action.STAKEHOLDER_MANAGE)
def invite_stakeholder(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    planner = planner_of(request.user, year, Action.STAKEHOLDER_MANAGE)
    row = stakeholder_of(planner.cycle, pk)
    invite(row, invited=request.POST.get("diundang") == "ya", by=planner.user, now=now())
    return redirect(done_url("stakeholders", planner.cycle, "tersimpan"))


def _saved(form: StakeholderForm, planner: Planner, row: Stakeholder | None, lang: str) -> bool:
    try:
        if row is None:
            add_stakeholder(planner.cycle, facts=form.facts(), by=planner.user, now=now())
        else:
            change_stakeholder(row, facts=form.facts(), by=planner.user, now=now())
    except Refusal as refusal:
        form.add_error("name", refusal.text(lang))
    return not form.errors
