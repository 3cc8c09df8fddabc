"""`/akun/`: what we keep of a person, their roles, and the ways on from here."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django_otp import user_has_device

from rembuk.apps.core.clock import now, today
from rembuk.apps.core.format import date_text, phone_text
from rembuk.apps.core.pages import SIGNED_IN, page
from rembuk.apps.places.queries import government, region_line, village_lines
from rembuk.rules.actions import Action
from rembuk.rules.refusals import Refusal

from ..access import the_person
from ..actions.keep_account import change_account
from ..forms.account import AccountForm
from ..models import User
from ..queries import person_strip, role_lines
from .said import said
from .ways import ways_on


@dataclass(frozen=True, slots=True)
class AccountLines:
    """One's own account in words."""

    name: str
    username: str
    phone: str
    email: str
    home: str
    residence: str
    shown_as: str
    joined: str
    second_factor: str
    lacks_second_factor: bool


@page("GET", who=SIGNED_IN)
def account(request: HttpRequest) -> HttpResponse:
    user, lang = the_person(request.user), get_language() or "id"
    strip = person_strip(user)
    context = {
        "person": strip,
        "may_propose": strip.is_resident and user.may_any([Action.PROPOSAL_SUBMIT]),
        "account": _lines(user, lang),
        "roles": role_lines(user.assignments_held, today(), lang),
        "links": ways_on(user),
        "said": said(request),
    }
    return render(request, "people/account.html", context)


@page("GET", "POST", who=SIGNED_IN)
def account_edit(request: HttpRequest) -> HttpResponse:
    """Name, contact, home, and the choice to be named."""
    user, lang, served = the_person(request.user), get_language() or "id", government()
    villages = village_lines(served.code, lang) if served else []
    form = AccountForm(request.POST or None, user=user, villages=villages)
    if request.method == "POST" and form.is_valid():
        given = {"shows_name": False, **form.cleaned_data}  # not asked of whom the public never names
        try:
            change_account(user, village_code=given.pop("village"), now=now(), **given)
        except Refusal as refusal:
            form.add_error("phone" if given["phone"] else "email", refusal.text(lang))
        else:
            return redirect(f"{reverse('people:account')}?selesai=tersimpan")
    context = {"person": person_strip(user), "form": form}
    return render(request, "people/account_edit.html", context, status=422 if form.errors else 200)


def _lines(user: User, lang: str) -> AccountLines:
    confirmed = user.residence_confirmed_at
    return AccountLines(
        name=user.name,
        username=user.username,
        phone=phone_text(user.phone) if user.phone else "",
        email=user.email or "",
        home=_home(user, lang),
        residence=_("confirmed by the village office on %(day)s") % {"day": date_text(confirmed, lang)}
        if confirmed
        else (_("not yet confirmed by the village office") if user.village_code else ""),
        shown_as=_("my name") if user.is_named else _("“Resident” with RT/RW, without my name"),
        joined=date_text(user.joined_at, lang),
        second_factor=_("turned on") if user_has_device(user) else _("turned off"),
        lacks_second_factor=user.lacks_second_factor,
    )


def _home(user: User, lang: str) -> str:
    if not user.village_code:
        return ""
    parts = [f"{word} {number}" for word, number in (("RT", user.rt), ("RW", user.rw)) if number]
    return ", ".join([*parts, region_line(user.village_code, lang)])
