"""What has just been done, as the next page says it. The address carries a word, never a sentence."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

_SAID = {
    "terdaftar": _("Your account is open. Welcome."),
    "tersimpan": _("Saved."),
    "sandi": _("Your new password counts from now on. You were signed out everywhere else."),
    "sandi-baru": _("Your new password counts from now on. Please sign in with it."),
    "surel": _("If this address belongs to an account, a link is on its way. It is good for one hour."),
    "keluar": _("You are signed out."),
    "kode-mati": _("Codes from your phone are off."),
    "tugas": _("The role was given."),
    "berakhir": _("The role has ended."),
    "ditutup": _("The account is closed. Its sessions have ended."),
    "dibuka": _("The account is open again."),
    "kode-lepas": _("The second factor was taken away. The person can sign in with the password alone."),
}


def said(request: HttpRequest) -> tuple[tuple[str, str], ...]:
    """For the macro `messages`: at most one line."""
    sentence = _SAID.get(request.GET.get("selesai", ""))
    return (("success", str(sentence)),) if sentence else ()
