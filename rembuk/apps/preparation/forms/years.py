"""Opening a planning year."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rembuk.rules.words import cycle_title

from ..models import PlanningCycle


class OpenYearForm(forms.Form):
    """Which plan, and what to keep from an earlier one."""

    plan_year = forms.TypedChoiceField(
        label=gettext_lazy("Planning year"),
        coerce=int,
        error_messages={"invalid_choice": gettext_lazy("Choose a year.")},
    )
    keep_from = forms.TypedChoiceField(
        label=gettext_lazy("Keep stakeholders, quotas and rules of the game from"),
        coerce=int,
        required=False,
        empty_value=None,
    )

    def __init__(
        self, *args: Any, years: Sequence[int], cycles: Sequence[PlanningCycle], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["plan_year"].choices = [(year, cycle_title(year)) for year in years]  # type: ignore[attr-defined]
        self.fields["keep_from"].choices = [  # type: ignore[attr-defined]
            ("", _("Nothing, start afresh")),
            *((cycle.plan_year, cycle.title) for cycle in cycles),
        ]
