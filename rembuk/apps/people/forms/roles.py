"""Giving a role: which, where, by which letter, from when to when."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rembuk.apps.places.models import Agency
from rembuk.apps.places.queries import VillageLine, find_in
from rembuk.rules.roles import ROLE, SCOPES

from ..actions.assign_role import ASSIGNABLE

Option = tuple[str, str]


class PostForm(forms.Form):
    """A role and where it is held: one box for village, sub-district, agency or field of agencies."""

    role = forms.ChoiceField(
        label=gettext_lazy("Role"), error_messages={"required": gettext_lazy("Please choose the role.")}
    )
    place = forms.CharField(
        label=gettext_lazy("Place or agency"),
        help_text=gettext_lazy("Not needed for roles of the whole region."),
        required=False,
        max_length=200,
        widget=forms.TextInput({"list": "place-list", "autocomplete": "off", "maxlength": 200}),
    )
    letter_number = forms.CharField(
        label=gettext_lazy("Number of the letter of appointment"),
        max_length=80,
        required=False,
        widget=forms.TextInput({"maxlength": 80, "placeholder": "800/123/2026"}),
    )

    def __init__(self, *args: Any, places: "Places", lang: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = places
        self.fields["role"].choices = [("", _("Choose a role")), *role_choices(lang)]  # type: ignore[attr-defined]

    def clean_place(self) -> str:
        typed: str = self.cleaned_data["place"]
        if not typed:
            return ""
        found = self.places.meant(typed)
        if found is None:
            raise forms.ValidationError(_("We do not know this place. Choose it from the list."))
        return found

    def post(self) -> dict[str, str]:
        """What the action asks for: the place is a region's code or, with a colon, an agency or its field."""
        place = self.cleaned_data["place"]
        kind, _colon, code = place.rpartition(":")
        return {
            "role": self.cleaned_data["role"],
            "region_code": "" if kind else code,
            "agency_code": code if kind else "",
            "letter_number": self.cleaned_data["letter_number"],
        }


class AssignRoleForm(PostForm):
    """The same with its days."""

    starts_on = forms.DateField(
        label=gettext_lazy("First day"),
        error_messages={"invalid": gettext_lazy("This is no date.")},
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )
    ends_on = forms.DateField(
        label=gettext_lazy("Last day"),
        required=False,
        error_messages={"invalid": gettext_lazy("This is no date.")},
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )


class Places:
    """Everything a role can be held for, as one types it: villages, sub-districts, agencies, their fields."""

    def __init__(
        self, villages: Iterable[VillageLine], districts: Iterable[Option], agencies: Iterable[Agency]
    ) -> None:
        self.villages = list(villages)
        offices = list(agencies)
        self.others: list[Option] = [
            *districts,
            *((f"agency:{row.code}", row.name) for row in offices),
            *((f"group:{group}", _("Field: %(name)s") % {"name": group}) for group in groups_of(offices)),
        ]

    @property
    def lines(self) -> list[str]:
        return [*(line for _code, line in self.others), *(row.line for row in self.villages)]

    def meant(self, typed: str) -> str | None:
        """The key of the one place that these words mean."""
        asked = typed.strip().casefold()
        exact = [key for key, line in self.others if asked in (line.casefold(), key)]
        if exact:
            return exact[0]
        found = find_in(self.villages, typed)
        return found[0].code if len(found) == 1 else None


def groups_of(agencies: Iterable[Agency]) -> list[str]:
    return sorted({row.group for row in agencies if row.group})


def role_choices(lang: str) -> list[tuple[str, list[Option]]]:
    """Roles to give, below the scope they are held for."""
    return [
        (scope.label(lang), options)
        for scope in SCOPES
        if (
            options := [
                (code, ROLE[code].label(lang)) for code in ASSIGNABLE if ROLE[code].scope is scope.code
            ]
        )
    ]
