"""The criteria of a year as one form, a line a criterion."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import get_language, gettext_lazy

from rembuk.apps.core.forms import CleanCharField, WholeField

from ..actions.criteria import Setting
from ..sources import SOURCE

_DIRECTIONS = (("benefit", gettext_lazy("More is better")), ("cost", gettext_lazy("Less is better")))
_PARTS = ("label", "lowest", "highest", "direction", "weight")


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
            {"label": row.label, "source": SOURCE[row.source].label(lang)}
            | {"fields": [self[f"{row.code}_{part}"] for part in _PARTS]}
            for row in self._settings
        ]

    def wanted(self) -> tuple[Setting, ...]:
        data = self.cleaned_data
        return tuple(
            Setting(code=row.code, source=row.source, **{part: data[f"{row.code}_{part}"] for part in _PARTS})
            for row in self._settings
        )


def _line(row: Setting) -> dict[str, forms.Field]:
    amount: dict[str, Any] = {"max_digits": 18, "decimal_places": 3, "max_value": 10**14, "min_value": 0}
    return {
        f"{row.code}_label": CleanCharField(label=gettext_lazy("Name"), max_length=120, initial=row.label),
        f"{row.code}_lowest": forms.DecimalField(
            label=gettext_lazy("From"), initial=_plain(row.lowest), **amount
        ),
        f"{row.code}_highest": forms.DecimalField(
            label=gettext_lazy("To"), initial=_plain(row.highest), **amount
        ),
        f"{row.code}_direction": forms.ChoiceField(
            label=gettext_lazy("Counts as"), choices=_DIRECTIONS, initial=row.direction
        ),
        f"{row.code}_weight": WholeField(
            label=gettext_lazy("Weight (%)"), min_value=0, max_value=100, initial=row.weight
        ),
    }


def _plain(value: Decimal) -> str:
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
