"""`/usulan/<code>/saya/`: what a person may do with a proposal, as a page and as a strip."""

from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language

from rembuk.apps.core.clock import now
from rembuk.apps.core.pages import PUBLIC, SIGNED_IN, page
from rembuk.apps.people.access import person, the_person
from rembuk.apps.people.queries import person_strip
from rembuk.rules.actions import Action
from rembuk.rules.readiness import may_answer_in

from ..access import open_steps, proposal_for
from ..actions import explain
from ..actions.readiness import RECORDING, role_for
from ..actions.support import follow, support, unfollow, withdraw_support
from ..forms.question import QuestionForm
from ..models import Proposal
from ..queries import personal_state


@page("GET", who=PUBLIC)
def personal(request: HttpRequest, code: str) -> HttpResponse:
    """Support, follow, and the steps that are open to this person; a guest is shown the way in."""
    proposal = proposal_for(request.user, code)
    is_strip = "HX-Request" in request.headers
    if person(request.user) is None:
        back = reverse("portal:trace" if is_strip else "proposals:personal", args=[proposal.code])
        sign_in = f"{reverse('people:sign_in')}?next={quote(back)}"
        return (
            render(request, "proposals/_guest.html", {"sign_in": sign_in}) if is_strip else redirect(sign_in)
        )
    template = "proposals/_personal.html" if is_strip else "proposals/personal.html"
    return render(request, template, _context(request, proposal))


def _context(request: HttpRequest, proposal: Proposal) -> dict[str, object]:
    by, lang = the_person(request.user), get_language() or "id"
    steps = open_steps(by, proposal, now=now())
    return {
        "proposal": proposal,
        "person": person_strip(by),
        "mine": personal_state(by, proposal, lang),
        "steps": [(step.id, step.label(lang)) for step in steps if step.relation is not None],
        "may_support": by.may_any([Action.PROPOSAL_SUPPORT]),
        "may_follow": by.may_any([Action.PROPOSAL_FOLLOW]),
        "may_decide": any(step.relation is None for step in steps),
        "may_prepare": may_answer_in(proposal.state)
        and bool(role_for(by, proposal, Action.READINESS_ANSWER, *RECORDING)),
        "question": QuestionForm(),
    }


@page("POST", who=Action.PROPOSAL_SUPPORT)
def give_support(request: HttpRequest, code: str) -> HttpResponse:
    """Support, or take it back with `batal`."""
    proposal, by = proposal_for(request.user, code), the_person(request.user)
    (withdraw_support if "batal" in request.POST else support)(proposal, by=by, now=now())
    return _back(request, proposal)


@page("POST", who=SIGNED_IN)
def give_follow(request: HttpRequest, code: str) -> HttpResponse:
    """Be told of each step, which is a right, or with `batal` no longer, which everybody may."""
    proposal, by = proposal_for(request.user, code), the_person(request.user)
    (unfollow if "batal" in request.POST else follow)(proposal, by=by, now=now())
    return _back(request, proposal)


@page("POST", who=Action.PROPOSAL_ASK_EXPLANATION)
def ask(request: HttpRequest, code: str) -> HttpResponse:
    """Minta penjelasan, once per rejection."""
    proposal = proposal_for(request.user, code)
    form = QuestionForm(request.POST)
    if not form.is_valid():
        return render(
            request, "proposals/personal.html", _context(request, proposal) | {"question": form}, status=422
        )
    explain.ask(proposal, question=form.cleaned_data["question"], by=the_person(request.user), now=now())
    return redirect("proposals:personal", code=proposal.code)


def _back(request: HttpRequest, proposal: Proposal) -> HttpResponse:
    if "HX-Request" in request.headers:
        proposal.refresh_from_db(fields=["support_count"])
        return render(request, "proposals/_personal.html", _context(request, proposal))
    return redirect("proposals:personal", code=proposal.code)
