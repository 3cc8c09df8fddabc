"""Prepare a version: which status, and for the adopted one its regulation."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from rembuk.apps.core.forms import CleanCharField, WholeField
from rembuk.apps.preparation.models import PlanningCycle
from rembuk.rules.plan_versions import PLAN_VERSIONS

from ..queries import next_status


class PrepareForm(forms.Form):
    """The regulation is asked only where the rules ask for it; the action says so in a sentence."""

    cycle = forms.ModelChoiceField(
        queryset=PlanningCycle.objects.none(), label=gettext_lazy("Planning year"), empty_label=None
    )
    status = forms.ChoiceField(label=gettext_lazy("Legal status"))
    note = CleanCharField(label=gettext_lazy("Note"), required=False, max_length=1_000, widget=forms.Textarea)
    regulation_number = CleanCharField(
        label=gettext_lazy("Number of the regulation"), required=False, max_length=40
    )
    regulation_year = WholeField(
        label=gettext_lazy("Year of the regulation"), required=False, min_value=2000, max_value=2200
    )
    jdih_url = forms.URLField(
        label=gettext_lazy("Link on JDIH"), required=False, assume_scheme="https", max_length=200
    )

    def __init__(self, *args: Any, tenant: str, lang: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cycles = PlanningCycle.objects.filter(tenant=tenant).order_by("-plan_year")
        self.fields["cycle"].queryset = cycles  # type: ignore[attr-defined]
        if (newest := cycles.first()) is not None:
            self.fields["status"].initial = next_status(tenant, newest.plan_year)
        self.fields["status"].choices = [(row.code, row.label(lang)) for row in PLAN_VERSIONS]  # type: ignore[attr-defined]
