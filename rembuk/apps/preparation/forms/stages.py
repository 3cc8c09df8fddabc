"""Moving one window, or keeping it open longer for named villages."""

from collections.abc import Mapping, Sequence
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


class ExtendStageForm(forms.Form):
    """A longer window for some villages."""

    villages = forms.MultipleChoiceField(
        label=gettext_lazy("Villages"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose at least one village.")},
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

    def by_district(self) -> list[tuple[str, list[tuple[str, str, bool]], int]]:
        """(sub-district, its villages as (code, name, chosen), how many are chosen), for the page."""
        chosen = set(self["villages"].value() or ())
        found: dict[str, list[tuple[str, str, bool]]] = {}
        for row in self._villages:
            name, _, district = row.line.partition(", ")
            found.setdefault(district, []).append((row.code, name, row.code in chosen))
        return [(name, rows, sum(one[2] for one in rows)) for name, rows in sorted(found.items())]
