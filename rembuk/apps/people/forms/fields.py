"""Fields that several account forms share: a name, a village, a neighbourhood, a contact, a new password."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rembuk.apps.core.forms import CleanCharField, PhoneField
from rembuk.apps.places.queries import VillageLine, find_in

from ..identifiers import (
    LONGEST_USERNAME,
    Contact,
    contact_in,
    normal_email,
    normal_username,
)
from ..models import User

_MOST_CANDIDATES = 30  # the villages of a large sub-district


class NameField(CleanCharField):
    """A person's name, as they write it."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"autocomplete": "name", "autocapitalize": "words", "maxlength": 120}
        super().__init__(
            **{
                "label": gettext_lazy("Your name"),
                "max_length": 120,
                "widget": forms.TextInput(attrs),
                "error_messages": {"required": gettext_lazy("Please write your name.")},
                **kwargs,
            }
        )


class EmailField(forms.EmailField):
    """An e-mail address as it is kept, in small letters, and measured so: they can be more than was typed."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"autocomplete": "email", "maxlength": 254}
        words = {"invalid": gettext_lazy("This e-mail address is not complete.")}
        words |= kwargs.pop("error_messages", {})
        super().__init__(
            **{"max_length": 254, "widget": forms.EmailInput(attrs), "error_messages": words, **kwargs}
        )

    def to_python(self, value: Any) -> str:
        return normal_email(super().to_python(value) or "")

    def clean(self, value: Any) -> str | None:
        return super().clean(value) or None


class ContactField(forms.CharField):
    """Telephone, e-mail or username in one box; its shape tells which."""

    def clean(self, value: Any) -> Contact | None:
        typed = super().clean(value)
        if not typed:
            return None
        found = contact_in(typed)
        if found is None:
            raise ValidationError(
                _("Write a telephone number like 0812 3456 7890, an e-mail address, or a username.")
            )
        if found.email:
            EmailField().clean(found.email)
        return found


class UsernameField(forms.CharField):
    """A username of one's own."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"autocomplete": "username", "autocapitalize": "none", "maxlength": LONGEST_USERNAME}
        super().__init__(
            **{
                "label": gettext_lazy("Username"),
                "help_text": gettext_lazy("Small letters, digits, dots and dashes, for example siti.aminah."),
                "max_length": LONGEST_USERNAME,
                "widget": forms.TextInput(attrs),
                "error_messages": {"required": gettext_lazy("Please choose a username.")},
                **kwargs,
            }
        )

    def clean(self, value: Any) -> str:
        found = normal_username(super().clean(value))
        if found is None:
            raise ValidationError(
                _("Use at least 3 small letters, digits, dots or dashes; one must be a letter.")
            )
        return found


class OwnPhoneField(PhoneField):
    """A telephone number, or nothing: the database tells the two apart."""

    def clean(self, value: Any) -> str | None:
        return super().clean(value) or None


class VillageField(forms.CharField):
    """A village by typing: the line from the list, its code, or any words that mean only one.

    Several meanings come back as a choice, so it works without JavaScript and without a list in the browser.
    """

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"list": "village-list", "autocomplete": "off", "maxlength": 160}
        super().__init__(
            **{
                "label": gettext_lazy("Your village"),
                "max_length": 160,
                "widget": forms.TextInput(attrs),
                "error_messages": {"required": gettext_lazy("Please choose your village.")},
                **kwargs,
            }
        )
        self.villages: Sequence[VillageLine] = ()

    def clean(self, value: Any) -> str:
        typed = super().clean(value)
        found = find_in(self.villages, typed) if typed else []
        if len(found) == 1 or not typed:
            return found[0].code if found else ""
        if not found:
            raise ValidationError(_("We do not know this village. Write its name, for example Sukamaju."))
        if len(found) > _MOST_CANDIDATES:
            raise ValidationError(_("Many villages fit. Please write more of the name."))
        self.widget = forms.RadioSelect(choices=[(row.code, row.line) for row in found])
        raise ValidationError(_("Several villages fit. Which one is it?"))


class NewPasswordField(forms.CharField):
    """A password that is being chosen. Spaces count: three words are good and easy to remember."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"autocomplete": "new-password", "maxlength": 128, "data-strength": ""}
        super().__init__(
            **{
                "label": gettext_lazy("Password"),
                "help_text": gettext_lazy(
                    "At least 10 characters. Three words of your own are strong and easy to remember."
                ),
                "max_length": 128,
                "strip": False,
                "widget": forms.PasswordInput(attrs),
                "error_messages": {"required": gettext_lazy("Please choose a password.")},
                **kwargs,
            }
        )


def password_errors(password: str, user: User) -> list[str]:
    """Why this password is too weak, in our own words."""
    words = {
        "password_too_short": _("This password is too short. Use at least 10 characters."),
        "password_too_common": _("This password is known to everybody. Choose one that is your own."),
        "password_too_similar": _("This password is too much like your name or contact."),
    }
    try:
        validate_password(password, user)
    except ValidationError as weak:
        return [words.get(error.code or "", str(error.message)) for error in weak.error_list]
    return []
