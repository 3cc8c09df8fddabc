"""What follows from what. The one page that says which act wakes which reaction."""

from collections.abc import Callable

from rembuk.apps.audit.models import Event
from rembuk.apps.exchange.jobs import tell_people, tell_protection
from rembuk.apps.exchange.results import tell_of_result
from rembuk.apps.priorities.jobs import CHANGING, rescore
from rembuk.apps.proposals.jobs import follow_name_choice, follow_window
from rembuk.rules.actions import Action

Reaction = Callable[[Event], None]

# People are told of every step of a proposal: nobody is left in silence.
_STEPS = (
    Action.PROPOSAL_SUBMIT, Action.PROPOSAL_WITHDRAW, Action.PROPOSAL_ROUTE, Action.PROPOSAL_EXPIRE,
    Action.PROPOSAL_RETURN, Action.PROPOSAL_MERGE, Action.PROPOSAL_UNMERGE, Action.PROPOSAL_COMPLETE,
    Action.PROPOSAL_MOVE_TO_GRANT, Action.PROPOSAL_RECORD_DECISION, Action.PROPOSAL_FUND_BY_VILLAGE,
    Action.PROPOSAL_FUND_BY_TRANSFER, Action.PROPOSAL_RAISE, Action.PROPOSAL_DEFER,
    Action.PROPOSAL_RECOMMEND, Action.PROPOSAL_EARLY_OPINION, Action.PROPOSAL_REJECT,
    Action.PROPOSAL_FORWARD, Action.PROPOSAL_ORDER_SURVEY, Action.PROPOSAL_REPORT_SURVEY,
    Action.PROPOSAL_REDIRECT, Action.PROPOSAL_CLOSE_AS_BUDGETED, Action.PROPOSAL_ACCEPT,
    Action.PROPOSAL_VALIDATE_BUDGET, Action.PROPOSAL_LINK_BUDGET, Action.PROPOSAL_CANCEL,
    Action.PROPOSAL_ANSWER_EXPLANATION, Action.WORKS_PROCURE, Action.WORKS_START, Action.WORKS_REPORT,
    Action.WORKS_COMPLETE, Action.WORKS_REOPEN, Action.WORKS_VERIFY,
)  # fmt: skip

REACTIONS: dict[str, tuple[Reaction, ...]] = {str(action): (tell_people,) for action in _STEPS}
for _action in sorted(CHANGING):
    REACTIONS[str(_action)] = (*REACTIONS.get(str(_action), ()), rescore)
REACTIONS[str(Action.ACCOUNT_KEEP)] = (follow_name_choice,)
REACTIONS[str(Action.ACCOUNTS_MANAGE)] = (follow_name_choice,)
REACTIONS[str(Action.SAFEGUARD_REPORT)] = (tell_protection,)
for _action in (Action.CYCLE_MANAGE, Action.CYCLE_EXTEND):
    REACTIONS[str(_action)] = (follow_window,)
for _action in (Action.ALLOCATION_CONFIRM, Action.ALLOCATION_CHANGE):
    REACTIONS[str(_action)] = (tell_of_result,)
