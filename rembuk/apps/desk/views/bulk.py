"""`/tugas/banyak/`: choose many, see what a step would do to each, decide."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language

from rembuk.apps.core.clock import now
from rembuk.apps.core.format import rupiah
from rembuk.apps.core.pages import page
from rembuk.apps.people.access import the_person
from rembuk.apps.people.models import User
from rembuk.apps.people.queries import person_strip
from rembuk.apps.proposals.access import acting, situations
from rembuk.apps.proposals.models import Proposal
from rembuk.rules.proposal_flow import STATE, State, Step, steps_open

from ..access import DESK_ACTIONS
from ..actions.decide import MOST_AT_ONCE, Effect, decide_many, effects
from ..actions.hold import is_held
from ..forms.step import StepForm
from ..queries.held import own_held
from ..waiting import is_desk_step, waiting_for
from .address import after_deciding, list_in, query_of

# Each proposal has its own of these: they are decided one by one.
_SINGLY = frozenset(
    {
        "photos", "final_photos", "merge_target", "gps_position", "measured_volume", "village_plan_line",
        "change_note", "safeguard_note",
    }
)  # fmt: skip


@page("POST", who=DESK_ACTIONS)
def bulk(request: HttpRequest) -> HttpResponse:
    """Three looks at the same form: which step, what it would do, and which of them it could not do."""
    by, lang = the_person(request.user), get_language() or "id"
    chosen = _chosen(request, by)
    if not chosen:
        return redirect("desk:inbox")
    steps = _common_steps(chosen, by)
    step = next((row for row in steps if row.id == request.POST.get("langkah")), None)
    form: StepForm | None = None
    done: tuple[Effect, ...] = ()
    if step is not None:
        answered = "putuskan" in request.POST
        given = (request.POST,) if answered else ()
        form = StepForm(*given, step=step, proposal=chosen[0], lang=lang, for_many=True)
        if answered and form.is_valid():
            done = decide_many(chosen, step.id, by=by, now=now(), inputs=form.inputs())
            if all(row.refusal is None for row in done):
                said = "" if is_held(step) else "ya"
                return redirect(after_deciding(by, list_in(request.POST), said=said))
    told = done or (effects(chosen, step.id, by=by, now=now()) if step else ())
    context = {
        "person": person_strip(by),
        "proposals": chosen,
        "steps": [(row.id, row.label(lang), count) for row, count in steps.items()],
        "step": step,
        "label": step.label(lang) if step else "",
        "becomes": STATE[step.to].label(lang) if step and step.to != step.at else "",
        "form": form,
        "goes": [(row.proposal, _amount(row.proposal, lang)) for row in told if row.refusal is None],
        "stays": [(row.proposal, row.refusal.text(lang)) for row in told if row.refusal is not None],
        "is_done": bool(done),
        "undoable": own_held(by, lang, now=now())[0][-1:] if done else (),
        "list_query": query_of(list_in(request.POST)),
    }
    return render(request, "desk/bulk.html", context, status=422 if form is not None and form.errors else 200)


def _amount(proposal: Proposal, lang: str) -> str:
    """What stands in it now, which is what it gets where no amount is given for all."""
    amount = proposal.amount_agreed if proposal.amount_agreed is not None else proposal.estimated_cost
    return rupiah(amount, lang) if amount is not None else ""


def _chosen(request: HttpRequest, by: User) -> list[Proposal]:
    """Only what waits for this person, or did a moment ago: an id from elsewhere is left out in silence."""
    ids = [
        int(text)
        for text in request.POST.getlist("pilih")[:MOST_AT_ONCE]
        if text.isdecimal() and len(text) < 16
    ]
    rows = (
        Proposal.objects.filter(tenant=by.tenant, is_public=True)
        if "putuskan" in request.POST
        else waiting_for(by)
    )
    return list(rows.filter(pk__in=ids).select_related("cycle").order_by("id"))


def _is_single(step: Step) -> bool:
    return bool(step.second_approver or step.to == State.GRANT_ROUTE or _SINGLY & set(step.requires))


def _common_steps(proposals: list[Proposal], by: User) -> dict[Step, int]:
    """Steps open for at least one of them, and for how many; none that each needs its own papers for."""
    found: dict[Step, int] = {}
    stand = situations(proposals, now=now())
    for proposal in proposals:
        for step in steps_open(stand[proposal.pk], acting(by, proposal)):
            if is_desk_step(step) and not _is_single(step):
                found[step] = found.get(step, 0) + 1
    return found
