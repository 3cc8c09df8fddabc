"""What is written once for many decisions of the same kind."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from rembuk.apps.proposals.models import Proposal
from rembuk.rules.forums import Outcome, outcome_inputs

from ..actions.at_once import FOR_ALL
from ..models import ForumItem
from .item import ItemForm


class ManyForm(ItemForm):
    """The fields that are the same for all; amount, rank and details are each proposal's own."""

    def __init__(self, *args: Any, items: Sequence[ForumItem], outcome: Outcome, lang: str) -> None:
        first = items[0].proposal
        blank = Proposal(plan_year=first.plan_year, track=first.track)
        super().__init__(*args, item=ForumItem(proposal=blank), outcome=outcome, lang=lang)
        rated = all(item.proposal.eligibility for item in items)
        for name in list(self.fields):
            is_line = name.startswith("plan_") and name != "plan_field"  # the field follows from each kind
            if not (is_line or name in FOR_ALL) or (name == "eligibility_rating" and rated):
                del self.fields[name]
        if "plan_line" in self.fields:
            self.fields["plan_line"].label = _("Line of the first one")
            self.fields["plan_line"].help_text = _("The others count on from it: 12, 13, 14.")


def is_for_many(outcome: Outcome) -> bool:
    """A merge names the one proposal that it goes into: decided one by one."""
    return "merge_target" not in outcome_inputs(outcome)
