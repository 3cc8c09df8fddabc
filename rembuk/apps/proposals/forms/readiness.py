"""The checks of one proposal as a form, and what affected residents say."""

from typing import Any

from django import forms
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from rembuk.apps.core.forms import CleanCharField, WholeField
from rembuk.rules.readiness import ANSWERS, MOST_TOUCHED, STANCES, TOUCHES, check_answer, check_statement
from rembuk.rules.refusals import Refusal

from ..actions.readiness import Statement
from ..readiness_lines import Preparedness


class ReadinessForm(forms.Form):
    """Two fields a check: the answer and its note. What is left open stays unanswered."""

    def __init__(self, *args: Any, known: Preparedness, lang: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._items = [line.item for line in known.checks]
        self._lang = lang
        choices = [("", _("Not answered")), *((row.code, row.label(lang)) for row in ANSWERS)]
        for line in known.checks:
            self.fields[line.item] = forms.ChoiceField(
                label=line.label, help_text=line.question, choices=choices, required=False,
                initial=line.answer,
            )  # fmt: skip
            self.fields[f"{line.item}_note"] = CleanCharField(
                label=_("Note: %(check)s") % {"check": line.label}, max_length=300, required=False,
                initial=line.note, help_text=_("Write it where the answer is “not yet” or “not needed”."),
            )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for item in self._items:
            given = data.get(item)
            wrong = check_answer(given, data.get(f"{item}_note") or "") if given else None
            if wrong:
                self.add_error(f"{item}_note", wrong[0] if self._lang == "id" else wrong[1])
            try:
                check_statement(data.get(f"{item}_note") or "")
            except Refusal as refusal:
                self.add_error(f"{item}_note", refusal.text(self._lang))
        return data

    def answers(self) -> dict[str, tuple[str, str]]:
        data = self.cleaned_data
        return {item: (data[item], data[f"{item}_note"]) for item in self._items if data[item]}

    def pairs(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """(answer, note) of each check, in order."""
        return [(self[item], self[f"{item}_note"]) for item in self._items]


class StatementForm(forms.Form):
    """How many, what, agreed or not, in whose words; a resident speaks for one."""

    touched = forms.ChoiceField(label=gettext_lazy("What is touched"), choices=())
    people = WholeField(
        label=gettext_lazy("How many people"), min_value=1, max_value=MOST_TOUCHED,
        error_messages={"required": gettext_lazy("How many people does this statement speak for?")},
    )  # fmt: skip
    what = CleanCharField(
        label=gettext_lazy("What exactly"), max_length=200,
        help_text=gettext_lazy("For example: 12 m² of garden on the east side, four coconut trees."),
        error_messages={"required": gettext_lazy("Say in a few words what is touched.")},
    )  # fmt: skip
    stance = forms.ChoiceField(label=gettext_lazy("What they say"), choices=(), widget=forms.RadioSelect)
    statement = CleanCharField(
        label=gettext_lazy("In their words"), max_length=1_000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Without names, telephone or identity numbers."),
        error_messages={"required": gettext_lazy("Write what they said.")},
    )  # fmt: skip

    def __init__(self, *args: Any, lang: str, speaks_for_one: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["touched"].choices = [  # type: ignore[attr-defined]
            ("", "—"), *((row.code, row.label(lang)) for row in TOUCHES),
        ]  # fmt: skip
        self.fields["stance"].choices = [  # type: ignore[attr-defined]
            (row.code, row.label(lang)) for row in STANCES
        ]
        if speaks_for_one:
            del self.fields["people"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for name in ("what", "statement"):
            try:
                check_statement(data.get(name) or "")
            except Refusal as refusal:
                self.add_error(name, refusal.text(get_language() or "id"))
        return data

    def given(self) -> Statement:
        data = self.cleaned_data
        return Statement(
            data["touched"], data["stance"], data.get("people", 1), data["what"], data["statement"]
        )
