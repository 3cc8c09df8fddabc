"""`/prioritas/nilai/<code>/`: give what no figure answers."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language

from rembuk.apps.core.clock import now
from rembuk.apps.core.format import number
from rembuk.apps.core.pages import page
from rembuk.apps.people.access import the_person
from rembuk.apps.people.queries import person_strip
from rembuk.apps.proposals.access import proposal_for
from rembuk.rules.actions import Action

from ..access import check_may_judge
from ..actions.criteria import judge_all
from ..forms.judge import JudgeForm
from ..models import ProposalScore
from ..queries import bars_of, judged_criteria


@page("GET", "POST", who=Action.PROPOSAL_RANK)
def judge(request: HttpRequest, code: str) -> HttpResponse:
    """The marks, and the score with its bars as it stands."""
    by, lang = the_person(request.user), get_language() or "id"
    proposal = proposal_for(request.user, code)
    check_may_judge(by, proposal)
    rows = judged_criteria(proposal)
    form = JudgeForm(request.POST or None, rows=rows)
    if request.method == "POST" and form.is_valid():
        judge_all(proposal, form.marks(), by=by, now=now())
        return redirect(f"{request.path}?selesai=ya")
    score = ProposalScore.objects.filter(proposal=proposal).first()
    context = {
        "person": person_strip(by),
        "proposal": proposal,
        "form": form,
        "has_questions": bool(rows),
        "bars": bars_of(score, lang),
        "total": number(score.total, lang) if score else "",
        "saved": request.GET.get("selesai") == "ya",
    }
    return render(request, "priorities/judge.html", context, status=422 if form.errors else 200)
