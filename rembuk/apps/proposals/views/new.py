"""`/usulan/baru/`: write a proposal, keep it as a draft, submit it."""

from uuid import UUID

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from rembuk.apps.core.clock import now
from rembuk.apps.core.pages import page
from rembuk.apps.core.rates import TooOften
from rembuk.apps.core.stale import typed_before
from rembuk.apps.people.access import the_person
from rembuk.apps.people.models import User
from rembuk.apps.people.queries import person_strip
from rembuk.apps.places.models import Government
from rembuk.apps.places.queries import government, region, track_of
from rembuk.apps.preparation.queries import collecting_cycle
from rembuk.rules.actions import Action
from rembuk.rules.proposal_flow import State

from ..access import villages_to_write_for
from ..actions.submit import discard_draft, save_draft, submit
from ..forms.submission import SubmissionForm, first_words, fresh_uuid
from ..models import Proposal


@page("GET", "POST", who=Action.PROPOSAL_SUBMIT, comes_back=True, takes_files=True)
def new(request: HttpRequest) -> HttpResponse:
    """The form; POST with `simpan` keeps a draft, with `hapus` drops it, else it submits."""
    by, served = the_person(request.user), government()
    if served is None:
        raise Http404
    draft = _own(by, request.GET.get("draf", ""))
    if draft is not None and draft.state != State.DRAFT:
        if request.method != "POST":  # the way back of a browser leads here
            return _done(draft)
        draft = None
    if request.method != "POST":
        return _answer(request, by, _form(request, by, draft), draft)
    if "hapus" in request.POST and draft is not None:
        discard_draft(draft, by=by, now=now())
        return _done(draft)
    form = _form(request, by, draft)
    if not form.is_valid():
        return _answer(request, by, form, draft, status=422)
    as_draft = "simpan" in request.POST
    try:
        made = (_kept if as_draft else _sent)(served, by, form)
    except TooOften as refused:  # said beside what was typed, so that nothing has to be typed again
        form.add_error(None, refused.text(get_language() or "id"))
        return _answer(request, by, form, draft, status=429)
    if _differs(made, form):
        return _answer(request, by, form, None, status=409, sent_before=made)
    return _done(made)


def _done(made: Proposal) -> HttpResponse:
    """Where a proposal goes on that was sent, kept or dropped."""
    if made.code:
        return redirect("proposals:received", code=made.code)
    kept = "tersimpan" if made.state == State.DRAFT else "dihapus"
    return redirect(f"{reverse('proposals:mine')}?draf={kept}")


def _kept(served: Government, by: User, form: SubmissionForm) -> Proposal:
    uuid = form.cleaned_data["uuid"]
    return save_draft(government=served, uuid=uuid, by=by, now=now(), data=form.submission())


def _sent(served: Government, by: User, form: SubmissionForm) -> Proposal:
    """A retry of the same number finds what the first one made."""
    uuid = form.cleaned_data["uuid"]
    return submit(government=served, uuid=uuid, by=by, now=now(), data=form.submission())


def _differs(made: Proposal, form: SubmissionForm) -> bool:
    """Was this number used before, for other words? They must not be swallowed like those of a retry."""
    said = form.submission()
    return (made.problem, made.work, made.village_code) != (said.problem, said.work, said.village.code)


def _answer(
    request: HttpRequest,
    by: User,
    form: SubmissionForm,
    draft: Proposal | None,
    status: int = 200,
    sent_before: Proposal | None = None,
) -> HttpResponse:
    """The form; one that comes back has everything in it but the photographs."""
    context = {
        "form": form,
        "person": person_strip(by),
        "draft": draft,
        "number": fresh_uuid() if sent_before or "uuid" in form.errors else form["uuid"].value(),
        "sent_before": sent_before,
        "photos_gone": bool(request.FILES),
        "kept_as": f"usulan-{draft.uuid if draft else by.pk}",
        "in_season": _in_season(by),
    }
    return render(request, "proposals/new.html", context, status=status)


def _in_season(by: User) -> bool:
    """Whether proposals of the person's own village are taken into the year now; without a village: yes."""
    place = region(by.village_code) if by.village_code else None
    return place is None or collecting_cycle(by.tenant, place.code, track_of(place), now()) is not None


def _form(request: HttpRequest, by: User, draft: Proposal | None) -> SubmissionForm:
    villages = villages_to_write_for(by, get_language() or "id")
    may_assist = by.may_any([Action.FORUM_ATTENDANCE])  # facilitators enter for others
    if request.method == "POST":
        given, as_draft = (request.POST, request.FILES), "simpan" in request.POST
        return SubmissionForm(*given, villages=villages, may_assist=may_assist, draft=as_draft)
    if typed := typed_before(request):
        form = SubmissionForm(typed, villages=villages, may_assist=may_assist)
        form.add_error(None, _("This page was open for too long. Please send once more."))
        return form
    return SubmissionForm(initial=first_words(by, draft), villages=villages, may_assist=may_assist)


def _own(by: User, number: str) -> Proposal | None:
    """The draft that is gone on with, or what became of it."""
    if not number:
        return None
    try:
        uuid = UUID(number)
    except ValueError as error:
        raise Http404 from error
    own = Proposal.objects.filter(Q(proposer=by) | Q(assisted_by=by), tenant=by.tenant)
    found = own.filter(uuid=uuid).select_related("contact").first()
    if found is None:
        raise Http404
    return found
