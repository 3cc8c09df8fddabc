"""The tabs over the team's pages of one year.

Apart from the views, because criteria are prepared here and live further up; its page is known by name alone.
"""

from django.urls import reverse
from django.utils.translation import gettext_lazy

from rembuk.apps.people.models import User
from rembuk.rules.actions import Action

from .models import PlanningCycle

_TABS = (
    ("preparation:stages", gettext_lazy("Stages"), Action.CYCLE_MANAGE),
    ("preparation:checklist", gettext_lazy("Checklist"), Action.CHECKLIST_MANAGE),
    ("preparation:stakeholders", gettext_lazy("Stakeholders"), Action.STAKEHOLDER_MANAGE),
    ("preparation:quotas", gettext_lazy("Quotas"), Action.QUOTA_MANAGE),
    ("preparation:ceilings_table", gettext_lazy("Ceilings"), Action.CEILING_MANAGE),
    ("priorities:edit", gettext_lazy("Criteria"), Action.RULES_MANAGE),
    ("preparation:game_rules", gettext_lazy("Rules of the game"), Action.RULES_MANAGE),
)


def year_tabs(user: User, cycle: PlanningCycle, current: str) -> list[tuple[str, str, bool]]:
    """(label, address, whether it is this page) of the pages that this person may open."""
    return [
        (str(label), reverse(name, args=[cycle.plan_year]), name.partition(":")[2] == current)
        for name, label, action in _TABS
        if user.may_any([action])
    ]
