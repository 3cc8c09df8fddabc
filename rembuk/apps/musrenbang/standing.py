"""Whether a forum's decision on a proposal still stands when the minutes are written.

Days lie between the forum and its signature: a proposal may be withdrawn, returned or merged meanwhile.
Nobody's minutes wait for it; they say where it stands instead of what was decided.
"""

from rembuk.apps.proposals.facts import ENDED
from rembuk.rules.forums import AGENDA_STATE, outcomes_of
from rembuk.rules.stages import StageCode

from .models import Forum, ForumItem, Minutes

SIGNED = frozenset({"minutes_signed", "sent"})


def stands(forum_type: str, state: str, target_state: str | None = None) -> bool:
    """`state` is that of the proposal, `target_state` that of the one it is merged into."""
    if target_state in ENDED:
        return False
    if not any(outcome.steps for outcome in outcomes_of(forum_type)):
        return state not in ENDED
    return state == AGENDA_STATE.get(StageCode(forum_type))


def gone_to(item: ForumItem, forum: Forum) -> str:
    """The state a proposal went to by itself after the forum decided; "" where the decision stands.

    Once the minutes are signed it is what they say.
    """
    if forum.state in SIGNED or not item.outcome:
        return item.gone_to
    target = item.merge_target.state if item.merge_target else None
    return "" if stands(forum.type, item.proposal.state, target) else item.proposal.state


def changed_since(forum: Forum, minutes: Minutes) -> int:
    """How many decisions the minutes no longer print as when the draft was read, or made; one read."""
    since = minutes.read_at or minutes.drafted_at
    decided = ForumItem.objects.filter(forum=forum).exclude(outcome="")
    rows = decided.select_related("proposal", "merge_target")
    return sum(
        (gone_to(row, forum) != "" or not row.proposal.is_public)
        and max(one.state_since for one in (row.proposal, row.merge_target) if one) > since
        for row in rows
    )
