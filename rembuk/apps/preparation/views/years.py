"""`/persiapan/`: the planning years; `/persiapan/buka/`: open the next one."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language

from rembuk.apps.core.clock import now, today
from rembuk.apps.core.pages import page
from rembuk.apps.people.models import User
from rembuk.apps.people.queries import person_strip
from rembuk.apps.places.models import Government
from rembuk.rules.actions import Action
from rembuk.rules.refusals import Refusal
from rembuk.rules.stages import STAGE, template_windows
from rembuk.rules.words import cycle_title

from ..access import planner_at
from ..actions.cycle import open_cycle
from ..forms.years import OpenYearForm
from ..models import PlanningCycle
from ..moments import closing, opening
from ..queries import holidays
from ..queries.planning import cycle_lines
from ..wording import window_text
from .frame import done_url, said

_AHEAD, _BACK = 4, 1  # plan years offered, counted from this one
TEAM = (
    Action.CYCLE_MANAGE, Action.CHECKLIST_MANAGE, Action.STAKEHOLDER_MANAGE,
    Action.QUOTA_MANAGE, Action.CEILING_MANAGE, Action.RULES_MANAGE,
)  # fmt: skip


@page("GET", who=TEAM)
def manage(request: HttpRequest) -> HttpResponse:
    user, served = planner_at(request.user, Action.CYCLE_MANAGE)
    context = {
        "person": person_strip(user),
        "years": cycle_lines(served.code, now(), get_language() or "id"),
        "said": said(request),
    }
    return render(request, "preparation/manage.html", context)


@page("GET", "POST", who=Action.CYCLE_MANAGE)
def open_year(request: HttpRequest) -> HttpResponse:
    """Choose a year and see its windows; the second button opens it."""
    user, served = planner_at(request.user, Action.CYCLE_MANAGE)
    cycles = list(PlanningCycle.objects.filter(tenant=served.code).order_by("-plan_year"))
    form = OpenYearForm(request.POST or None, years=_years_to_open(cycles), cycles=cycles)
    preview: list[tuple[str, str]] = []
    if request.method == "POST" and form.is_valid():
        if request.POST.get("langkah") == "buka":
            opened = _opened(form, cycles, user, served)
            if opened is not None:
                return redirect(done_url("stages", opened, "dibuka"))
        else:
            preview = _preview(form.cleaned_data["plan_year"], get_language() or "id")
    context = {
        "person": person_strip(user),
        "form": form,
        "preview": preview,
        "title": cycle_title(form.cleaned_data["plan_year"]) if preview else "",
    }
    return render(request, "preparation/open_year.html", context, status=422 if form.errors else 200)


def _opened(
    form: OpenYearForm, cycles: list[PlanningCycle], user: User, served: Government
) -> PlanningCycle | None:
    """The year that was opened, or None and the reason in the form."""
    year, kept = form.cleaned_data["plan_year"], form.cleaned_data["keep_from"]
    try:
        return open_cycle(
            tenant=served.code,
            plan_year=year,
            holidays=_holidays_of(year),
            by=user,
            now=now(),
            keep_from=next((row for row in cycles if row.plan_year == kept), None),
        )
    except Refusal as refusal:
        form.add_error("plan_year", refusal.text(get_language() or "id"))
        return None


def _years_to_open(cycles: list[PlanningCycle]) -> list[int]:
    """The years around now that are not open yet, the likeliest first."""
    this, taken = today().year, {cycle.plan_year for cycle in cycles}
    free = [year for year in range(this - _BACK, this + _AHEAD + 1) if year not in taken]
    return sorted(free, key=lambda year: (year <= max(taken, default=this), year))


def _holidays_of(plan_year: int) -> frozenset[date]:
    return frozenset().union(*(holidays(year) for year in range(plan_year - 2, plan_year + 2)))


def _preview(plan_year: int, lang: str) -> list[tuple[str, str]]:
    """Each stage with the window it would get."""
    windows = template_windows(plan_year, _holidays_of(plan_year))
    return [
        (STAGE[code].label(lang), window_text(opening(first), closing(last), lang))
        for code, (first, last) in windows.items()
    ]
