"""Quotas of villages, ceilings of sub-districts (one table is one form), wishes of the area formula."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rembuk.apps.core.forms import CleanCharField, RupiahField, WholeField

from ..calculation import Wish
from ..ceiling_formula import SetAside
from ..queries.figures import MEASURES

LARGEST_QUOTA = 999


class QuotasForm(forms.Form):
    """The quota of everybody, and of single villages where it differs; an empty box is no rule."""

    def __init__(
        self, *args: Any, places: Iterable[str], most: Mapping[str, int | None], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.places = tuple(places)
        for code in self.places:
            self.fields[code] = WholeField(
                required=False,
                min_value=0,
                max_value=LARGEST_QUOTA,
                initial=most.get(code),
            )

    def quotas(self) -> dict[str, int | None]:
        return {code: self.cleaned_data[code] for code in self.places}

    def differing(self, present: Mapping[str, int | None]) -> list[str]:
        """Where something else stands than what was typed."""
        return [code for code, typed in self.quotas().items() if present[code] != typed]


class CeilingsForm(forms.Form):
    """Ceilings of all sub-districts for one sector, or for all together."""

    basis = CleanCharField(
        label=gettext_lazy("Basis"),
        help_text=gettext_lazy(
            "The decision that sets these ceilings, for example the number of the decree."
        ),
        max_length=200,
        required=False,
    )

    def __init__(
        self, *args: Any, places: Iterable[tuple[str, str]], amounts: Mapping[str, int], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.places = tuple(places)
        for code, name in self.places:
            self.fields[code] = RupiahField(
                label=name,
                required=False,
                initial=amounts.get(code),
                widget=forms.TextInput(attrs={"inputmode": "numeric"}),
            )

    def amounts(self, sector: str) -> dict[tuple[str, str], int | None]:
        return {(code, sector): self.cleaned_data[code] for code, _name in self.places}


class FormulaForm(forms.Form):
    """What the area formula starts from."""

    income = RupiahField(
        label=gettext_lazy("Income of the region"),
        error_messages={"required": gettext_lazy("How much income does the region expect?")},
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    mandatory = RupiahField(
        label=gettext_lazy("Set aside: mandatory spending"),
        help_text=gettext_lazy("Salaries, contracts that run, and what a law demands."),
        required=False,
    )
    minimum_service = RupiahField(
        label=gettext_lazy("Set aside: minimum services (SPM)"),
        help_text=gettext_lazy("What is not counted as mandatory spending already."),
        required=False,
    )
    earmarked = RupiahField(
        label=gettext_lazy("Set aside: transfers with a purpose of their own"), required=False
    )
    area_percent = WholeField(
        label=gettext_lazy("Part of what is left that the sub-districts share (percent)"),
        min_value=1,
        max_value=100,
        initial=100,
    )
    base_percent = WholeField(
        label=gettext_lazy("Equal part for every sub-district (percent)"),
        min_value=0,
        max_value=100,
        initial=40,
    )
    least = RupiahField(label=gettext_lazy("Smallest ceiling"), required=False)
    most = RupiahField(label=gettext_lazy("Largest ceiling"), required=False)
    decision = CleanCharField(
        label=gettext_lazy("Decision that it is an annex to"),
        help_text=gettext_lazy("Only for publishing, for example: Keputusan Bupati Nomor 050/112/2026."),
        max_length=200,
        required=False,
    )

    def __init__(self, *args: Any, lang: str, missing: Iterable[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "id_formula_%s", **kwargs})
        self.usable = [measure for measure in MEASURES if measure.code not in set(missing)]
        for measure in self.usable:
            self.fields[f"weight_{measure.code}"] = WholeField(
                label=_("Weight of: %(measure)s") % {"measure": measure.label(lang)},
                min_value=0,
                max_value=100,
                initial=measure.weight,
            )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if "simpan" in self.data and not data.get("decision"):
            self.add_error("decision", _("Name the decision: the calculation is published as its annex."))
        return data

    def wish(self) -> Wish:
        """What was typed, for the calculation; only of a valid form."""
        data = self.cleaned_data
        weights = ((row.code, data[f"weight_{row.code}"]) for row in self.usable)
        return Wish(
            set_aside=SetAside(
                income=data["income"], mandatory=data["mandatory"] or 0,
                minimum_service=data["minimum_service"] or 0, earmarked=data["earmarked"] or 0,
                area_percent=data["area_percent"],
            ),
            base_percent=data["base_percent"],
            weights=tuple((code, weight) for code, weight in weights if weight),
            least=data["least"] or 0,
            most=data["most"],
        )  # fmt: skip
