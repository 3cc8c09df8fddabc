"""`/usulan/saya/`: my drafts and my proposals."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from rembuk.apps.core.pages import page
from rembuk.apps.people.access import the_person
from rembuk.apps.people.queries import person_strip
from rembuk.rules.actions import Action

from ..queries import own_drafts, own_lines


@page("GET", who=Action.PROPOSAL_SUBMIT)
def mine(request: HttpRequest) -> HttpResponse:
    """Drafts first: they wait for their writer."""
    by = the_person(request.user)
    lang = get_language() or "id"
    context = {
        "person": person_strip(by),
        "drafts": own_drafts(by, lang),
        "proposals": own_lines(by, lang),
        "draft_was": request.GET.get("draf", ""),
        "kept_as": f"usulan-{by.pk}",
    }
    return render(request, "proposals/mine.html", context)
