"""`/tugas/urungkan/`: take back what was decided a moment ago; the form comes back as it was filled in."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language

from rembuk.apps.core.clock import now
from rembuk.apps.core.pages import page
from rembuk.apps.people.access import the_person
from rembuk.apps.proposals.access import proposal_for
from rembuk.rules.proposal_flow import STEP

from ..access import DESK_ACTIONS
from ..actions.hold import take_back
from ..forms.step import StepForm, as_typed
from ..kept import given_back
from .address import after_deciding, list_in
from .decide import sheet_page


@page("POST", who=DESK_ACTIONS)
def undo(request: HttpRequest) -> HttpResponse:
    """Whoever decided, until it is in force; then it is too late, and that is said."""
    by, came_from = the_person(request.user), list_in(request.POST)
    rows = take_back(_batch(request.POST.get("putusan", "")), by=by, now=now())
    if len(rows) != 1 or rows[0].kind != "step":
        return redirect(after_deciding(by, came_from, said="urung" if rows else "terlambat"))
    row = rows[0]
    proposal, step = proposal_for(by, row.proposal.code or ""), STEP[row.step]
    typed = as_typed(given_back(row.inputs))
    form = StepForm(step=step, proposal=proposal, lang=get_language() or "id", initial=typed)
    return sheet_page(request, proposal, by, wanted=step.id, form=form, undone=True)


def _batch(text: str) -> UUID:
    """Nobody's, where it is none."""
    try:
        return UUID(text)
    except ValueError:
        return UUID(int=0)
