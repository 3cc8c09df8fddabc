"""The question of somebody whose proposal was rejected."""

from django import forms
from django.utils.translation import gettext_lazy

from rembuk.apps.core.forms import CleanCharField


class QuestionForm(forms.Form):
    """One box."""

    question = CleanCharField(
        label=gettext_lazy("What would you like explained?"),
        max_length=1_000,
        min_length=10,
        widget=forms.Textarea,
    )
