"""What a step of the forum itself asks for: a reason, the words of the minutes, who read them, who signs."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rembuk.apps.core.forms import CleanCharField
from rembuk.apps.people.models import User
from rembuk.rules.fairness import SENSITIVE

from ..constituencies import speaker_label
from ..models import Forum, Minutes, Participant


def _text(label: Any, hint: Any = "", *, required: bool = False, most: int = 3_000) -> forms.Field:
    return CleanCharField(
        label=label, help_text=hint, required=required, max_length=most, widget=forms.Textarea
    )


class ForumStepForm(forms.Form):
    """Fields by the step; most steps ask nothing."""

    def __init__(self, data: Any = None, *, step_id: str, forum: Forum) -> None:
        super().__init__(data, auto_id=f"{step_id}_%s")
        self._forum = forum
        make = _FIELDS.get(step_id)
        if make is not None:
            self.fields.update(make(forum))

    def inputs(self) -> dict[str, Any]:
        """As the action takes it; chosen delegates with name, element and sex."""
        data = dict(self.cleaned_data)
        if "delegates" in data:
            people = Participant.objects.filter(forum=self._forum, pk__in=data["delegates"]).order_by("id")
            data["delegates"] = [
                {
                    "name": row.name,
                    "constituency": speaker_label(row.constituency, "id"),
                    "sex": row.sex,
                    "is_sensitive": row.constituency in SENSITIVE,
                }
                for row in people
            ]
        return data


def _call_off(_forum: Forum) -> dict[str, forms.Field]:
    return {
        "reason_text": _text(
            gettext_lazy("Why it is called off"), gettext_lazy("Everybody reads it. At least 20 characters."),
            required=True,
        )
    }  # fmt: skip


def _suspend(_forum: Forum) -> dict[str, forms.Field]:
    return {"reason_text": _text(gettext_lazy("What is missing, and when you meet again"))}


def _draft(forum: Forum) -> dict[str, forms.Field]:
    row = Minutes.objects.filter(forum=forum).first()
    here = Participant.objects.filter(forum=forum).exclude(arrived_at=None).order_by("name", "id")[:300]
    chosen = {one["name"] for one in row.delegates} if row else set()
    choices = [(person.pk, f"{person.name} · {person.institution or '–'}") for person in here]
    delegates = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Delegates to the next forum"), coerce=int, choices=choices, required=False,
        initial=[person.pk for person in here if person.name in chosen], widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    fields = {
        "notes": _text(gettext_lazy("Notes"), gettext_lazy("Printed in the minutes.")),
        "objections": _text(
            gettext_lazy("Objections"), gettext_lazy("What somebody wants on record, printed in the minutes.")
        ),
    }
    fields["notes"].initial, fields["objections"].initial = (row.notes, row.objections) if row else ("", "")
    return fields | ({"delegates": delegates} if choices else {})


def _read(_forum: Forum) -> dict[str, forms.Field]:
    return {"read_by": CleanCharField(label=gettext_lazy("Who read it aloud"), max_length=120)}


def _send(_forum: Forum) -> dict[str, forms.Field]:
    return {
        "letter_number": CleanCharField(
            label=gettext_lazy("Number of the letter"), max_length=80, required=False,
            help_text=gettext_lazy("It may follow later; the next level has the list already."),
        )
    }  # fmt: skip


_FIELDS = {
    "call_off": _call_off, "suspend": _suspend, "draft_minutes": _draft, "read_aloud": _read,
    "send_minutes": _send,
}  # fmt: skip


class QuorumNoteForm(forms.Form):
    """Why the forum goes on without its quorum."""

    quorum_note = _text(
        gettext_lazy("Note on the quorum"), gettext_lazy("Printed in the minutes. At least 20 characters."),
        required=True, most=600,
    )  # fmt: skip


class SignForm(forms.Form):
    """The signer confirms with the password: a signature counts, so it is asked for anew."""

    office = CleanCharField(
        label=gettext_lazy("You sign as"),
        max_length=120,
        help_text=gettext_lazy("As it stands under the paper."),
    )
    agrees = forms.BooleanField(
        label=gettext_lazy("I have read these minutes, and they say what the forum decided.")
    )
    password = forms.CharField(
        label=gettext_lazy("Your password"), max_length=200, strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )  # fmt: skip

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._user = user

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        if not self._user.check_password(password):
            raise forms.ValidationError(_("This is not your password. Please try again."))
        return password
