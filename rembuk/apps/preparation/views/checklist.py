"""`/persiapan/<year>/daftar-periksa/`: what has to be ready, ticked one by one."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language

from rembuk.apps.core.clock import now
from rembuk.apps.core.pages import page
from rembuk.rules.actions import Action

from ..access import checklist_item_of, planner_of
from ..actions.checklist import add_line, tick
from ..forms.planning import LineForm, TickForm
from ..queries.planning import checklist_lines
from .frame import done_url, frame


@page("GET", "POST", who=Action.CHECKLIST_MANAGE)
def checklist(request: HttpRequest, year: int) -> HttpResponse:
    """The list with its progress; posting adds a line of one's own."""
    planner = planner_of(request.user, year, Action.CHECKLIST_MANAGE)
    form = LineForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        add_line(planner.cycle, label=form.cleaned_data["label"], by=planner.user, now=now())
        return redirect(done_url("checklist", planner.cycle, "tersimpan"))
    lines = checklist_lines(planner.cycle, get_language() or "id")
    done = sum(line.is_done for line in lines)
    context = frame(request, planner.user, planner.cycle, "checklist") | {
        "lines": lines,
        "pages": {line.page: reverse(f"preparation:{line.page}", args=[year]) for line in lines if line.page},
        "done": done,
        "count": len(lines),
        "percent": done * 100 // len(lines) if lines else 0,
        "form": form,
    }
    return render(request, "preparation/checklist.html", context, status=422 if form.errors else 200)


@page("POST", who=Action.CHECKLIST_MANAGE)
def tick_line(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    planner = planner_of(request.user, year, Action.CHECKLIST_MANAGE)
    item, form = checklist_item_of(planner.cycle, pk), TickForm(request.POST)
    if form.is_valid():
        tick(item, done=form.cleaned_data["done"], note=form.cleaned_data["note"], by=planner.user, now=now())
    return redirect(f"{reverse('preparation:checklist', args=[year])}#baris-{pk}")
