"""`/prioritas/hasil/`: published results, why each project is in or not, and the files that prove it."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import get_language

from rembuk.apps.core.format import date_text
from rembuk.apps.core.media import Keep, media_answer
from rembuk.apps.core.pages import PUBLIC, page
from rembuk.apps.places.queries import government

from ..access import public_result
from ..explained import Explanation, explain
from ..forms.share import ReceiptForm
from ..models import Adoption, ForumResultChange, RunProject
from ..own_share import share_of
from ..published import as_json, change_lines, paper_of, published_lines
from ..result import names_of, result_of


@page("GET", who=PUBLIC, depends=("priorities",))
def results(request: HttpRequest) -> HttpResponse:
    """All published results, the latest first."""
    served, lang = government(), get_language() or "id"
    rows = published_lines(served.code, lang) if served else []
    return render(request, "priorities/results.html", {"results": rows})


@page("GET", who=PUBLIC, depends=("priorities", "places"))
def result(request: HttpRequest, code: str) -> HttpResponse:
    """The finding, the list with reasons, what forums changed, the panel, and how to check it."""
    adoption, lang = public_result(code), get_language() or "id"
    changes = list(adoption.changes.select_related("project"))
    projects = list(adoption.run.projects.all())
    context = {
        "adoption": adoption,
        "round": adoption.run.round,
        "run": adoption.run,
        "when": date_text(adoption.confirmed_at, lang) if adoption.confirmed_at else "",
        "result": result_of(adoption.run, projects, lang, changes),
        "changes": change_lines(changes, lang),
    }
    return render(request, "priorities/result.html", context)


@page("GET", who=PUBLIC, depends=("priorities", "places"))
def why(request: HttpRequest, code: str, project: str) -> HttpResponse:
    """Why one project is in or not, to the last rupiah."""
    adoption, lang = public_result(code), get_language() or "id"
    row, explanation = _explained(adoption, project, lang)
    context = {
        "adoption": adoption,
        "round": adoption.run.round,
        "project": row,
        "why": explanation,
    }
    return render(request, "priorities/why.html", context)


@page("GET", who=PUBLIC)
def why_paper(request: HttpRequest, code: str, project: str) -> HttpResponse:
    """The same on one page for the board of the village."""
    adoption = public_result(code)
    row, explanation = _explained(adoption, project, "id")
    answer = HttpResponse(paper_of(adoption, row, explanation), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="penjelasan-{row.project}.pdf"'
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return answer


@page("GET", who=PUBLIC)
def why_data(request: HttpRequest, code: str, project: str) -> HttpResponse:
    """The same for programs."""
    adoption, lang = public_result(code), get_language() or "id"
    row, explanation = _explained(adoption, project, lang)
    return JsonResponse(as_json(adoption, row, explanation), json_dumps_params={"ensure_ascii": False})


@page("GET", who=PUBLIC)
def bundle(request: HttpRequest, code: str) -> HttpResponseBase:
    """Everything that proves the result, for `rembuk verify`."""
    adoption = public_result(code)
    return media_answer(request, adoption.bundle_file, keep=Keep.FOR_EVER, download_as=f"hasil-{code}.zip")


@page("GET", who=PUBLIC)
def ballots(request: HttpRequest, code: str) -> HttpResponseBase:
    """Projects and ballots in the format of researchers."""
    adoption = public_result(code)
    return media_answer(request, adoption.ballots_file, keep=Keep.FOR_EVER, download_as=f"pilihan-{code}.pb")


@page("GET", "POST", who=PUBLIC)
def own_share(request: HttpRequest, code: str) -> HttpResponse:
    """What the share of one ballot paid for: asked by its holder with the receipt, and kept nowhere."""
    adoption, lang = public_result(code), get_language() or "id"
    form = ReceiptForm(request.POST or None)
    share = None
    if request.method == "POST" and form.is_valid():
        share = share_of(adoption.run, form.cleaned_data["receipt"], lang)
        if share is None:
            form.unknown()
    context = {"adoption": adoption, "round": adoption.run.round, "form": form, "share": share}
    answer = render(request, "priorities/own_share.html", context, status=422 if form.errors else 200)
    answer["Cache-Control"] = "private, no-store"
    return answer


def _explained(adoption: Adoption, project: str, lang: str) -> tuple[RunProject, Explanation]:
    rows = list(RunProject.objects.filter(run=adoption.run))
    row = next((one for one in rows if one.project == project), None)
    if row is None:
        raise Http404
    change = ForumResultChange.objects.filter(adoption=adoption, project=row).first()
    names = names_of(adoption.run, rows, lang)
    titles = {one.project: one.title for one in rows}
    return row, explain(row, titles, names.limits, lang, change)
