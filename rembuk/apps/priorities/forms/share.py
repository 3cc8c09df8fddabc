"""The receipt of a ballot, typed by its holder."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rembuk.apps.core.forms import CleanCharField
from rembuk.apps.rounds.receipts import read_secret


class ReceiptForm(forms.Form):
    """Five groups of four signs, however they are typed."""

    receipt = CleanCharField(
        label=gettext_lazy("Receipt of your ballot"), max_length=60,
        help_text=gettext_lazy("Five groups of four signs, for example 7K4M-2XQ8-3H63-J9P0-W5TZ."),
    )  # fmt: skip

    def clean_receipt(self) -> str:
        secret = read_secret(self.cleaned_data["receipt"])
        if secret is None:
            raise forms.ValidationError(
                _("A receipt has five groups of four signs. Please compare it with your paper.")
            )
        return secret

    def unknown(self) -> None:
        """Answer in a sentence where no ballot of the round has this receipt."""
        self.add_error(
            "receipt", _("No ballot of this round has this receipt. Please compare it with your paper.")
        )
