"""A ballot as it is sent: its choice by kind, and what its holder tells of themselves."""

from collections.abc import Mapping

from django import forms
from django.http import QueryDict
from django.utils.translation import get_language, gettext_lazy

from rembuk.apps.core.typed import whole_of
from rembuk.rules.refusals import Refusal
from rembuk.rules.rounds import AGE_BANDS, SEXES, BallotType, points_of_order

from ..models import Round

_WITH_NUMBERS = {BallotType.POINTS, BallotType.RANKING}


class AboutForm(forms.Form):
    """Asked on the review page, optional, kept as bands."""

    sex = forms.ChoiceField(label=gettext_lazy("Sex"), required=False)
    age_band = forms.ChoiceField(label=gettext_lazy("Age"), required=False)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        lang = get_language() or "id"
        unsaid = ("", gettext_lazy("I would rather not say"))
        for name, rows in (("sex", SEXES), ("age_band", AGE_BANDS)):
            self.fields[name].choices = [unsaid, *((row.code, row.label(lang)) for row in rows)]  # type: ignore[attr-defined]


def typed_numbers(found: Round, data: QueryDict) -> dict[str, str]:
    """What was typed beside each proposal, as it was typed: for showing the page again."""
    if found.ballot_type in _WITH_NUMBERS:
        return {
            name.removeprefix("n-"): str(value)[:20]
            for name, value in data.items()
            if name.startswith("n-") and str(value).strip()
        }
    return dict.fromkeys(data.getlist("p")[:1_000], "1")


def points_of(found: Round, typed: Mapping[str, str]) -> dict[str, int]:
    """Points by project; Refusal with a sentence where a number cannot be meant."""
    numbers: dict[str, int] = {}
    for project, text in typed.items():
        value = whole_of(text)
        if value is None or not 0 <= value < 10_000:
            raise Refusal(
                "number",
                f"“{text}” bukan angka yang dapat dipakai di sini. Tulis misalnya 1, 2, atau 3.",
                f"“{text}” is no number that can stand here. Write 1, 2 or 3, for example.",
            )
        if value:
            numbers[project] = value
    if found.ballot_type != BallotType.RANKING:
        return numbers
    order = sorted(numbers, key=lambda project: numbers[project])
    if [numbers[project] for project in order] != list(range(1, len(order) + 1)):
        raise Refusal(
            "order",
            "Setiap urutan dipakai satu kali, mulai dari 1 tanpa ada yang terlewat.",
            "Each place is used once, beginning with 1 and leaving none out.",
        )
    return points_of_order(order)


def typed_of(found: Round, points: Mapping[str, int]) -> dict[str, str]:
    """The other way: what its holder would have typed for a ballot that is kept."""
    if found.ballot_type == BallotType.RANKING:
        return {project: str(len(points) + 1 - value) for project, value in points.items()}
    return {project: str(value) for project, value in points.items()}
