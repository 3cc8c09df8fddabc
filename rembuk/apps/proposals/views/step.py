"""`/usulan/<code>/langkah/<step>/`: a step that the proposer or a resident of the place takes."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language

from rembuk.apps.core.clock import now
from rembuk.apps.core.pages import SIGNED_IN, page
from rembuk.apps.people.access import the_person
from rembuk.apps.people.queries import person_strip
from rembuk.rules.proposal_flow import STEP, find_step

from ..access import acting, proposal_for, situation
from ..actions.move import InputsRefused
from ..actions.resident import take_own_step
from ..forms.step import ProposerStepForm
from ..queries import return_of


@page("GET", "POST", who=SIGNED_IN, takes_files=True)
def step(request: HttpRequest, code: str, step_id: str) -> HttpResponse:
    """The form of one step, with the words of the rules; refusals are sentences."""
    proposal, by, lang = proposal_for(request.user, code), the_person(request.user), get_language() or "id"
    row = STEP.get(step_id)
    if row is None or row.relation is None:
        raise Http404
    find_step(step_id, situation(proposal, now=now()), acting(by, proposal))
    given = (request.POST, request.FILES) if request.method == "POST" else ()
    form = ProposerStepForm(*given, step=row, proposal=proposal, lang=lang)
    if request.method == "POST" and form.is_valid():
        try:
            take_own_step(proposal, row, by=by, now=now(), inputs=form.inputs())
            return redirect("proposals:personal", code=proposal.code)
        except InputsRefused as refused:
            form.show(refused.problems, lang)
    context = {
        "proposal": proposal,
        "form": form,
        "label": row.label(lang),
        "person": person_strip(by),
        "returned": return_of(proposal, lang) if row.id == "resubmit" else None,
    }
    return render(request, "proposals/step.html", context, status=422 if form.errors else 200)
