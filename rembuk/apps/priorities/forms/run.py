"""What a planner fixes before a run, and what a person writes beside a decision about one."""

from typing import Any

from django import forms
from django.utils.translation import get_language, gettext_lazy

from rembuk.apps.core.forms import LARGEST_AMOUNT, CleanCharField, RupiahField, WholeField

from ..parameters import Limit, Parameters
from ..words import COMPLETION_WORDS, RULE_WORDS, UTILITY_WORDS, Word

_MOST_NEED = 90  # percent of the money; the rest always belongs to those who chose


class RunForm(forms.Form):
    """Rule, money, need fund; then a ceiling and an earmark a line. Empty is no limit."""

    budget = RupiahField(label=gettext_lazy("Money to share out"))
    rule = forms.ChoiceField(label=gettext_lazy("Rule"))
    utility = forms.ChoiceField(label=gettext_lazy("What counts"))
    completion = forms.ChoiceField(label=gettext_lazy("Money that is left"))
    need = WholeField(
        label=gettext_lazy("Need fund (%)"), min_value=0, max_value=_MOST_NEED,
        help_text=gettext_lazy("This part of the money is paid by needs score, beside the residents."),
    )  # fmt: skip
    unit = WholeField(
        label=gettext_lazy("Steps of raising the shares (Rp)"), min_value=1, max_value=LARGEST_AMOUNT,
        help_text=gettext_lazy("The smaller, the finer and the slower; begins at a thousandth of a share."),
    )  # fmt: skip

    def __init__(
        self,
        *args: Any,
        start: Parameters,
        places: list[tuple[str, str]],
        sectors: list[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.start, lang = start, get_language() or "id"
        for name, words in (
            ("rule", RULE_WORDS), ("utility", UTILITY_WORDS), ("completion", COMPLETION_WORDS),
        ):  # fmt: skip
            self._choose(name, words, lang)
        self.initial = {
            "budget": start.budget, "rule": start.rule, "utility": start.utility,
            "completion": start.completion, "need": start.need_permille // 10, "unit": start.unit,
        }  # fmt: skip
        self._lines = self._limits("ceiling", "place", places, start.ceilings)
        self._lines += self._limits("ceiling", "sector", sectors, start.ceilings)
        self._lines += self._limits("earmark", "sector", sectors, start.earmarks)

    def _choose(self, name: str, words: tuple[Word, ...], lang: str) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(word.code, word.label(lang)) for word in words]

    def _limits(
        self, what: str, kind: str, rows: list[tuple[str, str]], start: tuple[Limit, ...]
    ) -> list[tuple[str, str, str, str]]:
        set_here = {(str(limit.kind), limit.code): limit.amount for limit in start}
        found = []
        for number, (code, label) in enumerate(rows):
            name = f"{what}_{kind}_{number}"
            self.fields[name] = RupiahField(label=label, required=False, initial=set_here.get((kind, code)))
            found.append((what, kind, code, name))
        return found

    def lines(self, what: str, kind: str) -> list[forms.BoundField]:
        """The bound fields of one group, for the page."""
        return [self[name] for one, other, _code, name in self._lines if (one, other) == (what, kind)]

    def has_limits(self) -> bool:
        """Whether one of them is set, so that the page shows them unfolded."""
        return any(self[name].value() not in (None, "") for _what, _kind, _code, name in self._lines)

    def groups(self) -> dict[str, list[forms.BoundField]]:
        """All three groups of limits, for the page."""
        return {
            "places": self.lines("ceiling", "place"),
            "sectors": self.lines("ceiling", "sector"),
            "earmarks": self.lines("earmark", "sector"),
        }

    def wanted(self) -> Parameters:
        """What was asked for."""
        data = self.cleaned_data
        return Parameters(
            budget=data["budget"], rule=data["rule"], utility=data["utility"],
            completion=data["completion"] if data["rule"] == "equal-shares" else _own(data),
            unit=data["unit"], need_permille=10 * data["need"],
            ceilings=self._given("ceiling"), earmarks=self._given("earmark"),
        )  # fmt: skip

    def _given(self, what: str) -> tuple[Limit, ...]:
        return tuple(
            Limit(kind, code, self.cleaned_data[name])  # type: ignore[arg-type]
            for one, kind, code, name in self._lines
            if one == what and self.cleaned_data.get(name) is not None
        )


def _own(data: dict[str, Any]) -> str:
    """The other rules know two completions at most: by votes, or none."""
    is_by_votes = data["completion"] in ("utilitarian", "add1u") and data["rule"] == "equal-shares-bos"
    return "utilitarian" if is_by_votes else "none"


class AdoptForm(forms.Form):
    """Why this run and no other: read by everybody, for ever."""

    reason = CleanCharField(
        label=gettext_lazy("Why this result"), widget=forms.Textarea, min_length=20, max_length=2000
    )


class ChangeForm(forms.Form):
    """A project that the forum takes in or leaves out."""

    project = forms.ChoiceField(label=gettext_lazy("Proposal"))
    reason = CleanCharField(
        label=gettext_lazy("Reason of the forum"), widget=forms.Textarea, min_length=20, max_length=2000
    )
    forum = CleanCharField(label=gettext_lazy("Which forum"), max_length=160)
    office = CleanCharField(
        label=gettext_lazy("Office that records it"), max_length=160,
        help_text=gettext_lazy("An office, not the name of a person."),
    )  # fmt: skip
    decided_on = forms.DateField(
        label=gettext_lazy("Day of the forum"), widget=forms.DateInput(attrs={"type": "date"})
    )

    def __init__(self, *args: Any, projects: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["project"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = projects
