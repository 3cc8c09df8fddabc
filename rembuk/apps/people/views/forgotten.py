"""`/masuk/lupa/`: the ways to a new password, by e-mail or by people who know one's face."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from rembuk.apps.core.pages import PUBLIC, page

from ..forms.sign_in import ForgottenForm
from ..jobs import mail_new_password_link
from ..limits import may_ask_for_a_link, too_often
from .said import said


@page("GET", "POST", who=PUBLIC)
def forgotten(request: HttpRequest) -> HttpResponse:
    """The same answer, as fast, whether the address is anybody's: the worker looks it up."""
    by_email = bool(settings.EMAIL_HOST)
    form = ForgottenForm(request.POST or None)
    status = 200 if request.method == "GET" else 422
    if by_email and request.method == "POST" and form.is_valid():
        if may_ask_for_a_link(request, form.cleaned_data["email"]):
            mail_new_password_link.enqueue(form.cleaned_data["email"], 1)
            return redirect(f"{request.path}?selesai=surel")
        form.add_error(None, too_often())
        status = 429
    context = {"form": form, "by_email": by_email, "said": said(request)}
    return render(request, "people/forgotten.html", context, status=status)
