"""`/persiapan/<year>/pemangku/`: the map of institutions with a stake, for the planning team alone."""

from dataclasses import asdict

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language

from rembuk.apps.core.clock import now
from rembuk.apps.core.pages import page
from rembuk.apps.core.seen import FIELD, ChangedMeanwhile, mark_of
from rembuk.rules.actions import Action
from rembuk.rules.refusals import Refusal

from ..access import Planner, planner_of, stakeholder_of
from ..actions.stakeholders import (
    add_stakeholder,
    change_stakeholder,
    facts_of,
    invite,
    remove_stakeholder,
)
from ..forms.planning import StakeholderForm
from ..models import Stakeholder
from ..queries.planning import stakeholder_lines
from ..stakeholder_map import grid_of
from .frame import done_url, frame, status_of, tell


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
        "seen": "",
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
    told = form.non_field_errors()
    context = frame(request, planner.user, planner.cycle, "stakeholders") | {
        "form": form,
        "name": name,
        "seen": (not told and request.POST.get(FIELD)) or mark_of(asdict(facts_of(row))),
    }
    return render(request, "preparation/stakeholder.html", context, status=status_of(form))


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
            seen = form.data.get(FIELD)
            change_stakeholder(row, facts=form.facts(), by=planner.user, now=now(), seen=seen)
    except ChangedMeanwhile as refusal:
        assert row is not None, "a new one stands on no page yet"
        row.refresh_from_db()
        now_there = StakeholderForm(lang=lang, initial=StakeholderForm.initial_of(row)).shown()
        tell(form, refusal, [(name, words) for name, words in now_there if (name, words) not in form.shown()])
    except Refusal as refusal:
        form.add_error("name", refusal.text(lang))
    return not form.errors
