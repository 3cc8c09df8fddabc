"""Invite one, or paste a list as it stands in a letter or a sheet."""

import re
from typing import Any

from django import forms
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from rembuk.apps.core.forms import CleanCharField, PhoneField
from rembuk.apps.core.typed import phone_of

from ..actions.call import Guest
from ..constituencies import SPEAKERS

_KINDS = (
    ("resident", gettext_lazy("Resident")),
    ("delegate", gettext_lazy("Delegate of an institution")),
    ("official", gettext_lazy("Official")),
)
_SEXES = (("P", gettext_lazy("Woman")), ("L", gettext_lazy("Man")))
_MOST_LINES = 300
_MALE = frozenset({"l", "laki", "laki-laki", "pria", "m"})
_FEMALE = frozenset({"p", "perempuan", "wanita", "f"})


def _speakers() -> list[tuple[str, str]]:
    lang = get_language() or "id"
    return [(row.code, row.label(lang)) for row in SPEAKERS]


class GuestForm(forms.Form):
    """One person. Telephone and address stay in the archive copy."""

    name = CleanCharField(label=gettext_lazy("Name"), max_length=120)
    institution = CleanCharField(label=gettext_lazy("Institution or group"), max_length=120, required=False)
    constituency = forms.ChoiceField(label=gettext_lazy("Speaks for"), choices=_speakers)
    sex = forms.ChoiceField(label=gettext_lazy("Sex"), choices=_SEXES, widget=forms.RadioSelect)
    kind = forms.ChoiceField(label=gettext_lazy("Comes as"), choices=_KINDS, initial="resident")
    phone = PhoneField(
        label=gettext_lazy("Telephone"), required=False, help_text=gettext_lazy("Never in the public copy.")
    )
    present = forms.BooleanField(label=gettext_lazy("Is here now, without an invitation"), required=False)

    def guest(self) -> Guest:
        data = dict(self.cleaned_data)
        data.pop("present")
        return Guest(**data)


class PasteForm(forms.Form):
    """A line a person: name; institution; speaks for; L or P; telephone."""

    lines = CleanCharField(
        label=gettext_lazy("Paste a list"),
        help_text=gettext_lazy("One person a line: name; institution; speaks for; L or P; telephone."),
        max_length=40_000,
        widget=forms.Textarea,
    )

    def clean_lines(self) -> list[Guest]:
        rows = [line for line in self.cleaned_data["lines"].splitlines() if line.strip()]
        if len(rows) > _MOST_LINES:
            raise forms.ValidationError(_("At most %(most)s lines at once, please.") % {"most": _MOST_LINES})
        return [_guest(number, row) for number, row in enumerate(rows, start=1)]

    def guests(self) -> list[Guest]:
        found: list[Guest] = self.cleaned_data["lines"]
        return found


def _guest(number: int, row: str) -> Guest:
    parts = [part.strip() for part in re.split(r"[;\t]", row)] + [""] * 5
    name, institution, speaks_for, sex, phone = parts[:5]
    if len(name) < 2 or len(name) > 120 or len(institution) > 120:
        raise forms.ValidationError(_("Line %(n)s has no readable name.") % {"n": number})
    mark = "L" if sex.casefold() in _MALE else "P" if sex.casefold() in _FEMALE else ""
    if not mark:
        raise forms.ValidationError(_("Line %(n)s (%(name)s): write L or P.") % {"n": number, "name": name})
    return Guest(
        name=name, institution=institution, constituency=_speaker_of(speaks_for), sex=mark,
        kind="resident", phone=phone_of(phone) or "",
    )  # fmt: skip


def _speaker_of(words: str) -> str:
    asked = words.casefold()
    for row in SPEAKERS:
        if asked and (
            asked == row.code or asked in row.label_id.casefold() or asked in row.label_en.casefold()
        ):
            return row.code
    return "other"


class AttendanceForm(forms.Form):
    """Who of the people on this page is here."""

    shown = forms.TypedMultipleChoiceField(coerce=int, required=False)
    here = forms.TypedMultipleChoiceField(coerce=int, required=False)

    def __init__(self, data: Any, *, known: list[int]) -> None:
        super().__init__(data)
        choices = [(pk, str(pk)) for pk in known]
        for name in ("shown", "here"):
            self.fields[name].choices = choices  # type: ignore[attr-defined]
