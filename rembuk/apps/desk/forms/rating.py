"""How the village's verification team rates a proposal."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from rembuk.rules.reasons import ELIGIBILITIES, Eligibility


class RatingForm(forms.Form):
    """One choice, in the words of the rules."""

    rating = forms.ChoiceField(
        label=gettext_lazy("Eligibility"),
        help_text=gettext_lazy("Its forum reads this, and cannot agree to what is not eligible."),
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, lang: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["rating"]
        assert isinstance(field, forms.ChoiceField), "declared above"
        field.choices = [(row.code, row.label(lang).capitalize()) for row in ELIGIBILITIES]

    def clean_rating(self) -> Eligibility:
        return Eligibility(self.cleaned_data["rating"])
