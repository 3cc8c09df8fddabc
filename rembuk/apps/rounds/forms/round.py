"""What a planner fills in: a round, printed codes, a proposal set aside; what a typist reads from paper."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from rembuk.apps.core.codes import normalise
from rembuk.apps.core.forms import CleanCharField, RupiahField, WholeField
from rembuk.apps.preparation.forms.fields import ClosingMomentField, LocalMomentField
from rembuk.rules.categories import CATEGORIES
from rembuk.rules.rounds import BALLOT_TYPES, SET_ASIDE_KINDS, BallotType

from ..actions.prepare import Plan
from ..models import MOST_MONEY, Round

_MOST_ON_A_BALLOT, _MOST_WEIGHT = 400, 1_000


class RoundForm(forms.Form):
    """A draft; everything here is fixed when the round opens."""

    title = CleanCharField(
        label=gettext_lazy("Name of the round"),
        max_length=160,
        help_text=gettext_lazy("For example: Priorities of Kecamatan Cempaka 2028."),
        error_messages={"required": gettext_lazy("Give the round a name.")},
    )
    about = CleanCharField(
        label=gettext_lazy("What it is about"), required=False, max_length=1_000, widget=forms.Textarea
    )
    place_code = forms.ChoiceField(
        label=gettext_lazy("For residents and proposals of"),
        error_messages={"required": gettext_lazy("Choose a place.")},
    )
    theme = forms.ChoiceField(label=gettext_lazy("Theme"), required=False)
    budget = RupiahField(
        label=gettext_lazy("Money to choose about"),
        error_messages={"required": gettext_lazy("How much money is it about?")},
    )
    ballot_type = forms.ChoiceField(label=gettext_lazy("Kind of ballot"))
    most_projects = WholeField(
        label=gettext_lazy("At most so many proposals on one ballot"),
        required=False, min_value=0, max_value=_MOST_ON_A_BALLOT,
        help_text=gettext_lazy("Empty or 0: no limit."),
    )  # fmt: skip
    most_points = WholeField(
        label=gettext_lazy("Points to share out"),
        required=False, min_value=0, max_value=1_000,
        help_text=gettext_lazy("Only for the kind of ballot on which points are shared out."),
    )  # fmt: skip
    delegate_weight = WholeField(
        label=gettext_lazy("One delegate counts as so many residents"),
        initial=1, min_value=1, max_value=_MOST_WEIGHT,
        help_text=gettext_lazy(
            "1: like everybody. More counts only where at least ten delegates take part."
        ),
    )  # fmt: skip
    opens_at = LocalMomentField(
        label=gettext_lazy("Begins"), error_messages={"required": gettext_lazy("When does it begin?")}
    )
    closes_at = ClosingMomentField(
        label=gettext_lazy("Closes"),
        help_text=gettext_lazy("23:59 means the whole of that day. It never closes earlier."),
        error_messages={"required": gettext_lazy("When does it close?")},
    )

    def __init__(self, *args: Any, places: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lang = get_language() or "id"
        kinds = [(row.code, f"{row.label(lang)}: {row.hint(lang)}") for row in BALLOT_TYPES]
        themes = [("", _("All works")), *((row.code, row.label(lang)) for row in CATEGORIES)]
        for name, choices in (("place_code", list(places)), ("theme", themes), ("ballot_type", kinds)):
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    @staticmethod
    def initial_of(row: Round) -> dict[str, Any]:
        """What a draft holds now."""
        return {name: getattr(row, name) for name in RoundForm.base_fields}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        opens_at, closes_at = data.get("opens_at"), data.get("closes_at")
        if opens_at and closes_at and closes_at <= opens_at:
            self.add_error("closes_at", _("It has to close after it opens. Choose a later moment."))
        budget = data.get("budget")
        if budget is not None and not 1 <= budget <= MOST_MONEY:
            self.add_error("budget", _("Write an amount above 0."))
        if data.get("ballot_type") == BallotType.POINTS and not data.get("most_points"):
            self.add_error("most_points", _("How many points may each resident share out?"))
        return data

    def plan(self) -> Plan:
        data = dict(self.cleaned_data)
        data["most_projects"] = data["most_projects"] or 0
        data["most_points"] = data["most_points"] or 0
        return Plan(**data)


class CodesForm(forms.Form):
    """How many slips for which village."""

    village = forms.ChoiceField(label=gettext_lazy("For residents of"))
    count = WholeField(
        label=gettext_lazy("How many codes"), min_value=1, max_value=500,
        help_text=gettext_lazy("At most 500 at once."),
    )  # fmt: skip

    def __init__(self, *args: Any, villages: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["village"].choices = list(villages)  # type: ignore[attr-defined]


class SetAsideForm(forms.Form):
    """A proposal that other money pays."""

    code = CleanCharField(label=gettext_lazy("Code of the proposal"), max_length=60)
    kind = forms.ChoiceField(label=gettext_lazy("What pays it"))
    note = CleanCharField(label=gettext_lazy("Note"), required=False, max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lang = get_language() or "id"
        self.fields["kind"].choices = [(row.code, row.label(lang)) for row in SET_ASIDE_KINDS]  # type: ignore[attr-defined]

    def clean_code(self) -> str:
        code = normalise(self.cleaned_data["code"])
        if code is None:
            raise forms.ValidationError(_("This is no code of a proposal. An example: NSW-27-7K4M2P-X"))
        return code
