"""Who has a desk: everybody whose role takes a step of an officer, confirms, rates or answers for one."""

from rembuk.apps.core.clock import today
from rembuk.apps.people.access import rights
from rembuk.apps.people.models import User
from rembuk.apps.proposals.access import wrote
from rembuk.apps.proposals.models import Proposal
from rembuk.rules.actions import Action
from rembuk.rules.proposal_flow import STEP

from .waiting import RATED_AT, is_desk_step

STEP_ACTIONS = frozenset(step.action for step in STEP.values() if is_desk_step(step))
DESK_ACTIONS: tuple[Action, ...] = tuple(
    sorted(
        STEP_ACTIONS
        | {Action.PROPOSAL_APPROVE_REJECTION, Action.PROPOSAL_ANSWER_EXPLANATION, Action.DEADLINE_WATCH}
        | {
            Action.FORUM_RUN,
            Action.MINUTES_SIGN,
            Action.CYCLE_MANAGE,
            Action.PLAN_VERIFY,
            Action.PROPOSAL_RECORD_DECISION,
            Action.PROPOSAL_RATE_ELIGIBILITY,
        }
    )
)


def may_rate(user: User, proposal: Proposal) -> bool:
    """Whether this person rates its eligibility now; nobody judges what they proposed themselves."""
    if proposal.state not in RATED_AT or wrote(user, proposal):
        return False
    return rights(user, today()).may_at(Action.PROPOSAL_RATE_ELIGIBILITY, proposal.village_code)
