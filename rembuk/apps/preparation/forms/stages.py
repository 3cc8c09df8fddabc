"""Moving one window, or keeping it open longer for named villages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rembuk.apps.places.queries import VillageLine

from ..models import Stage
from .fields import ClosingMomentField, LetterField, LocalMomentField, ReasonField, SeenMomentField


class MoveStageForm(forms.Form):
    """A new window with its reason; it carries the window that the page showed."""

    opens_at = LocalMomentField(
        label=gettext_lazy("Opens"), error_messages={"required": gettext_lazy("When does it open?")}
    )
    closes_at = ClosingMomentField(
        label=gettext_lazy("Closes"),
        help_text=gettext_lazy("23:59 means the whole of that day."),
        error_messages={"required": gettext_lazy("When does it close?")},
    )
    reason = ReasonField()
    letter_number = LetterField(
        required=False, help_text=gettext_lazy("Only needed to pass the last day that the law allows.")
    )
    seen_opens = SeenMomentField()
    seen_closes = SeenMomentField()

    @classmethod
    def of(cls, stage: Stage, data: Any = None) -> "MoveStageForm":
        return cls(
            data,
            initial={
                "opens_at": stage.opens_at,
                "closes_at": stage.closes_at,
                "seen_opens": stage.opens_at,
                "seen_closes": stage.closes_at,
            },
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        opens_at, closes_at = data.get("opens_at"), data.get("closes_at")
        if opens_at and closes_at and closes_at <= opens_at:
            self.add_error("closes_at", _("It has to close after it opens. Choose a later moment."))
        return data

    @classmethod
    def again(
        cls, stage: Stage, data: Mapping[str, Any], sentence: str, field: str | None
    ) -> "MoveStageForm":
        """What was typed, told why it was not saved; the next try starts from the window as it is now."""
        names = ("opens_at", "closes_at", "reason", "letter_number")
        typed = {name: data.get(name, "") for name in names}
        seen = {"seen_opens": stage.opens_at.isoformat(), "seen_closes": stage.closes_at.isoformat()}
        form = cls(typed | seen)
        form.add_error(field, sentence)
        return form


@dataclass(slots=True)
class District:
    """A sub-district with its villages as (code, name, chosen)."""

    code: str
    name: str
    is_whole: bool
    villages: list[tuple[str, str, bool]] = field(default_factory=list)

    @property
    def chosen(self) -> int:
        """How many of them."""
        return len(self.villages) if self.is_whole else sum(one[2] for one in self.villages)


class ExtendStageForm(forms.Form):
    """A longer window for some villages, or for all of a sub-district with one box.

    A large regency has more villages than a form may have boxes ticked.
    """

    districts = forms.MultipleChoiceField(required=False)
    villages = forms.MultipleChoiceField(
        label=gettext_lazy("Villages"), required=False, widget=forms.CheckboxSelectMultiple
    )
    closes_at = ClosingMomentField(
        label=gettext_lazy("Open until"),
        help_text=gettext_lazy("23:59 means the whole of that day."),
        error_messages={"required": gettext_lazy("Until when does it stay open?")},
    )
    letter_number = LetterField(
        label=gettext_lazy("Number of the extension letter"),
        error_messages={"required": gettext_lazy("An extension needs the number of its letter.")},
    )
    reason = ReasonField(label=gettext_lazy("Reason for the extension"))

    def __init__(self, *args: Any, villages: Sequence[VillageLine], **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "id_extend_%s", **kwargs})
        self.fields["villages"].choices = [(row.code, row.line) for row in villages]  # type: ignore[attr-defined]
        self._villages = villages
        codes = dict.fromkeys(_district_of(row.code) for row in villages)
        self.fields["districts"].choices = [(code, code) for code in codes]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Every village chosen, by itself or with its sub-district, in the order of the list."""
        data = super().clean() or {}
        alone, whole = set(data.get("villages") or ()), set(data.get("districts") or ())
        data["villages"] = [
            row.code for row in self._villages if row.code in alone or _district_of(row.code) in whole
        ]
        if not data["villages"] and "villages" not in self.errors:
            self.add_error("villages", _("Choose at least one village."))
        return data

    def by_district(self) -> list[District]:
        """For the page."""
        alone, whole = set(self["villages"].value() or ()), set(self["districts"].value() or ())
        found: dict[str, District] = {}
        for row in self._villages:
            code, (name, _comma, district) = _district_of(row.code), row.line.partition(", ")
            group = found.setdefault(code, District(code, district, code in whole))
            group.villages.append((row.code, name, row.code in alone))
        return sorted(found.values(), key=lambda group: group.name)


def _district_of(village_code: str) -> str:
    return village_code.rpartition(".")[0]
