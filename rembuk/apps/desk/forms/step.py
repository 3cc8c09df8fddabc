"""One form for every step of an officer: a field an input, with the words and limits of the rules."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rembuk.apps.core.clock import today
from rembuk.apps.core.forms import (
    CleanCharField,
    DecimalVolumeField,
    PhotosField,
    RupiahField,
    WholeField,
    in_indonesia,
)
from rembuk.apps.core.typed import degrees_of
from rembuk.apps.musrenbang.models import Minutes
from rembuk.apps.places.models import Agency, SubActivity
from rembuk.apps.places.queries import agencies, nomenclature_of
from rembuk.apps.proposals.access import by_code
from rembuk.apps.proposals.facts import ENDED
from rembuk.apps.proposals.forms.fields import PeopleField
from rembuk.apps.proposals.forms.price_reason import price_reason_field
from rembuk.apps.proposals.models import Proposal
from rembuk.rules.categories import CATEGORIES
from rembuk.rules.inputs import INPUT, InputRow
from rembuk.rules.prices import asks_for_cost
from rembuk.rules.proposal_flow import State, Step
from rembuk.rules.reasons import MIN_REASON_TEXT, REASONS

from ..actions.decide import OWN_INPUTS

# Beside what a step asks, money that it may carry: the table of steps speaks of proofs, the trace of rupiah.
_MONEY = {
    "enter_budget": gettext_lazy("Amount in the budget line"),
    "report_progress": gettext_lazy("Spent so far"),
    "complete_works": gettext_lazy("Spent in all"),
}
_GOVERNMENTS = (
    ("desa", gettext_lazy("Village")),
    ("kabupaten_kota", gettext_lazy("Regency or city")),
    ("provinsi", gettext_lazy("Province")),
    ("pusat", gettext_lazy("National government")),
)
_FIRST_YEAR = 2000
_MOST_OFFERED = 300
_LONGEST_CODE = 24  # of a sub-activity, where no nomenclature is loaded to compare it with
# Words that need no explanation beside what already stands in the box.
_PLAIN = frozenset(
    {"problem_statement", "proposed_work", "volume", "unit", "beneficiaries", "estimated_cost", "reason_code"}
)


class ListedInput(forms.TextInput):
    """A box that offers what others wrote; anything may be typed. The template draws the list."""

    def __init__(self, offered: tuple[str, ...]) -> None:
        super().__init__()
        self.offered = offered


class StepForm(forms.Form):
    """Fields come from `step.requires` and `step.optional`."""

    def __init__(
        self, *args: Any, step: Step, proposal: Proposal, lang: str, for_many: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._proposal = proposal
        self._step = step
        for code in (*step.requires, *step.optional):
            for name, made in _fields_of(INPUT[code], proposal, lang).items():
                made.required = made.required and code in step.requires
                self.fields[name] = made
        if asks_for_cost(step):
            self.fields["price_reason"] = price_reason_field(proposal, lang)
        if step.id in _MONEY:
            self.fields["amount"] = RupiahField(label=_MONEY[step.id], required=step.id == "enter_budget")
        if step.id == "report_progress" and proposal.progress_percent:
            self.fields["reason_text"] = CleanCharField(
                label=_("Why less than before"), required=False, max_length=2_000, widget=forms.Textarea
            )
        if step.to == State.GRANT_ROUTE and not proposal.agency_code:
            self.fields |= _fields_of(INPUT["target_agency"], proposal, lang)  # or nobody would answer it
        if step.id == "complete_details":
            self.fields["category"] = _category(proposal, lang)
        if for_many:
            self._leave_open()

    def _leave_open(self) -> None:
        """Each proposal has its own amount, volume and agency: what is left empty is taken from there."""
        for name in self.fields:
            self.fields[name].initial = None
            if name in OWN_INPUTS:
                self.fields[name].required = False
                self.fields[name].help_text = _("Leave it empty to take what stands in each proposal.")

    def typed(self) -> tuple[tuple[str, str], ...]:
        """What was written, to be read again where the form itself has no place any more."""
        rows = ((bound.label, bound.value()) for bound in self if bound.name != "photos")
        return tuple((str(label), value) for label, value in rows if isinstance(value, str) and value)

    def show(self, problems: Mapping[str, tuple[str, str]], lang: str) -> None:
        """Each sentence beside its field; one without a field above the form."""
        for code, (text_id, text_en) in problems.items():
            self.add_error(code if code in self.fields else None, text_en if lang == "en" else text_id)

    def clean_merge_target(self) -> Proposal:
        target = by_code(self.cleaned_data["merge_target"])
        if target is None or target.pk == self._proposal.pk or not target.is_public:
            raise forms.ValidationError(_("There is no other proposal with this code. Please check it."))
        if target.state in ENDED:
            raise forms.ValidationError(_("That proposal has ended. Choose one that is still alive."))
        if not self._is_near(target):
            raise forms.ValidationError(_("That proposal is of another place, which another office decides."))
        return target

    def _is_near(self, target: Proposal) -> bool:
        own = self._proposal
        if self._step.id == "merge_in_village":
            return target.village_code == own.village_code
        return self._step.id != "merge_in_district" or target.district_code == own.district_code

    def clean_sub_activity(self) -> str:
        code = str(self.cleaned_data["sub_activity"]).split(" ")[0]
        lines = SubActivity.objects.all()
        if len(code) > _LONGEST_CODE or (lines.exists() and code and not lines.filter(code=code).exists()):
            raise forms.ValidationError(_("There is no sub-activity with this code. Please check it."))
        return code

    def clean_handover_date(self) -> date | None:
        day: date | None = self.cleaned_data["handover_date"]
        if day is not None and not date(_FIRST_YEAR, 1, 1) <= day <= today():
            raise forms.ValidationError(_("The handover was today or earlier. Please check the date."))
        return day

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if "gps_position_lat" not in data or "gps_position_lon" not in data:
            return data
        lat, lon = degrees_of(data["gps_position_lat"]), degrees_of(data["gps_position_lon"])
        if lat is None or lon is None or not in_indonesia(lat, lon):
            self.add_error(
                "gps_position_lat", _("Write the point as measured, for example -7,1234 and 108,9876.")
            )
        return data

    def clean_target_agency(self) -> Agency | None:
        code = self.cleaned_data["target_agency"]
        found = Agency.objects.filter(tenant=self._proposal.tenant, code=code).first()
        if found is None and code:
            raise forms.ValidationError(_("Choose an agency from the list."))
        return found

    def inputs(self) -> dict[str, Any]:
        """What was given, by input code; parts of a reference are put together, empty ones left out."""
        data = {code: value for code, value in self.cleaned_data.items() if value not in (None, "", [])}
        for whole, parts in _PARTS.items():
            given = {part: data.pop(f"{whole}_{part}") for part in parts if f"{whole}_{part}" in data}
            if given:
                data[whole] = given
        return data


_PARTS: Mapping[str, tuple[str, ...]] = {
    "village_plan_line": ("document", "line", "year"),
    "gps_position": ("lat", "lon"),
}


def as_typed(inputs: dict[str, Any]) -> dict[str, Any]:
    """Inputs of a step as its form shows them again; photographs have to be chosen anew."""
    found: dict[str, Any] = {}
    for code, value in inputs.items():
        if code in _PARTS:
            found |= {f"{code}_{part}": text for part, text in value.items()}
        elif code not in ("photos", "final_photos"):
            found[code] = value.code if isinstance(value, (Agency, Proposal)) else value
    return found


def _fields_of(row: InputRow, proposal: Proposal, lang: str) -> dict[str, forms.Field]:
    """The field or fields of one input."""
    words: dict[str, Any] = {"label": row.label(lang)}
    if row.code not in _PLAIN:
        meaning = row.meaning_text(lang)
        words["help_text"] = f"{meaning[:1].upper()}{meaning[1:]}."
    made = _MAKERS.get(row.code)
    if made is not None:
        return made(words, proposal, lang)
    if row.type.startswith("text") or row.code in {"recommendation", "change_note"}:
        return {row.code: CleanCharField(max_length=2_000, widget=forms.Textarea, **words)}
    return {row.code: CleanCharField(max_length=200, **words)}


def _category(proposal: Proposal, lang: str) -> forms.ChoiceField:
    """Not asked by the rules, but without it nobody knows whose field it is."""
    choices = [("", "—"), *((row.code, row.label(lang)) for row in CATEGORIES)]
    return forms.ChoiceField(label=_("Kind"), choices=choices, initial=proposal.category)


Maker = Callable[[dict[str, Any], Proposal, str], dict[str, forms.Field]]


def _reason_code(words: dict[str, Any], _proposal: Proposal, lang: str) -> dict[str, forms.Field]:
    choices = [("", "—"), *((row.code, row.label(lang)) for row in REASONS)]
    return {"reason_code": forms.ChoiceField(choices=choices, **words)}


def _reason_text(words: dict[str, Any], _proposal: Proposal, _lang: str) -> dict[str, forms.Field]:
    words["help_text"] = _("Plain words that the proposer and everybody can read. At least 20 characters.")
    return {
        "reason_text": CleanCharField(
            max_length=2_000, widget=forms.Textarea(attrs={"minlength": MIN_REASON_TEXT}), **words
        )
    }


def _amount(words: dict[str, Any], proposal: Proposal, _lang: str) -> dict[str, forms.Field]:
    known = proposal.amount_agreed if proposal.amount_agreed is not None else proposal.estimated_cost
    return {"amount": RupiahField(initial=known, **words)}


def _agency(words: dict[str, Any], proposal: Proposal, _lang: str) -> dict[str, forms.Field]:
    choices = [("", "—"), *((row.code, row.name) for row in agencies(proposal.tenant))]
    return {"target_agency": forms.ChoiceField(choices=choices, initial=proposal.agency_code, **words)}


def _minutes(kind: str) -> Maker:
    def make(words: dict[str, Any], proposal: Proposal, _lang: str) -> dict[str, forms.Field]:
        signed = Minutes.objects.exclude(signed_at=None).filter(
            forum__type=kind, forum__tenant=proposal.tenant, forum__cycle=proposal.cycle
        )
        choices = [(row.forum.code, row.forum.title) for row in signed.select_related("forum")]
        code = "annual_plan_minutes" if kind == "annual_plan_deliberation" else "agency_forum_minutes"
        if not choices:
            words["help_text"] = _("No minutes of that forum are signed yet.")
        return {code: forms.ChoiceField(choices=[("", "—"), *choices], **words)}

    return make


def _plan_line(words: dict[str, Any], proposal: Proposal, _lang: str) -> dict[str, forms.Field]:
    year = (proposal.plan_year or 0) - (1 if proposal.track == "desa" else 0)
    return {
        "village_plan_line_document": CleanCharField(
            label=_("Document"), max_length=120, help_text=_("For example: Peraturan Desa 4/2026.")
        ),
        "village_plan_line_line": CleanCharField(label=_("Line"), max_length=40),
        "village_plan_line_year": WholeField(
            label=_("Year of the line"), initial=year, min_value=2000, max_value=2200
        ),
    }


def _gps(words: dict[str, Any], proposal: Proposal, _lang: str) -> dict[str, forms.Field]:
    return {
        "gps_position_lat": CleanCharField(label=_("Latitude measured"), max_length=24, initial=proposal.lat),
        "gps_position_lon": CleanCharField(
            label=_("Longitude measured"), max_length=24, initial=proposal.lon
        ),
    }


def _sub_activity(words: dict[str, Any], proposal: Proposal, _lang: str) -> dict[str, forms.Field]:
    """A code of the nomenclature; the lines of the agency's fields are offered while one types."""
    offered = nomenclature_of(proposal.tenant, proposal.agency_code, _MOST_OFFERED)
    initial = proposal.sub_activity_code
    return {
        "sub_activity": CleanCharField(max_length=400, initial=initial, widget=ListedInput(offered), **words)
    }


def _single(code: str, make: Callable[..., forms.Field], initial: str = "", **extra: Any) -> Maker:
    def made(words: dict[str, Any], proposal: Proposal, _lang: str) -> dict[str, forms.Field]:
        start = {"initial": getattr(proposal, initial)} if initial else {}
        return {code: make(**words, **start, **extra)}

    return made


_MAKERS: dict[str, Maker] = {
    "reason_code": _reason_code,
    "reason_text": _reason_text,
    "amount": _amount,
    "target_agency": _agency,
    "annual_plan_minutes": _minutes("annual_plan_deliberation"),
    "agency_forum_minutes": _minutes("agency_forum"),
    "village_plan_line": _plan_line,
    "gps_position": _gps,
    "estimated_cost": _single("estimated_cost", RupiahField, "estimated_cost"),
    "volume": _single("volume", DecimalVolumeField, "volume"),
    "measured_volume": _single("measured_volume", DecimalVolumeField, "volume"),
    "unit": _single("unit", CleanCharField, "unit", max_length=40),
    "beneficiaries": _single("beneficiaries", PeopleField, "beneficiaries"),
    "problem_statement": _single(
        "problem_statement", CleanCharField, "problem", max_length=2_000, widget=forms.Textarea
    ),
    "proposed_work": _single(
        "proposed_work", CleanCharField, "work", max_length=2_000, widget=forms.Textarea
    ),
    "sub_activity": _sub_activity,
    "coefficient": _single("coefficient", CleanCharField, max_length=120),
    "funding_source": _single(
        "funding_source",
        CleanCharField,
        "funding_source",
        max_length=40,
        widget=ListedInput(("PAD", "DAU", "DAK", "DBH", "DID", "Bantuan Provinsi", "SiLPA")),
    ),
    "photos": _single("photos", PhotosField, most=5),
    "final_photos": _single("final_photos", PhotosField, most=5),
    "progress_percent": _single(
        "progress_percent", WholeField, "progress_percent", min_value=0, max_value=100
    ),
    "handover_date": _single(
        "handover_date", forms.DateField, widget=forms.DateInput(attrs={"type": "date"})
    ),
    "target_government": _single("target_government", forms.ChoiceField, choices=_GOVERNMENTS),
    "merge_target": _single("merge_target", CleanCharField, max_length=24),
}
