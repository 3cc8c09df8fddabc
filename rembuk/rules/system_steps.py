"""What the platform itself may do: hand a proposal on, close a window; always by the name of a rule.

Apart from `proposal_flow`, because no person asks here: no role, only the facts of the day.
"""

from collections.abc import Iterable

from .actions import Action
from .proposal_flow import STEP, Situation, Step, steps_of
from .proposal_states import SipdEvent, State
from .refusals import Refusal
from .stages import STAGE

_FIRST_LEVEL = {
    "musrenbang": State.VILLAGE_REVIEW,
    "asmas": State.VILLAGE_REVIEW,
    "pokir": State.COUNCIL_REVIEW,
}
# The hand-over knows these by itself; any other input has to be given with it.
_KNOWN = frozenset({"route_target"})


def system_steps_open(situation: Situation) -> tuple[Step, ...]:
    """Steps that the platform may take now. A window that closed is not open: expiry needs no open stage."""
    return tuple(
        step
        for step in steps_of(situation.variant)
        if "system" in step.actors
        and step.at == situation.state
        and situation.channel in step.channels
        and (step.action is Action.PROPOSAL_EXPIRE or bool(set(step.during) & situation.counting_stages))
    )


def system_step(step_id: str, situation: Situation) -> Step:
    """The step of this name, if the platform may take it now; raises Refusal otherwise."""
    for step in system_steps_open(situation):
        if step.id == step_id:
            return step
    known = STEP.get(step_id)
    raise Refusal(
        "not_open",
        f"Langkah otomatis {known.label_id if known else step_id} tidak terbuka saat ini.",
        f"The automatic step {known.label_en if known else step_id} is not open now.",
    )


def route_of(
    situation: Situation, *, returned_from: str = "", given: frozenset[str] = frozenset()
) -> Step | None:
    """The hand-over that is due: to the level that returned the proposal, else to the next one."""
    target = returned_from or _FIRST_LEVEL[situation.channel]
    for step in system_steps_open(situation):
        if step.action is not Action.PROPOSAL_ROUTE or not set(step.requires) <= _KNOWN | given:
            continue
        if step.at == State.SUBMITTED and step.to != target:
            continue
        return step
    return None


def deciding_stages(state: str, variant: str) -> frozenset[str]:
    """The stages in which people act in this state: when all are past, its window is closed.

    A stage that runs beside the others keeps no window open: the thematic forums of January would let what
    a desa left undecided in September wait four months for nobody.
    """
    return _leading(
        stage
        for step in steps_of(variant)
        if step.at == state and "system" not in step.actors and step.relation is None
        and step.action is not Action.SAFEGUARD_REPORT
        for stage in step.during
    )  # fmt: skip


def answering_stages(state: str, variant: str) -> frozenset[str]:
    """The stages in which a review can still pass: its answer is due by the last of them.

    A desa tidies its list until the end of September, but only its Musrenbang, two weeks before, agrees.
    """
    passing = _leading(
        stage
        for step in steps_of(variant)
        if step.at == state and step.sipd_event is SipdEvent.VERIF
        for stage in step.during
    )
    return passing or deciding_stages(state, variant)


def _leading(stages: Iterable[str]) -> frozenset[str]:
    """Without those that run beside the others, unless there are no others."""
    found = frozenset(stages)
    return frozenset(code for code in found if not STAGE[code].parallel) or found
