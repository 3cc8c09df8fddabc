"""The words a password box says while one types; without JavaScript the hint below it says enough."""

from django.utils.translation import gettext as _


def peek_attributes() -> dict[str, str]:
    return {"data-peek": "|".join((_("Show the password"), _("Hide the password")))}


def password_attributes() -> dict[str, str]:
    words = (_("Still weak: make it longer."), _("Good."), _("Very good."))
    return peek_attributes() | {"data-strength": "|".join(words)}
