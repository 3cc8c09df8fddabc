"""The checklist, the stakeholder map and the rules of the game."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from rembuk.apps.core.forms import CleanCharField, WholeField

from ..actions.stakeholders import StakeholderFacts
from ..models import Stakeholder
from ..stakeholder_kinds import ENGAGEMENTS, KINDS

SCALE = [(n, str(n)) for n in range(1, 6)]


class TickForm(forms.Form):
    """Ready or not, with a note."""

    done = forms.BooleanField(required=False)
    note = CleanCharField(required=False, max_length=300)


class LineForm(forms.Form):
    """A line of one's own on the checklist."""

    label = CleanCharField(
        label=gettext_lazy("What else has to be ready?"),
        max_length=200,
        error_messages={"required": gettext_lazy("Write what has to be ready.")},
    )


class StakeholderForm(forms.Form):
    """One institution on the map."""

    name = CleanCharField(
        label=gettext_lazy("Institution"),
        max_length=160,
        error_messages={"required": gettext_lazy("Write the name of the institution.")},
    )
    constituency = forms.ChoiceField(label=gettext_lazy("Speaks for"))
    influence = forms.TypedChoiceField(
        label=gettext_lazy("Influence"),
        help_text=gettext_lazy("1 is little, 5 is much."),
        choices=SCALE,
        coerce=int,
        initial=3,
    )
    interest = forms.TypedChoiceField(
        label=gettext_lazy("Interest"),
        help_text=gettext_lazy("1 is little, 5 is much."),
        choices=SCALE,
        coerce=int,
        initial=3,
    )
    engagement = forms.ChoiceField(label=gettext_lazy("How it takes part"))
    note = CleanCharField(label=gettext_lazy("Note for the team"), max_length=300, required=False)

    def __init__(self, *args: Any, lang: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, rows in (("constituency", KINDS), ("engagement", ENGAGEMENTS)):
            self.fields[name].choices = [(row.code, row.label(lang)) for row in rows]  # type: ignore[attr-defined]

    @staticmethod
    def initial_of(row: Stakeholder) -> dict[str, Any]:
        names = ("name", "constituency", "influence", "interest", "engagement", "note")
        return {name: getattr(row, name) for name in names}

    def shown(self) -> list[tuple[str, str]]:
        """(label, what stands in the box, in words)."""
        found = []
        for bound in self:
            words = dict(getattr(bound.field, "choices", ())).get(bound.value(), bound.value())
            found.append((str(bound.label), str(words or "")))
        return found

    def facts(self) -> StakeholderFacts:
        return StakeholderFacts(**self.cleaned_data)


class GameRulesForm(forms.Form):
    """The rules of the game as plain text."""

    text = CleanCharField(
        label=gettext_lazy("Text"),
        help_text=gettext_lazy(
            'An empty line begins a paragraph, "## " a heading, "- " a list, "1. " steps.'
        ),
        max_length=20_000,
        widget=forms.Textarea,
        error_messages={"required": gettext_lazy("Write the rules first.")},
    )
    note = CleanCharField(
        label=gettext_lazy("What changed"),
        help_text=gettext_lazy("Residents read this beside the version."),
        max_length=200,
        required=False,
    )
    seen_version = WholeField(widget=forms.HiddenInput, min_value=0, max_value=10_000)
