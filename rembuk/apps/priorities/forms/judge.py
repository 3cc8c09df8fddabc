"""What no figure answers, judged from 1 to 5."""

from typing import Any

from django import forms
from django.utils.translation import get_language, gettext_lazy

from ..models import Criterion
from ..queries import name_of

_MARKS = (
    (1, gettext_lazy("1 · very low")),
    (2, gettext_lazy("2 · low")),
    (3, gettext_lazy("3 · middling")),
    (4, gettext_lazy("4 · high")),
    (5, gettext_lazy("5 · very high")),
)


class JudgeForm(forms.Form):
    """A row of marks a criterion."""

    def __init__(self, *args: Any, rows: list[tuple[Criterion, int | None]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._rows = rows
        for row, given in rows:
            self.fields[f"c{row.pk}"] = forms.TypedChoiceField(
                label=name_of(row, get_language() or "id"),
                choices=_MARKS,
                coerce=int,
                initial=given,
                widget=forms.RadioSelect,
            )

    def marks(self) -> list[tuple[Criterion, int]]:
        return [(row, self.cleaned_data[f"c{row.pk}"]) for row, _ in self._rows]
