"""Call a forum: which one, when, where."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from rembuk.apps.core.forms import CleanCharField
from rembuk.apps.preparation.forms.fields import LocalMomentField

from ..queries.calling import Callable


class CallForm(forms.Form):
    """The choices are what role and calendar allow today."""

    forum = forms.ChoiceField(label=gettext_lazy("Which forum"))
    starts_at = LocalMomentField(label=gettext_lazy("Day and time"))
    place = CleanCharField(
        label=gettext_lazy("Where"),
        max_length=160,
        help_text=gettext_lazy("For example: Balai Desa Sukamaju."),
    )

    def __init__(self, *args: Any, choices: Sequence[Callable], lang: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._choices = {one.key: one for one in choices}
        self.fields["forum"].choices = [  # type: ignore[attr-defined]
            (key, f"{one.type.label(lang)} · {one.place} · {one.cycle.plan_year}")
            for key, one in self._choices.items()
        ]

    @property
    def chosen(self) -> Callable:
        return self._choices[self.cleaned_data["forum"]]

    @property
    def starts(self) -> datetime:
        found: datetime = self.cleaned_data["starts_at"]
        return found
