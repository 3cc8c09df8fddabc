"""`/akun/sandi/`: a new password for oneself."""

from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language

from rembuk.apps.core.clock import now
from rembuk.apps.core.pages import SIGNED_IN, page
from rembuk.rules.refusals import Refusal

from ..access import the_person
from ..actions.keep_account import change_password
from ..forms.account import ChangePasswordForm
from ..limits import may_try_a_code, too_often
from ..queries import person_strip
from .password_words import password_attributes


@page("GET", "POST", who=SIGNED_IN)
def password(request: HttpRequest) -> HttpResponse:
    """This session goes on under a new key; all others end."""
    user = the_person(request.user)
    form = ChangePasswordForm(request.POST or None, user=user)
    if request.method == "POST" and form.is_valid():
        try:
            if not may_try_a_code(user.pk):
                form.add_error(None, too_often())
            else:
                change_password(user, old=form.cleaned_data["old"], new=form.cleaned_data["new"], now=now())
                update_session_auth_hash(request, user)
                return redirect(f"{reverse('people:account')}?selesai=sandi")
        except Refusal as refusal:
            form.add_error("old", refusal.text(get_language() or "id"))
    context = {"person": person_strip(user), "form": form, "strength": password_attributes()}
    return render(request, "people/password.html", context, status=422 if form.errors else 200)
