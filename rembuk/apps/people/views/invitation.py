"""`/undangan/<token>/`: the one-time link, for a first account or a new password."""

from django import forms
from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from rembuk.apps.core.clock import now
from rembuk.apps.core.pages import PUBLIC, page
from rembuk.apps.places.queries import region_line
from rembuk.rules.refusals import Refusal
from rembuk.rules.roles import ROLE

from ..actions.invite import accept_invitation, accept_reset
from ..forms.sign_up import InvitedForm, NewPasswordForm
from ..models import Invitation
from ..queries import invitation_for
from .password_words import password_attributes


@page("GET", "POST", who=PUBLIC)
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Opening the page uses nothing up; only the finished form does."""
    found, lang = invitation_for(token, now()), get_language() or "id"
    if found is None:
        return render(request, "people/invitation_gone.html", {}, status=410)
    form = _form(found, request)
    if request.method == "POST" and form.is_valid():
        try:
            return _accept(request, found, form, lang)
        except Refusal as refusal:
            form.add_error(None, refusal.text(lang))
    context = {"form": form, "strength": password_attributes(), **_words(found, lang)}
    return render(request, "people/invitation.html", context, status=422 if form.errors else 200)


def _form(found: Invitation, request: HttpRequest) -> forms.Form:
    typed = request.POST or None
    return NewPasswordForm(typed, user=found.user) if found.user else InvitedForm(typed)


def _accept(request: HttpRequest, found: Invitation, form: forms.Form, lang: str) -> HttpResponse:
    given = form.cleaned_data
    if found.user:
        accept_reset(found, password=given["password"], now=now())
        logout(request)  # the second factor, where there is one, is still asked for
        return redirect(f"{reverse('people:sign_in')}?selesai=sandi-baru")
    user = accept_invitation(found, now=now(), language=lang, **given)
    login(request, user, backend="django.contrib.auth.backends.ModelBackend")
    return redirect(f"{reverse('people:account')}?selesai=terdaftar")


def _words(found: Invitation, lang: str) -> dict[str, str]:
    if found.user:
        return {
            "title": _("Choose a new password"),
            "lead": _("After that you are signed out everywhere and sign in with the new one."),
            "eyebrow": found.user.username,
            "submit": _("Keep the new password"),
        }
    place = region_line(found.region_code, lang)
    return {
        "title": _("Welcome to Rembuk"),
        "lead": _("You were invited as %(role)s, %(place)s.")
        % {"role": ROLE[found.role].label(lang), "place": place},
        "eyebrow": _("Invitation"),
        "submit": _("Open my account"),
    }
