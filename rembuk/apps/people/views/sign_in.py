"""`/masuk/`, `/masuk/kode/`, `/keluar/`: coming in and going out."""

from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _
from django_otp import login as remember_device
from django_otp import user_has_device

from rembuk.apps.core.clock import now
from rembuk.apps.core.pages import PUBLIC, SIGNED_IN, page

from ..access import the_person
from ..actions.second_factor import device_answering
from ..actions.sign_in import account_with_password
from ..forms.sign_in import CodeForm, SignInForm
from ..limits import may_try_a_code, may_try_to_sign_in, too_often
from ..models import User
from ..queries import person_strip
from .next_page import next_page, with_next
from .password_words import peek_attributes
from .said import said
from .ways import start_of

_BACKEND = "django.contrib.auth.backends.ModelBackend"
_WAITING = "sign_in_waiting"  # in the session: who gave the right password and still owes the code
_PATIENCE = 10 * 60  # seconds


@page("GET", "POST", who=PUBLIC)
def sign_in(request: HttpRequest) -> HttpResponse:
    """The same answer, as slowly, for a wrong password and for an account that does not exist."""
    if request.user.is_authenticated:
        return redirect(next_page(request) or start_of(the_person(request.user)))
    form = SignInForm(request.POST or None)
    status = 200 if request.method == "GET" else 422
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if not may_try_to_sign_in(request, given["login"]):
            form.add_error(None, too_often())
            status = 429
        elif user := account_with_password(given["login"], given["password"]):
            return _come_in(request, user)
        else:
            form.add_error(None, _("These do not belong together. Please check both and try again."))
    context = {
        "form": form,
        "next": next_page(request),
        "sign_up_url": with_next("people:sign_up", next_page(request)),
        "peek": peek_attributes(),
        "said": said(request),
    }
    return render(request, "people/sign_in.html", context, status=status)


@page("GET", "POST", who=PUBLIC)
def sign_in_code(request: HttpRequest) -> HttpResponse:
    """The second step, for accounts that have one; ten minutes after the password it starts again."""
    waiting = _who_waits(request)
    if waiting is None:
        return redirect("people:sign_in")
    user, path = waiting
    form = CodeForm(request.POST or None)
    status = 200 if request.method == "GET" else 422
    if request.method == "POST" and form.is_valid():
        if not may_try_a_code(user.pk):
            form.add_error(None, too_often())
            status = 429
        elif device := device_answering(user, form.cleaned_data["code"]):
            login(request, user, backend=_BACKEND)
            remember_device(request, device)
            return redirect(path or start_of(user))
        else:
            form.add_error("code", _("That code does not fit. Wait for the next one, then try again."))
    return render(request, "people/sign_in_code.html", {"form": form}, status=status)


@page("GET", "POST", who=SIGNED_IN)
def sign_out(request: HttpRequest) -> HttpResponse:
    """By POST alone, so that no picture in a foreign page can sign anybody out."""
    if request.method != "POST":
        return render(request, "people/sign_out.html", {"person": person_strip(request.user)})
    logout(request)
    return redirect(f"{reverse('people:sign_in')}?selesai=keluar")


def _come_in(request: HttpRequest, user: User) -> HttpResponse:
    path = next_page(request)
    if not user_has_device(user):
        login(request, user, backend=_BACKEND)
        return redirect(path or start_of(user))
    request.session.cycle_key()
    mark = user.get_session_auth_hash()  # a password changed in between ends the waiting
    request.session[_WAITING] = {"pk": user.pk, "at": now().timestamp(), "next": path, "mark": mark}
    return redirect("people:sign_in_code")


def _who_waits(request: HttpRequest) -> tuple[User, str] | None:
    waiting = request.session.get(_WAITING)
    if not waiting or now().timestamp() - waiting["at"] > _PATIENCE:
        return None
    user = User.objects.filter(pk=waiting["pk"], is_active=True).first()
    if user is None or not constant_time_compare(waiting["mark"], user.get_session_auth_hash()):
        return None
    return user, waiting["next"]
