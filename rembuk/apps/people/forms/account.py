"""What people may change about their own account."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rembuk.apps.core.forms import NeighbourhoodField
from rembuk.apps.places.queries import VillageLine

from ..models import User
from .fields import EmailField, NameField, NewPasswordField, OwnPhoneField, VillageField
from .sign_up import check_new_password


class AccountForm(forms.Form):
    """Name, contact, home, and whether the name is shown."""

    name = NameField()
    shows_name = forms.BooleanField(
        label=_("Show my name with my proposals"),
        help_text=_("Otherwise people read “Resident of RT 03/RW 02”. You can change your mind at any time."),
        required=False,
    )
    phone = OwnPhoneField(label=_("Telephone number"), required=False)
    email = EmailField(label=_("E-mail address"), required=False)
    village = VillageField(required=False)
    rt = NeighbourhoodField(label="RT")
    rw = NeighbourhoodField(label="RW")

    def __init__(self, *args: Any, user: User, villages: Sequence[VillageLine], **kwargs: Any) -> None:
        home = next((row.line for row in villages if row.code == user.village_code), "")
        now = {"name": user.name, "shows_name": user.shows_name, "phone": user.phone, "email": user.email}
        place = {"village": home, "rt": user.rt, "rw": user.rw}
        super().__init__(*args, **{"initial": now | place, **kwargs})
        self.villages = self.fields["village"].villages = villages  # type: ignore[attr-defined]
        self.fields["village"].required = bool(user.village_code)
        if not user.may_be_named:
            del self.fields["shows_name"]


class ChangePasswordForm(forms.Form):
    """The present password, and the new one."""

    old = forms.CharField(
        label=_("Present password"),
        max_length=128,
        strip=False,
        error_messages={"required": _("Please write your present password.")},
        widget=forms.PasswordInput({"autocomplete": "current-password", "maxlength": 128}),
    )
    new = NewPasswordField(label=_("New password"))

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean(self) -> dict[str, Any]:
        check_new_password(self, self.user, "new")
        return self.cleaned_data


class PasswordForm(forms.Form):
    """Only the password, before something that cannot be taken back."""

    password = forms.CharField(
        label=_("Present password"),
        max_length=128,
        strip=False,
        error_messages={"required": _("Please write your present password.")},
        widget=forms.PasswordInput({"autocomplete": "current-password", "maxlength": 128}),
    )
