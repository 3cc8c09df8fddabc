"""`/akun/kode/`: codes from the phone, turned on and off."""

from base64 import b32encode
from collections.abc import Callable

from django import forms
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django_otp import login as remember_device
from django_otp import user_has_device
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from rembuk.apps.core.clock import now
from rembuk.apps.core.pages import SIGNED_IN, page
from rembuk.apps.core.qr import draw
from rembuk.apps.core.rates import TooOften
from rembuk.rules.refusals import Refusal

from ..access import the_person
from ..actions.second_factor import begin_set_up, confirm_set_up, remove_own, renew_recovery_codes
from ..forms.account import PasswordForm
from ..forms.sign_in import CodeForm
from ..limits import may_try_a_code, too_often
from ..models import User
from ..queries import person_strip
from .next_page import with_next
from .said import said

_FORMS: dict[str, Callable[..., forms.Form]] = {"on": CodeForm, "off": PasswordForm, "renew": PasswordForm}
_OPEN = {
    True: ("off", "renew"),
    False: ("on",),
}  # what can be done while codes are on, and while they are off


@page("GET", "POST", who=SIGNED_IN)
def second_factor(request: HttpRequest) -> HttpResponse:
    """Set up, new recovery codes, or off: one page, because each is one box."""
    user, is_on = the_person(request.user), user_has_device(request.user)
    if is_on and not user.gave_second_factor:  # a session from before: it may not turn off what it never gave
        logout(request)
        return redirect(with_next("people:sign_in", reverse("people:second_factor")))
    wanted = request.POST.get("do", "")
    if request.method != "POST" or wanted not in _OPEN[is_on]:
        return _show(request, user, PasswordForm() if is_on else CodeForm(), is_on=is_on)
    if not may_try_a_code(user.pk):
        raise TooOften(too_often())
    form = _FORMS[wanted](request.POST)
    if not form.is_valid():
        return _show(request, user, form, is_on=is_on)
    try:
        return _do(request, user, wanted, form)
    except Refusal as refusal:
        form.add_error("code" if wanted == "on" else "password", refusal.text(get_language() or "id"))
        return _show(request, user, form, is_on=is_on)


def _do(request: HttpRequest, user: User, wanted: str, form: forms.Form) -> HttpResponse:
    if wanted == "off":
        remove_own(user, password=form.cleaned_data["password"], now=now())
        return redirect(f"{reverse('people:second_factor')}?selesai=kode-mati")
    if wanted == "renew":
        codes = renew_recovery_codes(user, password=form.cleaned_data["password"], now=now())
    else:
        device, codes = confirm_set_up(user, code=form.cleaned_data["code"], now=now())
        request.session.cycle_key()
        remember_device(request, device)
    return _show(request, user, PasswordForm(), is_on=True, codes=codes)


def _show(
    request: HttpRequest,
    user: User,
    form: forms.Form,
    *,
    is_on: bool,
    codes: tuple[str, ...] = (),
) -> HttpResponse:
    context = {
        "person": person_strip(user),
        "form": form,
        "is_on": is_on,
        "is_needed": user.needs_second_factor,
        "recovery_codes": codes,
        "codes_left": StaticToken.objects.filter(device__user=user).count() if is_on else 0,
        "said": said(request),
    }
    if not is_on:
        device = begin_set_up(user)
        context |= _key_for_the_app(device)
    return render(request, "people/second_factor.html", context, status=422 if form.errors else 200)


def _key_for_the_app(device: TOTPDevice) -> dict[str, object]:
    path, size = draw(device.config_url)
    secret = b32encode(device.bin_key).decode()
    groups = " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))
    return {"qr_path": path, "qr_size": size, "secret": groups, "app_url": device.config_url}
