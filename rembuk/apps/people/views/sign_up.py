"""`/daftar/`: a resident opens an account."""

from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language

from rembuk.apps.core.clock import now
from rembuk.apps.core.pages import PUBLIC, page
from rembuk.apps.places.queries import government, village_lines
from rembuk.rules.refusals import Refusal

from ..actions.sign_up import sign_up as open_account
from ..forms.sign_up import SignUpForm
from ..limits import may_try_to_sign_up, too_often
from ..models import User
from .next_page import next_page, with_next
from .password_words import password_attributes


@page("GET", "POST", who=PUBLIC)
def sign_up(request: HttpRequest) -> HttpResponse:
    """A retry of the same form finds the account it opened; a contact in use is refused with one sentence."""
    if request.user.is_authenticated:
        return redirect(next_page(request) or "people:account")
    served, lang = government(), get_language() or "id"
    villages = village_lines(served.code, lang) if served else []
    form = SignUpForm(request.POST or None, villages=villages)
    status = 200
    if request.method == "POST":
        status = 422
        if served and form.is_valid():
            if not may_try_to_sign_up(request, request.POST.get("contact", "")):
                form.add_error(None, too_often())
                status = 429
            elif user := _open(form, served.code, lang):
                login(request, user, backend="django.contrib.auth.backends.ModelBackend")
                return redirect(next_page(request) or f"{reverse('people:account')}?selesai=terdaftar")
    context = {
        "form": form,
        "next": next_page(request),
        "sign_in_url": with_next("people:sign_in", next_page(request)),
        "strength": password_attributes(),
    }
    return render(request, "people/sign_up.html", context, status=status)


def _open(form: SignUpForm, tenant: str, lang: str) -> User | None:
    given = form.cleaned_data
    contact = given["contact"]
    try:
        return open_account(
            key=given["key"],
            tenant=tenant,
            name=given["name"],
            village_code=given["village"],
            rt=given["rt"],
            rw=given["rw"],
            phone=contact.phone,
            email=contact.email,
            username=contact.username,
            password=given["password"],
            language=lang,
            now=now(),
        )
    except Refusal as refusal:
        form.add_error("contact", refusal.text(lang))
        return None
