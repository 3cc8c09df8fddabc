"""`/usulan/<code>/kesiapan/`: is the work ready, whom does it touch, and what do they say?"""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language

from rembuk.apps.core.clock import now
from rembuk.apps.core.pages import page
from rembuk.apps.core.seen import FIELD, mark_of
from rembuk.apps.people.access import the_person
from rembuk.apps.people.queries import person_strip
from rembuk.rules.actions import Action
from rembuk.rules.readiness import may_answer_in, may_state_in
from rembuk.rules.refusals import Refusal

from ..access import proposal_for
from ..actions.readiness import RECORDING, answer_checks, role_for, state_impact, withdraw_statement
from ..forms.readiness import ReadinessForm, StatementForm
from ..models import AffectedStatement
from ..readiness_lines import marks_of, preparedness

WHO = (Action.READINESS_ANSWER, *RECORDING)


@page("GET", "POST", who=WHO)
def readiness(request: HttpRequest, code: str) -> HttpResponse:
    """Two forms on one page; `bagian` says which was sent, and what was typed in it stays."""
    proposal, by, lang = proposal_for(request.user, code), the_person(request.user), get_language() or "id"
    known = preparedness(proposal, lang)
    part = request.POST.get("bagian", "") if request.method == "POST" else ""
    recording = role_for(by, proposal, *RECORDING)
    speaks_for_one = recording is not None and recording[1] is Action.IMPACT_STATE
    checks = ReadinessForm(request.POST if part == "kesiapan" else None, known=known, lang=lang)
    statement = StatementForm(
        request.POST if part == "warga" else None, lang=lang, speaks_for_one=speaks_for_one
    )
    refused, status = "", 200
    try:
        if part == "kesiapan" and checks.is_valid():
            answer_checks(proposal, checks.answers(), by=by, now=now(), seen=request.POST.get(FIELD))
            return redirect(_own(proposal.code, "kesiapan"))
        if part == "warga" and statement.is_valid():
            state_impact(proposal, statement.given(), by=by, now=now())
            return redirect(_own(proposal.code, "warga"))
    except Refusal as refusal:
        refused, status = refusal.text(lang), 409 if refusal.code == "changed_meanwhile" else 422
    reads = bool(role_for(by, proposal, Action.READINESS_ANSWER, Action.IMPACT_RECORD))
    context = {
        "proposal": proposal,
        "person": person_strip(by),
        "known": known,
        "statements": [row for row in known.statements if reads or row.by_id == by.pk],
        "reads": reads,
        "checks": checks,
        "statement": statement,
        "may_answer": bool(role_for(by, proposal, Action.READINESS_ANSWER)) and may_answer_in(proposal.state),
        "may_state": recording is not None and may_state_in(proposal.state),
        "me": by.pk,
        "may_record": recording is not None and not speaks_for_one,
        "seen": mark_of(marks_of(proposal)),
        "refused": refused,
        "saved": request.GET.get("selesai", ""),
    }
    wrong = status == 200 and (checks.errors or statement.errors)
    return render(request, "proposals/readiness.html", context, status=422 if wrong else status)


@page("POST", who=RECORDING)
def withdraw(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Take one statement back."""
    proposal, by = proposal_for(request.user, code), the_person(request.user)
    row = AffectedStatement.objects.filter(proposal=proposal, pk=pk).first()
    if row is None:
        raise Http404
    row.proposal = proposal
    withdraw_statement(row, by=by, now=now())
    return redirect(_own(proposal.code, "ditarik"))


def _own(code: str | None, word: str) -> str:
    return f"{reverse('proposals:readiness', args=[code])}?selesai={word}"
