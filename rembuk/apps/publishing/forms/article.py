"""Write an article: two languages, plain text."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from rembuk.apps.core.forms import CleanCharField, WholeField
from rembuk.rules.labels import in_language

from ..queries import LAW_STATUS

KINDS = (
    ("guide", gettext_lazy("Guide")),
    ("question", gettext_lazy("Question")),
    ("law", gettext_lazy("Legal basis")),
)
_LONGEST = 20_000


class ArticleForm(forms.Form):
    """Plain text, read by core.blocks; English may follow later."""

    kind = forms.ChoiceField(label=gettext_lazy("What is it?"), choices=KINDS)
    title = CleanCharField(label=gettext_lazy("Title"), max_length=200)
    body = CleanCharField(
        label=gettext_lazy("Text"),
        help_text=gettext_lazy(
            'An empty line begins a paragraph, "## " a heading, "- " a list, "1. " steps.'
        ),
        required=False,
        max_length=_LONGEST,
        widget=forms.Textarea,
    )
    title_en = CleanCharField(label=gettext_lazy("Title in English"), required=False, max_length=200)
    body_en = CleanCharField(
        label=gettext_lazy("Text in English"), required=False, max_length=_LONGEST, widget=forms.Textarea
    )
    law_number = CleanCharField(
        label=gettext_lazy("Number of the regulation"), required=False, max_length=120
    )
    law_status = forms.ChoiceField(label=gettext_lazy("Status of the regulation"), required=False)
    law_url = forms.URLField(
        label=gettext_lazy("Link to the regulation"), required=False, assume_scheme="https", max_length=200
    )
    position = WholeField(label=gettext_lazy("Place in the list"), required=False, min_value=0, max_value=999)

    def __init__(self, *args: Any, lang: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = [(code, in_language(lang, *words)) for code, words in LAW_STATUS.items()]
        self.fields["law_status"].choices = [("", "—"), *known]  # type: ignore[attr-defined]

    def clean_position(self) -> int:
        return int(self.cleaned_data["position"] or 0)
