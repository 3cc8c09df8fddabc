"""The criteria of a year as one form, a line a criterion."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from rembuk.apps.core.format import number
from rembuk.apps.core.forms import CleanCharField, WholeField
from rembuk.apps.core.typed import decimal_of
from rembuk.rules.labels import in_language
from rembuk.rules.refusals import Refusal

from ..actions.criteria import Setting
from ..sources import SOURCE

_DIRECTIONS = (("benefit", gettext_lazy("More is better")), ("cost", gettext_lazy("Less is better")))
_LARGEST, _SMALLEST = 10**14, Decimal("0.001")
_PARTS = ("label", "label_en", "lowest", "highest", "direction", "weight")


class GoalpostField(forms.CharField):
    """120, 12,5 or 1.500: a figure from 0 to 10^14 with three decimals at most."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]
        text = str(value if value is not None else "").strip()
        if not text:
            return None
        found = decimal_of(text)
        if found is None:
            raise forms.ValidationError(
                _("Write the number like 120, 12,5 or 1.500: a point for thousands, a comma for a part.")
            )
        if found > _LARGEST or found != found.quantize(_SMALLEST):
            raise forms.ValidationError(_("Write at most 14 digits, and at most 3 behind the comma."))
        return found

    def prepare_value(self, value: Any) -> Any:
        """With a fourth digit where three would be taken for a thousand."""
        if not isinstance(value, Decimal):
            return value
        whole, _point, part = format(value.normalize(), "f").partition(".")
        return f"{whole},{part.ljust(4, '0') if len(part) == 3 else part}" if part else whole


class CriteriaForm(forms.Form):
    """Weights add up to 100; a weight of 0 takes a criterion out of the score."""

    def __init__(self, *args: Any, settings: tuple[Setting, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._settings = settings
        for row in settings:
            self.fields.update(_line(row))

    def lines(self) -> list[dict[str, Any]]:
        """For the page: the words of the source, and the bound fields of each line."""
        lang = get_language() or "id"
        return [
            {
                "label": in_language(lang, row.label, row.label_en or row.label),
                "source": SOURCE[row.source].label(lang),
            }
            | {"fields": [self[f"{row.code}_{part}"] for part in _PARTS]}
            for row in self._settings
        ]

    def wanted(self) -> tuple[Setting, ...]:
        data = self.cleaned_data
        return tuple(
            Setting(code=row.code, source=row.source, **{part: data[f"{row.code}_{part}"] for part in _PARTS})
            for row in self._settings
        )

    def tell(self, refusal: Refusal, present: Iterable[Setting]) -> None:
        """Above the form: that a colleague was faster, and what stands now where something else was typed."""
        lang, typed = get_language() or "id", set(self.wanted())
        self.add_error(None, refusal.text(lang))
        for row in present:
            words = {
                "name": row.label, "low": number(row.lowest, lang), "high": number(row.highest, lang),
                "weight": row.weight, "counts": dict(_DIRECTIONS)[row.direction],
            }  # fmt: skip
            if row not in typed:
                told = _("%(name)s: %(low)s to %(high)s, %(counts)s, weight %(weight)s%% is saved now.")
                self.add_error(None, told % words)


def _line(row: Setting) -> dict[str, forms.Field]:
    return {
        f"{row.code}_label": CleanCharField(label=gettext_lazy("Name"), max_length=120, initial=row.label),
        f"{row.code}_label_en": CleanCharField(
            label=gettext_lazy("Name in English"), required=False, max_length=120, initial=row.label_en
        ),
        f"{row.code}_lowest": GoalpostField(label=gettext_lazy("From"), initial=row.lowest),
        f"{row.code}_highest": GoalpostField(label=gettext_lazy("To"), initial=row.highest),
        f"{row.code}_direction": forms.ChoiceField(
            label=gettext_lazy("Counts as"), choices=_DIRECTIONS, initial=row.direction
        ),
        f"{row.code}_weight": WholeField(
            label=gettext_lazy("Weight (%)"), min_value=0, max_value=100, initial=row.weight
        ),
    }
