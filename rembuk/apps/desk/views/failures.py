"""`/tugas/gagal/`: what the system could not do, and one button to let it try again."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language

from rembuk.apps.core.clock import now
from rembuk.apps.core.pages import page
from rembuk.apps.people.access import the_person
from rembuk.apps.people.queries import person_strip
from rembuk.rules.actions import Action

from ..actions.again import try_failures_again
from ..queries.failures import failure_lines
from ..queries.failures import failures as all_failures

MENDERS = (Action.CONFIG_MANAGE, Action.EXCHANGE_RUN)


@page("GET", "POST", who=MENDERS)
def failures(request: HttpRequest) -> HttpResponse:
    """The latest first; POST tries all of them again."""
    by, lang = the_person(request.user), get_language() or "id"
    if request.method == "POST":
        try_failures_again(by=by, now=now())
        return redirect("desk:failures")
    context = {
        "person": person_strip(by),
        "lines": failure_lines(lang),
        "count": all_failures().count(),
    }
    return render(request, "desk/failures.html", context)
