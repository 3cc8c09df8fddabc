"""`/prioritas/bagi/`: the workbench of planners: ask for runs, follow them, compare two, try what if."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language

from rembuk.algorithms.allocation.errors import ElectionError
from rembuk.apps.core.clock import now
from rembuk.apps.core.format import rupiah
from rembuk.apps.core.pages import page
from rembuk.apps.people.access import the_person
from rembuk.apps.people.queries import person_strip
from rembuk.apps.rounds.models import Round, RoundProject
from rembuk.rules.actions import Action
from rembuk.rules.refusals import Refusal

from ..access import WORKBENCH, round_to_count, run_of
from ..actions.count import ask_run
from ..forms.run import RunForm
from ..models import Adoption, AllocationRun
from ..packing import election_of
from ..parameters import Parameters, default_parameters
from ..result import result_of
from ..whatif import what_if
from ..workbench import (
    ceilings_of,
    closed_lines,
    compared,
    places_of,
    progress_of,
    run_lines,
    sectors_of,
    seen_of,
)


@page("GET", who=WORKBENCH)
def rounds(request: HttpRequest) -> HttpResponse:
    """Every closed round, and what became of it."""
    by, lang = the_person(request.user), get_language() or "id"
    context = {"person": person_strip(by), "rounds": closed_lines(by.tenant, lang)}
    return render(request, "priorities/rounds.html", context)


@page("GET", "POST", who=Action.ALLOCATION_RUN)
def ask(request: HttpRequest, code: str) -> HttpResponse:
    """Fix the parameters and ask for a run; the worker computes it."""
    by, found = round_to_count(request.user, code)
    form = _form(request, found, tuple(found.projects.order_by("project")))
    if request.method == "POST" and form.is_valid():
        try:
            run = ask_run(found, form.wanted(), by=by, now=now())
            return redirect("priorities:run", code=code, number=run.number)
        except Refusal as refusal:
            form.add_error(None, refusal.text(get_language() or "id"))
    context = {"person": person_strip(by), "round": found, "form": form, "groups": form.groups()}
    return render(request, "priorities/ask.html", context, status=422 if form.errors else 200)


@page("GET", who=WORKBENCH)
def bench(request: HttpRequest, code: str) -> HttpResponse:
    """The runs of a round, and two of them to be compared."""
    (by, found), lang = round_to_count(request.user, code), get_language() or "id"
    runs = run_lines(found, lang)
    context = {
        "person": person_strip(by),
        "round": found,
        "money": rupiah(found.budget, lang),
        "runs": runs,
        "done": [(row.number, f"{row.number}. {row.rule}") for row in runs if row.is_done],
        "may_run": by.may_any([Action.ALLOCATION_RUN]),
        "may_change": by.may_any([Action.ALLOCATION_CHANGE]),
        "adoption": Adoption.objects.filter(round=found).select_related("run").first(),
    }
    return render(request, "priorities/bench.html", context)


@page("GET", who=WORKBENCH)
def run(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """One run: how far it is, or all that came out."""
    (by, found), lang = round_to_count(request.user, code), get_language() or "id"
    row = run_of(found, number)
    adoption = Adoption.objects.filter(round=found).first()
    context = {
        "person": person_strip(by),
        "round": found,
        "run": row,
        "progress": progress_of(row, lang),
        "result": result_of(row, list(row.projects.all()), lang) if row.state == "done" else None,
        "adoption": adoption,
        "may_adopt": by.may_any([Action.ALLOCATION_ADOPT, Action.ALLOCATION_CONFIRM]),
    }
    return render(request, "priorities/run.html", context)


@page("GET", who=WORKBENCH)
def progress(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """The piece of the page that asks for itself until the run is done; then the whole page comes."""
    _by, found = round_to_count(request.user, code)
    row = run_of(found, number)
    context = {"round": found, "run": row, "progress": progress_of(row, get_language() or "id")}
    answer = render(request, "priorities/_progress.html", context)
    if row.state in ("done", "failed"):
        answer["HX-Refresh"] = "true"
    return answer


@page("GET", who=WORKBENCH)
def compare(request: HttpRequest, code: str) -> HttpResponse:
    """Two finished runs side by side; without two of them, back to where they are chosen."""
    (by, found), lang = round_to_count(request.user, code), get_language() or "id"
    if not {"satu", "dua"} & request.GET.keys():
        return redirect("priorities:bench", code=code)
    first, second = (_finished(found, request.GET.get(key, "")) for key in ("satu", "dua"))
    context = {
        "person": person_strip(by),
        "round": found,
        "first": first,
        "second": second,
        "compared": compared(first, second, lang),
    }
    return render(request, "priorities/compare.html", context)


@page("GET", who=WORKBENCH)
def try_out(request: HttpRequest, code: str) -> HttpResponse:
    """What if: other parameters, answered at once; nothing is stored."""
    (by, found), lang = round_to_count(request.user, code), get_language() or "id"
    projects = tuple(found.projects.order_by("project"))
    form = _form(request, found, projects, data=request.GET if "budget" in request.GET else None)
    context = {"person": person_strip(by), "round": found, "form": form, "groups": form.groups()}
    wanted = form.start if not form.is_bound else form.wanted() if form.is_valid() else None
    if wanted is not None:
        try:
            context |= _answer(found, projects, wanted, lang)
        except (ElectionError, Refusal) as error:
            context["refused"] = error.text(lang)
    is_piece = request.headers.get("HX-Request") == "true"
    template = "priorities/_tried.html" if is_piece else "priorities/try.html"
    return render(request, template, context, status=422 if form.errors and not is_piece else 200)


def _answer(
    found: Round, projects: tuple[RoundProject, ...], wanted: Parameters, lang: str
) -> dict[str, object]:
    tried = what_if(election_of(found), projects, wanted, f"lot:{found.seed}")
    won = set(tried.winners)
    return {
        "won": [(row.title, rupiah(row.cost, lang)) for row in projects if row.project in won],
        "lost": [(row.title, rupiah(row.cost, lang)) for row in projects if row.project not in won],
        "spent": rupiah(tried.spent, lang),
        "seen": seen_of(tried.left_out, lang),
    }


def _form(
    request: HttpRequest, found: Round, projects: tuple[RoundProject, ...], data: object = None
) -> RunForm:
    lang = get_language() or "id"
    try:
        voters = election_of(found).ballots.voters
    except ElectionError:
        voters = 0
    start = default_parameters(found, voters, ceilings_of(found, projects))
    given = data or (request.POST if request.method == "POST" else None)
    return RunForm(
        given, start=start, places=places_of(found, projects, lang), sectors=sectors_of(projects, lang)
    )


def _finished(found: Round, number: str) -> AllocationRun:
    if not (number.isascii() and number.isdecimal() and len(number) < 6):
        raise Http404
    row = run_of(found, int(number))
    if row.state != "done":
        raise Http404
    return row
