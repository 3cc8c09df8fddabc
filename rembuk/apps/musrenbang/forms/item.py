"""What is written beside an outcome: the fields that its steps will ask for at the signature."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from rembuk.apps.core.forms import CleanCharField, DecimalVolumeField, RupiahField, WholeField
from rembuk.apps.proposals.access import by_code
from rembuk.apps.proposals.forms.fields import PeopleField
from rembuk.apps.proposals.forms.price_reason import price_reason_field
from rembuk.apps.proposals.models import Proposal
from rembuk.rules.forums import Outcome, outcome_inputs
from rembuk.rules.inputs import INPUT, InputRow
from rembuk.rules.prices import asks_for_cost
from rembuk.rules.proposal_flow import STEP
from rembuk.rules.reasons import ELIGIBILITIES, MIN_REASON_TEXT, REASONS

from ..actions.agenda import names_money
from ..models import ForumItem
from .village_line import BESIDES, line_fields, line_of

_BY_FORUM = frozenset({"rank", "within_quota", "within_ceiling"})
# What the others mean, their label says; the rules describe them for whoever submits.
_EXPLAINED = frozenset({"eligibility_rating", "merge_target"})
_ENDED = frozenset({"merged", "rejected", "cancelled", "withdrawn", "deferred"})


class ItemForm(forms.Form):
    """Rank first; then what the outcome asks."""

    rank = WholeField(min_value=1, max_value=9_999, required=False)

    def __init__(self, *args: Any, item: ForumItem, outcome: Outcome, lang: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._item = item
        asked = [code for code in outcome_inputs(outcome) if code not in _BY_FORUM]
        if names_money(outcome):
            asked.append("amount")
        for code in asked:
            self.fields.update(_fields_of(INPUT[code], item, lang))
        if any(asks_for_cost(STEP[step_id]) for step_id in outcome.steps):
            self.fields["price_reason"] = price_reason_field(
                item.proposal, lang, initial=item.inputs.get("price_reason") or item.proposal.price_reason
            )
        if outcome.code in {"agreed", "raised"}:
            self.fields["rank"].label = INPUT["rank"].label(lang)
            self.fields["rank"].initial = item.rank or item.position
        else:
            del self.fields["rank"]

    def clean_merge_target(self) -> Proposal:
        target = by_code(self.cleaned_data["merge_target"])
        if target is None or target.pk == self._item.proposal_id or not target.is_public:
            raise forms.ValidationError(_("There is no other proposal with this code. Please check it."))
        here = ForumItem.objects.filter(forum=self._item.forum_id)
        if target.state in _ENDED or here.filter(proposal=target, outcome="merged").exists():
            raise forms.ValidationError(_("That proposal has ended. Choose one that is still alive."))
        if here.filter(merge_target=self._item.proposal_id).exists():
            raise forms.ValidationError(_("Others are merged into this proposal. Change those first."))
        return target

    def inputs(self) -> dict[str, Any]:
        """By input code; the parts of a village plan line put together."""
        data = {code: value for code, value in self.cleaned_data.items() if value not in (None, "")}
        data.pop("rank", None)
        line = line_of(data)
        return data | ({"village_plan_line": line} if line else {})

    def asked_first(self) -> list[forms.BoundField]:
        """What most decisions need."""
        return [bound for bound in self if bound.name not in BESIDES]

    def besides(self) -> list[forms.BoundField]:
        """What may be left as it is."""
        return [bound for bound in self if bound.name in BESIDES]


def _fields_of(row: InputRow, item: ForumItem, lang: str) -> dict[str, forms.Field]:
    make = _MAKERS.get(row.code)
    meaning = row.meaning_text(lang)
    hint = f"{meaning[:1].upper()}{meaning[1:]}." if row.code in _EXPLAINED else ""
    words: dict[str, Any] = {"label": row.label(lang), "help_text": hint}
    before = item.inputs.get(row.code)
    if make is None:
        return {row.code: CleanCharField(max_length=200, initial=before, **words)}
    return make(words, item, before, lang)


Maker = Callable[[dict[str, Any], ForumItem, Any, str], dict[str, forms.Field]]


def _reason_code(words: dict[str, Any], _item: ForumItem, before: Any, lang: str) -> dict[str, forms.Field]:
    choices = [("", "—"), *((row.code, row.label(lang)) for row in REASONS)]
    return {"reason_code": forms.ChoiceField(choices=choices, initial=before, **words)}


def _reason_text(words: dict[str, Any], _item: ForumItem, before: Any, _lang: str) -> dict[str, forms.Field]:
    words["help_text"] = _("Plain words that the proposer and everybody can read. At least 20 characters.")
    box = forms.Textarea(attrs={"minlength": MIN_REASON_TEXT})
    return {"reason_text": CleanCharField(max_length=2_000, widget=box, initial=before, **words)}


def _eligibility(words: dict[str, Any], item: ForumItem, before: Any, lang: str) -> dict[str, forms.Field]:
    if item.proposal.eligibility:
        return {}  # the verification team has rated it: not for the forum's clerk to change
    rows = [(row.code, row.label(lang).capitalize()) for row in ELIGIBILITIES if row.may_be_agreed]
    return {"eligibility_rating": forms.ChoiceField(choices=[("", "—"), *rows], initial=before, **words)}


def _amount(words: dict[str, Any], item: ForumItem, before: Any, _lang: str) -> dict[str, forms.Field]:
    known = item.proposal.amount_agreed
    known = known if known is not None else item.proposal.estimated_cost
    return {"amount": RupiahField(initial=int(before) if before else known, **words)}


def _plan_line(_words: dict[str, Any], item: ForumItem, before: Any, _lang: str) -> dict[str, forms.Field]:
    return line_fields(item.proposal, before or {})


def _merge(words: dict[str, Any], item: ForumItem, _before: Any, _lang: str) -> dict[str, forms.Field]:
    known = item.merge_target.code if item.merge_target else None
    return {"merge_target": CleanCharField(max_length=24, initial=known, **words)}


def _known(column: str, make: Callable[..., forms.Field], **extra: Any) -> Maker:
    """A detail of the proposal: asked here only where the village has not completed it yet."""

    def made(words: dict[str, Any], item: ForumItem, _before: Any, _lang: str) -> dict[str, forms.Field]:
        value = getattr(item.proposal, column)
        code = _CODE[column]
        return {} if value not in (None, "") else {code: make(**words, **extra)}

    return made


_CODE = {
    "work": "proposed_work", "volume": "volume", "unit": "unit", "estimated_cost": "estimated_cost",
    "beneficiaries": "beneficiaries",
}  # fmt: skip
_MAKERS: dict[str, Maker] = {
    "reason_code": _reason_code,
    "reason_text": _reason_text,
    "eligibility_rating": _eligibility,
    "amount": _amount,
    "village_plan_line": _plan_line,
    "merge_target": _merge,
    "proposed_work": _known("work", CleanCharField, max_length=2_000, widget=forms.Textarea),
    "volume": _known("volume", DecimalVolumeField),
    "unit": _known("unit", CleanCharField, max_length=40),
    "estimated_cost": _known("estimated_cost", RupiahField),
    "beneficiaries": _known("beneficiaries", PeopleField),
}
