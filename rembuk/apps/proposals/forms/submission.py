"""The form of a new proposal. Required: problem, place, contact, truth; everything else is welcome."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from rembuk.apps.core.forms import (
    CleanCharField,
    DecimalVolumeField,
    NeighbourhoodField,
    PhoneField,
    PhotosField,
    PointFields,
    RupiahField,
)
from rembuk.apps.core.ids import is_uuid7, uuid7
from rembuk.apps.people.models import User
from rembuk.apps.places.queries import VillageLine, place_name
from rembuk.rules.categories import CATEGORIES

from ..actions.submit import Submission
from ..models import Proposal
from .fields import PeopleField

MOST_PHOTOS = 5


def _paragraph(*, longest: int = 2_000, required: bool = False, **words: Any) -> CleanCharField:
    return CleanCharField(required=required, max_length=longest, widget=forms.Textarea, **words)


class SubmissionForm(PointFields, forms.Form):
    """Four short parts: where, what is wrong, a picture, who benefits. Without JavaScript it is one page."""

    uuid = forms.UUIDField(widget=forms.HiddenInput)
    village = forms.ChoiceField(label=gettext_lazy("Village or urban village"))
    rt = NeighbourhoodField(label="RT")
    rw = NeighbourhoodField(label="RW")
    address = CleanCharField(
        label=gettext_lazy("Where exactly?"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("For example: the road behind the market, 50 metres from the mosque."),
    )
    problem = _paragraph(
        label=gettext_lazy("What is the problem?"),
        required=True,
        help_text=gettext_lazy("In your own words. What is wrong, who suffers from it, since when?"),
    )
    photos = PhotosField(
        label=gettext_lazy("Photographs"),
        required=False,
        most=MOST_PHOTOS,
        help_text=gettext_lazy("Up to five. We remove the location that a phone stores inside them."),
    )
    work = _paragraph(
        label=gettext_lazy("What should be done?"),
        help_text=gettext_lazy("Leave it empty if you are not sure: the village team completes it with you."),
    )
    category = forms.ChoiceField(label=gettext_lazy("What is it about?"), required=False)
    volume = DecimalVolumeField(label=gettext_lazy("How much?"), required=False)
    unit = CleanCharField(
        label=gettext_lazy("Unit"),
        required=False,
        max_length=40,
        help_text=gettext_lazy("Metres, units, people ..."),
    )
    beneficiaries = PeopleField(label=gettext_lazy("How many people benefit?"), required=False)
    estimated_cost = RupiahField(
        label=gettext_lazy("Estimated cost"), required=False, help_text=gettext_lazy("A guess is enough.")
    )
    contribution = _paragraph(
        label=gettext_lazy("What can residents contribute?"),
        help_text=gettext_lazy("Labour, material, land ..."),
        longest=500,
    )
    upkeep = _paragraph(label=gettext_lazy("Who will look after it afterwards?"), longest=500)
    contact_name = CleanCharField(label=gettext_lazy("Name of the proposer"), required=False, max_length=120)
    contact_phone = PhoneField(label=gettext_lazy("Telephone"), required=False)
    contact_email = forms.EmailField(
        label=gettext_lazy("E-mail"),
        required=False,
        max_length=254,
        error_messages={"invalid": gettext_lazy("Write the e-mail address like siti@contoh.id.")},
    )
    assisted = forms.BooleanField(
        label=gettext_lazy("I enter this for somebody else, with their consent"), required=False
    )
    truth = forms.BooleanField(label=gettext_lazy("What I wrote is true"))

    def __init__(
        self,
        *args: Any,
        villages: list[VillageLine],
        may_assist: bool,
        draft: bool = False,
        **kwargs: Any,
    ):
        super().__init__(*args, **kwargs)
        lang = get_language() or "id"
        self._villages = {row.code: row for row in villages}
        self._draft = draft
        self.fields["village"].choices = _village_choices(villages, lang)  # type: ignore[attr-defined]
        self.fields["category"].choices = [  # type: ignore[attr-defined]
            ("", _("I do not know")),
            *((row.code, row.label(lang)) for row in CATEGORIES),
        ]
        if not may_assist:
            del self.fields["assisted"]
            del self.fields["contact_name"]
        if draft:
            for name in ("problem", "truth"):
                self.fields[name].required = False

    def clean_uuid(self) -> UUID:
        value: UUID = self.cleaned_data["uuid"]
        if not is_uuid7(value):
            raise forms.ValidationError(_("This form is too old. Reload the page; what you typed is kept."))
        return value

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if self._draft or "contact_phone" in self.errors or "contact_email" in self.errors:
            return data
        if not (data.get("contact_phone") or data.get("contact_email") or data.get("assisted")):
            self.add_error(
                "contact_phone",
                _(
                    "We need a telephone number or an e-mail address to send the answer to."
                    " If you have neither, give the number of a relative,"
                    " or ask a facilitator to send it for you."
                ),
            )
        return data

    def submission(self) -> Submission:
        """The cleaned words as the action takes them."""
        data = self.cleaned_data
        names = (
            "problem", "rt", "rw", "address", "lat", "lon", "work", "category", "volume", "unit",
            "beneficiaries", "estimated_cost", "contribution", "upkeep", "contact_phone",
            "contact_email", "photos",
        )  # fmt: skip
        return Submission(
            village=self._villages[data["village"]],
            contact_name=data.get("contact_name") or "",
            assisted=bool(data.get("assisted")),
            truth=bool(data.get("truth")),
            **{name: data[name] for name in names},
        )


def fresh_uuid() -> UUID:
    """The number of a submission whose form was made by the server."""
    return uuid7()


def first_words(by: User, draft: Proposal | None) -> dict[str, object]:
    """What stands in the form at first: the draft, or what the account knows of its person."""
    if draft is None:
        return {
            "uuid": fresh_uuid(), "village": by.village_code, "rt": by.rt, "rw": by.rw,
            "contact_phone": by.phone or "", "contact_email": by.email or "",
        }  # fmt: skip
    names = (
        "uuid", "rt", "rw", "address", "lat", "lon", "problem", "work", "category", "volume", "unit",
        "beneficiaries", "estimated_cost", "contribution", "upkeep",
    )  # fmt: skip
    contact = getattr(draft, "contact", None)
    return {name: getattr(draft, name) for name in names} | {
        "village": draft.village_code,
        "assisted": draft.assisted_by_id is not None,
        "contact_name": contact.name if contact else "",
        "contact_phone": contact.phone if contact else by.phone or "",
        "contact_email": contact.email if contact else by.email or "",
    }


def _village_choices(villages: list[VillageLine], lang: str) -> list[Any]:
    """Villages under the name of their sub-district, in the order they come."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for row in villages:
        district = row.line.partition(", ")[2]
        groups.setdefault(district, []).append((row.code, place_name(row.kind, row.name, lang)))
    only_one = len(villages) == 1
    return [*groups.items()] if only_one else [("", _("Choose")), *groups.items()]
