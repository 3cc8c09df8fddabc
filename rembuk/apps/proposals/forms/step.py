"""The form of a step that the proposer takes, made from the inputs the rules ask for."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from rembuk.apps.core.forms import CleanCharField, DecimalVolumeField, PhotosField, RupiahField
from rembuk.rules.inputs import INPUT
from rembuk.rules.proposal_flow import Step

from ..facts import COLUMN
from ..models import Proposal
from .fields import PeopleField

# Inputs that the platform answers by itself or that are asked elsewhere.
ANSWERED = frozenset(
    {"next_plan_year", "truth_declaration", "contact", "location", "problem_statement", "assisted_entry"}
)
# What was returned for repair can be repaired: beside the note that the rules ask for.
REPAIRS = (
    "problem_statement", "proposed_work", "volume", "unit", "beneficiaries", "estimated_cost", "photos",
)  # fmt: skip
RATINGS = (
    ("4", gettext_lazy("It is there, works well, and is as stated")),
    ("3", gettext_lazy("It is there and works, with small faults")),
    ("2", gettext_lazy("It is there, but does not work well")),
    ("1", gettext_lazy("It is not there, or not as stated")),
)


class ProposerStepForm(forms.Form):
    """One field an input; the words are those of the rules."""

    def __init__(self, *args: Any, step: Step, proposal: Proposal, lang: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code in (*step.requires, *step.optional):
            if code not in ANSWERED:
                self.fields[code] = _field(code, lang, required=code in step.requires)
        for code in REPAIRS if step.id == "resubmit" else ():
            self.fields[code] = _field(code, lang, required=code == "problem_statement")
            self.fields[code].initial = getattr(proposal, COLUMN.get(code, ""), None)

    def inputs(self) -> dict[str, object]:
        """What was given, by input code; empty and unchanged fields are left out."""
        found = {
            code: value
            for code, value in self.cleaned_data.items()
            if value not in (None, "", []) and (code not in REPAIRS or value != self.fields[code].initial)
        }
        if "rating" in found:
            found["rating"] = int(str(found["rating"]))
        return found

    def show(self, problems: Mapping[str, tuple[str, str]], lang: str) -> None:
        """Each sentence beside its field; one without a field above the form."""
        for code, (text_id, text_en) in problems.items():
            self.add_error(code if code in self.fields else None, text_en if lang == "en" else text_id)


def _field(code: str, lang: str, *, required: bool) -> forms.Field:
    row = INPUT[code]
    words: dict[str, Any] = {"label": row.label(lang), "required": required}
    if code == "rating":
        return forms.ChoiceField(choices=RATINGS, widget=forms.RadioSelect, **words)
    if code not in REPAIRS:
        meaning = row.meaning_text(lang)
        words["help_text"] = f"{meaning[:1].upper()}{meaning[1:]}."
    if code == "photos":
        return PhotosField(most=5, **words)
    if code == "volume":
        return DecimalVolumeField(**words)
    if code == "estimated_cost":
        return RupiahField(**words)
    if code == "beneficiaries":
        return PeopleField(**words)
    if code == "unit":
        return CleanCharField(max_length=40, **words)
    return CleanCharField(max_length=2_000, widget=forms.Textarea, **words)
