"""Put a run forward, confirm it as the second person, record what a forum changed."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language

from rembuk.apps.core.clock import now
from rembuk.apps.core.pages import page
from rembuk.apps.people.models import User
from rembuk.apps.people.queries import person_strip
from rembuk.rules.actions import Action
from rembuk.rules.refusals import Refusal

from ..access import public_result, round_to_count, run_of
from ..actions.adopt import confirm, put_forward, take_back
from ..actions.change import Decided, effect_of, in_draft, record_change
from ..forms.run import AdoptForm, ChangeForm
from ..models import Adoption, AllocationRun, RunProject
from ..result import finding_of, lines_of, rule_text


@page("GET", "POST", who=(Action.ALLOCATION_ADOPT, Action.ALLOCATION_CONFIRM))
def adopt(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """The partner puts it forward with a reason; the head confirms it or sends it back with one."""
    (by, found), lang = round_to_count(request.user, code), get_language() or "id"
    run = run_of(found, number)
    if run.state != "done":
        raise Http404
    adoption = Adoption.objects.filter(round=found).select_related("run__round", "proposed_by").first()
    form = AdoptForm(request.POST or None)
    if request.method == "POST":
        try:
            if _step(request, form, adoption, by, run):
                return redirect("priorities:run", code=code, number=number)
        except Refusal as refusal:
            form.add_error(None, refusal.text(lang))
    context = {
        "person": person_strip(by),
        "round": found,
        "run": run,
        "rule": rule_text(run, lang),
        "finding": finding_of(run.report["own"], lang),
        "adoption": adoption,
        "is_other": adoption is not None and adoption.run_id != run.pk,
        "is_own": adoption is not None and adoption.proposed_by_id == by.pk,
        "may_adopt": by.may_any([Action.ALLOCATION_ADOPT]),
        "may_confirm": by.may_any([Action.ALLOCATION_CONFIRM]),
        "form": form,
    }
    return render(request, "priorities/adopt.html", context, status=422 if form.errors else 200)


def _step(
    request: HttpRequest, form: AdoptForm, adoption: Adoption | None, by: User, run: AllocationRun
) -> bool:
    """Do what the button says; False where the form has to be mended first."""
    wanted = request.POST.get("langkah", "")
    if wanted == "setuju" and adoption is not None:
        confirm(adoption, by=by, now=now())
        return True
    if not form.is_valid():
        return False
    if wanted == "tarik" and adoption is not None:
        take_back(adoption, reason=form.cleaned_data["reason"], by=by, now=now())
    else:
        put_forward(run, reason=form.cleaned_data["reason"], by=by, now=now())
    return True


@page("GET", "POST", who=Action.ALLOCATION_CHANGE)
def change(request: HttpRequest, code: str) -> HttpResponse:
    """Choose a project, see what turning it round does to the panel, then record it."""
    (by, _found), lang = round_to_count(request.user, code), get_language() or "id"
    adoption = public_result(code)
    rows = list(RunProject.objects.filter(run=adoption.run, changes=None).order_by("title"))
    standing = in_draft(adoption)
    form = ChangeForm(request.POST or None, projects=[(row.project, row.title) for row in rows])
    context = {
        "person": person_strip(by),
        "adoption": adoption,
        "round": adoption.run.round,
        "form": form,
        "inside": [row.title for row in rows if row.project in standing],
        "outside": [row.title for row in rows if row.project not in standing],
    }
    if request.method == "POST" and form.is_valid():
        project = get_object_or_404(RunProject, run=adoption.run, project=form.cleaned_data["project"])
        effect = effect_of(adoption, project)
        context |= {
            "effect": effect,
            "project": project,
            "lines": lines_of(effect.before, effect.after, lang),
        }
        if request.POST.get("langkah") == "catat":
            data = {key: form.cleaned_data[key] for key in ("reason", "forum", "office", "decided_on")}
            try:
                record_change(adoption, project, Decided(**data), by=by, now=now())
                return redirect("priorities:result", code=code)
            except Refusal as refusal:
                form.add_error(None, refusal.text(lang))
    return render(request, "priorities/change.html", context, status=422 if form.errors else 200)
