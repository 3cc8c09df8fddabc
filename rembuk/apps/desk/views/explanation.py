"""`/tugas/penjelasan/<pk>/`: the superior explains a rejection, once."""

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_lazy

from rembuk.apps.core.clock import now
from rembuk.apps.core.forms import CleanCharField
from rembuk.apps.core.pages import page
from rembuk.apps.people.access import the_person
from rembuk.apps.people.queries import person_strip
from rembuk.apps.proposals.actions.explain import answer
from rembuk.rules.actions import Action
from rembuk.rules.reasons import MIN_REASON_TEXT, REASON

from ..waiting import questions


class AnswerForm(forms.Form):
    """One box."""

    answer = CleanCharField(
        label=gettext_lazy("Your explanation"),
        help_text=gettext_lazy("Everybody can read it. Plain words, at least 20 characters."),
        min_length=MIN_REASON_TEXT,
        max_length=3_000,
        widget=forms.Textarea,
    )


@page("GET", "POST", who=Action.PROPOSAL_ANSWER_EXPLANATION)
def explain_page(request: HttpRequest, pk: int) -> HttpResponse:
    """The question, the reason given before, and the box."""
    by = the_person(request.user)
    found = questions(by).filter(pk=pk).select_related("move").first()
    if found is None:
        raise Http404
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        answer(found, text=form.cleaned_data["answer"], by=by, now=now())
        return redirect("desk:inbox")
    reason = REASON.get(found.move.reason_code)
    context = {
        "person": person_strip(by),
        "explanation": found,
        "reason": reason.label(get_language() or "id") if reason else "",
        "form": form,
    }
    return render(request, "desk/explanation.html", context, status=422 if form.errors else 200)
