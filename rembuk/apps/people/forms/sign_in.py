"""Coming in: the password, and the code of the second factor."""

from django import forms
from django.utils.translation import gettext_lazy as _

from .fields import EmailField

_SHORT = {"autocomplete": "one-time-code", "autocapitalize": "none", "maxlength": 20, "spellcheck": "false"}


class SignInForm(forms.Form):
    """Whatever somebody signed up with, and the password."""

    login = forms.CharField(
        label=_("Telephone number, e-mail address or username"),
        max_length=254,
        error_messages={"required": _("Please write what you signed up with.")},
        widget=forms.TextInput({"autocomplete": "username", "autocapitalize": "none", "maxlength": 254}),
    )
    password = forms.CharField(
        label=_("Password"),
        max_length=128,
        strip=False,
        error_messages={"required": _("Please write your password.")},
        widget=forms.PasswordInput({"autocomplete": "current-password", "maxlength": 128}),
    )


class CodeForm(forms.Form):
    """Six digits from the app; at sign-in also a recovery code."""

    code = forms.CharField(
        label=_("Code from the app"),
        max_length=20,
        error_messages={"required": _("Please write the code.")},
        widget=forms.TextInput(_SHORT),
    )


class ForgottenForm(forms.Form):
    """The address that stands in the account."""

    email = EmailField(
        label=_("E-mail address of your account"),
        error_messages={
            "required": _("Please write your e-mail address."),
            "invalid": _("This is no e-mail address. An example: siti@example.id"),
        },
    )
