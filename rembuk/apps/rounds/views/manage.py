"""`/pilihan/kelola/`: the planning team prepares rounds, opens, follows and closes them, prints codes."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy

from rembuk.algorithms.documents import Slips, slips_pdf
from rembuk.apps.core.clock import now, today
from rembuk.apps.core.format import moment_text, rupiah
from rembuk.apps.core.pages import page
from rembuk.apps.people.models import User
from rembuk.apps.people.queries import person_strip
from rembuk.apps.places.models import Government
from rembuk.apps.places.queries import districts, place_name, region_line, village_lines, within
from rembuk.apps.preparation.access import planner_at
from rembuk.apps.preparation.queries import current_cycles
from rembuk.apps.proposals.models import Proposal
from rembuk.rules.actions import Action
from rembuk.rules.refusals import Refusal
from rembuk.rules.rounds import SET_ASIDE_KIND, RoundState, SetAsideKind

from ..access import any_round
from ..actions.closing import close_round
from ..actions.opening import open_round
from ..actions.paper import print_codes
from ..actions.prepare import change_round, choose_projects, discard_round, draft_round, set_aside
from ..eligible import candidates, price_of
from ..forms.round import CodesForm, RoundForm, SetAsideForm
from ..models import Round, SetAside
from ..queries import limits_text, progress, round_lines, standing

_SAID = {
    "dibuat": gettext_lazy("The draft is saved with every proposal that may stand in it."),
    "tersimpan": gettext_lazy("Saved."),
    "dibuka": gettext_lazy("The round is open. Everything of it is fixed now."),
    "ditutup": gettext_lazy("The round is closed. The seed and the receipts are published."),
    "dibuang": gettext_lazy("The draft is gone."),
}


@page("GET", who=(Action.ROUND_MANAGE, Action.ROUND_ENTER_PAPER, Action.CHECK_SECOND_READ))
def manage(request: HttpRequest) -> HttpResponse:
    """All rounds, drafts too for those who prepare them."""
    lang = get_language() or "id"
    prepares = isinstance(request.user, User) and request.user.may_any([Action.ROUND_MANAGE])
    rows = Round.objects.order_by("-opens_at", "id")
    found = list((rows if prepares else rows.exclude(state=RoundState.DRAFT))[:100])
    context = _said(request) | {
        "person": person_strip(request.user),
        "lines": round_lines(found, now(), lang),
        "prepares": prepares,
    }
    return render(request, "rounds/manage.html", context)


@page("GET", "POST", who=Action.ROUND_MANAGE)
def new(request: HttpRequest) -> HttpResponse:
    """A draft of the latest year at work."""
    user, served = planner_at(request.user, Action.ROUND_MANAGE)
    years = current_cycles(served.code, now())
    if not years:
        return redirect("preparation:manage")
    form = RoundForm(request.POST or None, places=_places(served))
    if request.method == "POST" and form.is_valid():
        row = draft_round(years[-1], served, form.plan(), by=user, now=now())
        return redirect(_done("projects", row, "dibuat"))
    context = {"person": person_strip(user), "form": form, "cycle": years[-1], "round": None}
    return render(request, "rounds/edit.html", context, status=422 if form.errors else 200)


@page("GET", "POST", who=Action.ROUND_MANAGE)
def edit(request: HttpRequest, code: str) -> HttpResponse:
    """Change a draft."""
    user, served = planner_at(request.user, Action.ROUND_MANAGE)
    found = any_round(code)
    if found.state != RoundState.DRAFT:
        return redirect("rounds:console", code=code)
    form = RoundForm(request.POST or None, places=_places(served), initial=RoundForm.initial_of(found))
    if request.method == "POST" and form.is_valid():
        try:
            change_round(found, form.plan(), by=user, now=now())
            return redirect(_done("console", found, "tersimpan"))
        except Refusal as refusal:
            form.add_error(None, refusal.text(get_language() or "id"))
    context = {"person": person_strip(user), "form": form, "cycle": found.cycle, "round": found}
    return render(request, "rounds/edit.html", context, status=422 if form.errors else 200)


@page("GET", "POST", who=Action.ROUND_MANAGE)
def projects(request: HttpRequest, code: str) -> HttpResponse:
    """Which of the eligible proposals stand in a draft."""
    user, _served = planner_at(request.user, Action.ROUND_MANAGE)
    found, lang, error = any_round(code), get_language() or "id", ""
    if found.state != RoundState.DRAFT:
        return redirect("rounds:console", code=code)
    if request.method == "POST":
        chosen = [int(pk) for pk in request.POST.getlist("pilih") if pk.isdecimal() and len(pk) < 16]
        try:
            choose_projects(found, chosen, by=user, now=now())
            return redirect(_done("console", found, "tersimpan"))
        except Refusal as refusal:
            error = refusal.text(lang)
    standing_now = set(found.projects.values_list("proposal_id", flat=True))
    rows = [
        (row.pk, row.title, row.place_line, rupiah(price_of(row), lang), row.code, row.pk in standing_now)
        for row in candidates(found)[:400]
    ]
    context = _said(request) | {
        "person": person_strip(user), "round": found, "rows": rows, "error": error,
    }  # fmt: skip
    return render(request, "rounds/projects.html", context)


@page("GET", who=Action.ROUND_MANAGE)
def console(request: HttpRequest, code: str) -> HttpResponse:
    """Where a round stands and the one thing to do next."""
    user, _served = planner_at(request.user, Action.ROUND_MANAGE)
    return _console(request, user, any_round(code))


@page("POST", who=Action.ROUND_MANAGE)
def step(request: HttpRequest, code: str, step_id: str) -> HttpResponse:
    """Open, close or discard."""
    user, _served = planner_at(request.user, Action.ROUND_MANAGE)
    found = any_round(code)
    try:
        if step_id == "buka":
            open_round(found, by=user, now=now())
            return redirect(_done("console", found, "dibuka"))
        if step_id == "tutup":
            close_round(found, by=user, now=now())
            return redirect(_done("console", found, "ditutup"))
        if step_id == "buang":
            discard_round(found, by=user, now=now())
            return redirect(f"{reverse('rounds:manage')}?selesai=dibuang")
    except Refusal as refusal:
        found.refresh_from_db()
        return _console(request, user, found, error=refusal.text(get_language() or "id"), status=409)
    raise Http404


@page("POST", who=Action.ROUND_MANAGE)
def codes(request: HttpRequest, code: str) -> HttpResponse:
    """Slips as PDF: made, printed, and kept nowhere but as hashes."""
    user, served = planner_at(request.user, Action.ROUND_MANAGE)
    found = any_round(code)
    form = CodesForm(request.POST, villages=_villages(served, found))
    if not form.is_valid():
        return _console(request, user, found, codes_form=form, status=422)
    village = form.cleaned_data["village"]
    try:
        made = print_codes(found, village, form.cleaned_data["count"], by=user, now=now())
    except Refusal as refusal:
        return _console(request, user, found, error=refusal.text(get_language() or "id"), status=409)
    pdf = slips_pdf(
        Slips(
            round=found.title, place=region_line(village), codes=made, printed_on=today(),
            closes=f"Berlaku sampai {moment_text(found.closes_at)}.",
            url=settings.REMBUK_PUBLIC_URL + reverse("rounds:enter", args=[found.code]),
            practice=served.practice,
        ),
        paper=settings.REMBUK_PAPER,
    )  # fmt: skip
    answer = HttpResponse(pdf, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="kode-{found.code}.pdf"'
    return answer


@page("GET", "POST", who=Action.ROUND_MANAGE)
def aside(request: HttpRequest) -> HttpResponse:
    """Proposals that other money pays, so that they stand in no round."""
    user, served = planner_at(request.user, Action.ROUND_MANAGE)
    lang = get_language() or "id"
    if request.method == "POST" and request.POST.get("do") == "back":
        found = _proposal(served, request.POST.get("code", ""))
        if found is not None:
            set_aside(found, None, by=user, now=now())
        return redirect(f"{reverse('rounds:aside')}?selesai=tersimpan")
    form = SetAsideForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        found = _proposal(served, form.cleaned_data["code"])
        if found is None:
            form.add_error("code", str(gettext_lazy("There is no proposal with this code.")))
        else:
            kind, note = SetAsideKind(form.cleaned_data["kind"]), form.cleaned_data["note"]
            set_aside(found, kind, by=user, now=now(), text=note)
            return redirect(f"{reverse('rounds:aside')}?selesai=tersimpan")
    rows = (
        SetAside.objects.filter(proposal__tenant=served.code).select_related("proposal").order_by("-at")[:200]
    )
    context = _said(request) | {
        "person": person_strip(user),
        "form": form,
        "rows": [
            (row.proposal.code, row.proposal.title, SET_ASIDE_KIND[row.kind].label(lang), row.note)
            for row in rows
        ],
    }
    return render(request, "rounds/aside.html", context, status=422 if form.errors else 200)


def _console(
    request: HttpRequest,
    user: User,
    found: Round,
    *,
    error: str = "",
    codes_form: CodesForm | None = None,
    status: int = 200,
) -> HttpResponse:
    lang, at = get_language() or "id", now()
    served = planner_at(user, Action.ROUND_MANAGE)[1]
    word, tone, sentence = standing(found, at, lang)
    is_open = found.state == RoundState.OPEN
    context = _said(request) | {
        "person": person_strip(user),
        "round": found,
        "place": region_line(found.place_code, lang),
        "state": (word, tone),
        "sentence": sentence,
        "error": error,
        "budget": rupiah(found.budget, lang),
        "limits": limits_text(found, lang),
        "opens": moment_text(found.opens_at, lang),
        "closes": moment_text(found.closes_at, lang),
        "count": found.projects.count(),
        "progress": progress(found, lang) if is_open else None,
        "may_close": is_open and at >= found.closes_at,
        "codes_form": (codes_form or CodesForm(villages=_villages(served, found)))
        if is_open and at < found.closes_at
        else None,
    }
    return render(request, "rounds/console.html", context, status=status)


def _proposal(served: Government, code: str) -> Proposal | None:
    return Proposal.objects.filter(tenant=served.code, code=code).first()


def _places(served: Government) -> list[tuple[str, str]]:
    lang = get_language() or "id"
    inside = [(row.code, place_name(row.kind, row.name, lang)) for row in districts(served.code)]
    villages = [(row.code, row.line) for row in village_lines(served.code, lang)]
    return [(served.code, served.name), *inside, *villages]


def _villages(served: Government, found: Round) -> list[tuple[str, str]]:
    lines = village_lines(served.code, get_language() or "id")
    return [(row.code, row.line) for row in lines if within(row.code, found.place_code)]


def _said(request: HttpRequest) -> dict[str, Any]:
    word = request.GET.get("selesai", "")
    return {"said": ((("success", str(_SAID[word])),) if word in _SAID else ())}


def _done(name: str, found: Round, word: str) -> str:
    return f"{reverse(f'rounds:{name}', args=[found.code])}?selesai={word}"
