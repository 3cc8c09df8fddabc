"""Opening an account: as a resident, or by an invitation."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rembuk.apps.core.forms import NeighbourhoodField
from rembuk.apps.core.ids import uuid7
from rembuk.apps.places.queries import VillageLine

from ..identifiers import Contact
from ..models import User
from .fields import (
    ContactField,
    NameField,
    NewPasswordField,
    UsernameField,
    VillageField,
    password_errors,
)


class SignUpForm(forms.Form):
    """The least a resident has to tell: a name, a village, one way to sign in, a password, consent."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    name = NameField()
    village = VillageField(help_text=_("Begin to type and choose from the list."))
    rt = NeighbourhoodField(label="RT")
    rw = NeighbourhoodField(label="RW")
    contact = ContactField(
        label=_("Telephone number or e-mail address"),
        help_text=_(
            "You sign in with it. Have neither? Write a username of your own, for example siti.aminah."
        ),
        max_length=254,
        error_messages={"required": _("Please write how you want to sign in.")},
        widget=forms.TextInput({"autocomplete": "username", "autocapitalize": "none", "maxlength": 254}),
    )
    password = NewPasswordField()
    consent = forms.BooleanField(
        label=_("I agree that my data is used as described above."),
        error_messages={"required": _("We may keep your data only if you agree.")},
    )

    def __init__(self, *args: Any, villages: Sequence[VillageLine], **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"key": str(uuid7())}, **kwargs})
        self.villages = self.fields["village"].villages = villages  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        contact = given.get("contact") or Contact()
        check_new_password(
            self, User(name=given.get("name", ""), email=contact.email, username=contact.username or "")
        )
        return given


class InvitedForm(forms.Form):
    """An invited officer: the role and its place are in the invitation."""

    name = NameField()
    username = UsernameField()
    password = NewPasswordField()

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        check_new_password(self, User(name=given.get("name", ""), username=given.get("username", "")))
        return given


class NewPasswordForm(forms.Form):
    """A reset: one box, because a typing mistake is mended by a second link."""

    password = NewPasswordField(label=_("New password"))

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean(self) -> dict[str, Any]:
        check_new_password(self, self.user)
        return self.cleaned_data


def check_new_password(form: forms.Form, user: User, field: str = "password") -> None:
    for sentence in (
        password_errors(form.cleaned_data.get(field) or "", user) if field in form.cleaned_data else ()
    ):
        form.add_error(field, sentence)
