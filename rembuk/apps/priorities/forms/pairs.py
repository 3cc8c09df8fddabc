"""Weights by judgments in pairs: for each two criteria, which matters more and how much."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rembuk.algorithms.scoring import MOST_CRITERIA, Judgments, Weights, compare

from ..actions.criteria import Setting

_WORDS = {
    1: gettext_lazy("equally important"),
    3: gettext_lazy("somewhat more important"),
    5: gettext_lazy("clearly more important"),
    7: gettext_lazy("much more important"),
    9: gettext_lazy("absolutely more important"),
}
Answers = Sequence[tuple[str, str, str]]  # (criterion, criterion, "3/1")


class PairsForm(forms.Form):
    """One answer a pair, from 9 for the first over 1 to 9 for the second. None is left out."""

    def __init__(self, *args: Any, settings: Sequence[Setting], kept: Answers = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._settings = settings[:MOST_CRITERIA]
        known = {(first, second): times for first, second, times in kept}
        self._pairs = list(combinations(self._settings, 2))
        for number, (one, other) in enumerate(self._pairs):
            self.fields[f"pasangan_{number}"] = forms.ChoiceField(
                label=_("%(one)s, compared with %(other)s") % {"one": one.label, "other": other.label},
                choices=_choices(one.label, other.label),
                initial=known.get((one.code, other.code), "1/1"),
            )

    def judgments(self) -> Judgments:
        """What was answered."""
        return {
            (one.code, other.code): Fraction(self.cleaned_data[f"pasangan_{number}"])
            for number, (one, other) in enumerate(self._pairs)
        }

    def answers(self) -> list[list[str]]:
        """As they are kept."""
        return [
            [one.code, other.code, self.cleaned_data[f"pasangan_{number}"]]
            for number, (one, other) in enumerate(self._pairs)
        ]

    def weights(self) -> Weights:
        """What the answers give."""
        return compare([row.code for row in self._settings], [self.judgments()])


def _choices(one: str, other: str) -> list[tuple[str, str]]:
    rows = []
    for times in (9, 7, 5, 3):
        rows.append((f"{times}/1", _("%(name)s: %(words)s") % {"name": one, "words": _WORDS[times]}))
    rows.append(("1/1", str(_WORDS[1])))
    for times in (3, 5, 7, 9):
        rows.append((f"1/{times}", _("%(name)s: %(words)s") % {"name": other, "words": _WORDS[times]}))
    return rows
