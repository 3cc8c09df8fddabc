"""`/musyawarah/kerja/`: forums at my level; `/musyawarah/baru/`: call one."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language

from rembuk.apps.core.clock import now, today
from rembuk.apps.core.pages import page
from rembuk.apps.people.access import rights, the_person
from rembuk.apps.people.queries import person_strip
from rembuk.rules.actions import Action
from rembuk.rules.roles import ROLE, Scope

from ..actions.call import call_forum
from ..forms.call import CallForm
from ..queries.calling import callable_forums
from ..queries.forums import own_forums, types_of
from .frame import WHO, done_url


@page("GET", who=WHO)
def own(request: HttpRequest) -> HttpResponse:
    """What is to run and to sign where this person holds an office."""
    by, lang = the_person(request.user), get_language() or "id"
    held = rights(by, today())
    tables = {
        (row.region_code, row.agency_code if ROLE[row.role].scope is Scope.AGENCY else "", types_of(row.role))
        for action in WHO
        for row in held.held_for(action)
    }
    context = {
        "person": person_strip(by),
        "forums": own_forums(by, tuple(sorted(tables)), lang),
        "may_call": held.may(Action.FORUM_RUN),
    }
    return render(request, "musrenbang/own.html", context)


@page("GET", "POST", who=Action.FORUM_RUN)
def call(request: HttpRequest) -> HttpResponse:
    """Type, place and year come from role and calendar; day and house are typed."""
    by, lang = the_person(request.user), get_language() or "id"
    choices = callable_forums(by, now(), lang)
    form = CallForm(request.POST or None, choices=choices, lang=lang)
    if request.method == "POST" and form.is_valid():
        one = form.chosen
        forum = call_forum(
            cycle=one.cycle, type_code=one.type.code, region_code=one.region_code,
            agency_code=one.agency_code,
            place=form.cleaned_data["place"], starts_at=form.starts, by=by, now=now(),
        )  # fmt: skip
        return redirect(done_url("console", forum, "dipanggil"))
    context = {"person": person_strip(by), "form": form, "choices": choices}
    return render(request, "musrenbang/call.html", context, status=422 if form.errors else 200)
