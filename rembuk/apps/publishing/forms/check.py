"""A file to compare with what was published."""

from django import forms
from django.utils.translation import gettext_lazy


class CheckForm(forms.Form):
    """One file; it is read, not kept."""

    file = forms.FileField(
        label=gettext_lazy("The file you have"),
        help_text=gettext_lazy("PDF or CSV. It is only compared, not kept."),
        allow_empty_file=True,
    )
