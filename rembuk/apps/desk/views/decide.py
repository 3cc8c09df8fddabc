"""`/usulan/<code>/verifikasi/`: one proposal on the desk, and exactly the steps that the rules open.

The same sheet as a page of its own and, for htmx, as the preview beside the list.
"""

from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language

from rembuk.apps.core.clock import now
from rembuk.apps.core.pages import page
from rembuk.apps.people.access import the_person
from rembuk.apps.people.models import User
from rembuk.apps.people.queries import person_strip
from rembuk.apps.proposals.access import acting, open_steps, proposal_for, situation
from rembuk.apps.proposals.actions.merge import unmerge
from rembuk.apps.proposals.actions.move import InputsRefused
from rembuk.apps.proposals.models import Proposal
from rembuk.apps.proposals.races import lost_race
from rembuk.rules.actions import Action
from rembuk.rules.proposal_flow import STEP, State, Step, find_step
from rembuk.rules.refusals import Refusal

from ..access import DESK_ACTIONS, may_rate
from ..actions.decide import answer
from ..actions.decide import decide as take_decision
from ..actions.rate import check_rating
from ..actions.rate import rate as keep_rating
from ..actions.take import Decided, taken_last
from ..forms.rating import RatingForm
from ..forms.step import StepForm
from ..queries.tasks import key_of
from ..sheet import advice, sheet_of
from ..waiting import is_desk_step, is_forum_step
from .address import after_deciding, list_in, narrow_of, query_of


@page("GET", "POST", who=DESK_ACTIONS, takes_files=True)
def decide(request: HttpRequest, code: str) -> HttpResponse:
    """Read, choose a step, fill in its form; a lost race keeps what was typed and shows who was faster."""
    proposal, by, lang = proposal_for(request.user, code), the_person(request.user), get_language() or "id"
    wanted = request.POST.get("langkah") or request.GET.get("langkah") or ""
    if wanted and (wanted not in STEP or not is_desk_step(STEP[wanted])):
        raise Http404
    if request.method != "POST" or not wanted:
        return sheet_page(request, proposal, by, wanted=wanted)
    step = STEP[wanted]
    form = StepForm(request.POST, request.FILES, step=step, proposal=proposal, lang=lang)
    key = key_of(proposal, narrow_of(list_in(request.POST)))
    try:
        find_step(step.id, situation(proposal, now=now()), acting(by, proposal))
        if form.is_valid():
            decided = take_decision(proposal, step, by=by, now=now(), inputs=form.inputs())
            return redirect(_after(request, proposal, step, decided, key))
    except InputsRefused as refused:
        form.show(refused.problems, lang)
    except Refusal as refusal:
        again = refusal.code in {"state", "lost_race"} and taken_last(proposal, step, by=by, now=now())
        if again:
            return redirect(_after(request, proposal, step, Decided(move=again), key))
        said = lost_race(proposal) if refusal.code == "state" else refusal
        return sheet_page(request, proposal, by, said=said, form=form)
    return sheet_page(request, proposal, by, wanted=wanted, form=form)


@page("POST", who=DESK_ACTIONS)
def second(request: HttpRequest, code: str) -> HttpResponse:
    """The second person confirms a prepared rejection or cancellation, or sends it back."""
    proposal, by = proposal_for(request.user, code), the_person(request.user)
    came_from, agreed = list_in(request.POST), request.POST.get("jawaban") == "setuju"
    key = key_of(proposal, narrow_of(came_from))
    seen = request.POST.get("dilihat", "")
    decided = answer(proposal, agreed=agreed, seen=seen, by=by, now=now())
    said = "" if decided.held else "ya" if agreed else "kembali"
    return redirect(after_deciding(by, came_from, key=key, said=said))


@page("POST", who=Action.PROPOSAL_RATE_ELIGIBILITY)
def rate(request: HttpRequest, code: str) -> HttpResponse:
    """The verification team of the village rates; it may do so anew until the forum decides."""
    proposal, by = proposal_for(request.user, code), the_person(request.user)
    check_rating(proposal, by)
    came_from, form = list_in(request.POST), RatingForm(request.POST, lang=get_language() or "id")
    key = key_of(proposal, narrow_of(came_from))
    if not form.is_valid():
        return sheet_page(request, proposal, by, rating=form)
    keep_rating(proposal, form.cleaned_data["rating"], by=by, now=now())
    return redirect(after_deciding(by, came_from, key=key, said="nilai"))


@page("POST", who=DESK_ACTIONS)
def undo_merge(request: HttpRequest, code: str) -> HttpResponse:
    """Take a merge back, as long as no forum has decided."""
    proposal, by = proposal_for(request.user, code), the_person(request.user)
    unmerge(proposal, by=by, now=now())
    return redirect(reverse("desk:decide", args=[proposal.code]) + "?tersimpan=pisah")


def sheet_page(
    request: HttpRequest,
    proposal: Proposal,
    by: User,
    *,
    wanted: str = "",
    said: Refusal | None = None,
    form: StepForm | None = None,
    rating: RatingForm | None = None,
    undone: bool = False,
) -> HttpResponse:
    """The sheet with its decision; to htmx without the frame. `form` is shown for the step `wanted`."""
    lang = get_language() or "id"
    is_piece = request.method == "GET" and request.headers.get("HX-Request") == "true"
    if said is not None:
        proposal = proposal_for(by, proposal.code or "")  # as it stands now, not as it was read
    opened = open_steps(by, proposal, now=now())
    steps = [step for step in opened if is_desk_step(step)]
    chosen = next((step for step in steps if step.id == wanted), None) if said is None else None
    with_neighbours = chosen is None or chosen.to == State.MERGED
    sheet = sheet_of(proposal, by, steps, lang, with_neighbours=with_neighbours)
    if sheet.is_settled:
        steps, chosen = [], None
    if chosen is not None and form is None:
        form = StepForm(step=chosen, proposal=proposal, lang=lang)
    if rating is None and not sheet.is_settled and may_rate(by, proposal):
        rating = RatingForm(initial={"rating": proposal.eligibility}, lang=lang)
    came_from = list_in(request.POST if request.method == "POST" else request.GET)
    context = {
        "person": person_strip(by),
        "proposal": proposal,
        "sheet": sheet,
        "steps": [(step, step.label(lang), step is chosen) for step in steps],
        "is_taken": sheet.held is not None and bool(opened),
        "in_forum": any(is_forum_step(step) for step in opened),
        "chosen": chosen,
        "chosen_label": chosen.label(lang) if chosen else "",
        "form": form if chosen else None,
        "rating": rating,
        "advice": advice(chosen, tuple(opened), lang) if chosen else (),
        "said": said.text(lang) if said else "",
        "typed": form.typed() if said and form else (),
        "saved": request.GET.get("tersimpan", ""),
        "undone": undone,
        "undoable": (sheet.undo,) if sheet.undo else (),
        "list_query": query_of(came_from),
        "is_piece": is_piece,
    }
    wrong = any(each is not None and each.errors for each in (form, rating))
    template = "desk/_sheet.html" if is_piece else "desk/decide.html"
    return render(request, template, context, status=409 if said else 422 if wrong else 200)


def _after(request: HttpRequest, proposal: Proposal, step: Step, decided: Decided, key: str) -> str:
    """What can simply be done again stays open; after a decision the list goes on."""
    came_from = list_in(request.POST)
    if step.to == step.at:
        back = {"tersimpan": "ya", "daftar": query_of(came_from)}
        return f"{reverse('desk:decide', args=[proposal.code])}?{urlencode(back)}"
    said = "" if decided.held else "menunggu" if decided.waits_for else "ya"
    return after_deciding(the_person(request.user), came_from, key=key, said=said)
