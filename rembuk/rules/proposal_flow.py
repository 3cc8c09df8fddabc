"""The life of a proposal (usulan): the only place where a state may follow another, and why not.

The rows are in `steps_to_forum`, `steps_to_plan`, `steps_to_result` and `variants`; here are the questions
asked of them. A page shows what `steps_open` returns, a write asks `find_step`: both ask the same refusal.
"""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from .actions import Action
from .four_eyes import UNDO, UndoRow, check_four_eyes, check_unmerge, may_unmerge
from .input_checks import InputProblem, check_inputs, missing_inputs
from .labels import in_language
from .proposal_states import (
    CHANNEL,
    CHANNELS,
    HIDDEN,
    INITIAL,
    REVIEW,
    REVIEWS,
    STATE,
    STATES,
    TERMINAL,
    VOTABLE,
    Channel,
    ReviewCode,
    SipdEvent,
    State,
)
from .proposal_steps import Step
from .protections import Relation
from .refusals import Refusal
from .roles import labels_of
from .situations import Acting, Situation
from .stages import PHASE, STAGE, Gate, counts_for
from .steps_to_forum import TO_FORUM
from .steps_to_plan import TO_PLAN
from .steps_to_result import TO_RESULT
from .variants import DEFAULT_VARIANT, VARIANT, VARIANTS, Variant

__all__ = [
    "CHANNEL",
    "CHANNELS",
    "DEFAULT_VARIANT",
    "HIDDEN",
    "INITIAL",
    "REVIEW",
    "REVIEWS",
    "STATE",
    "STATES",
    "STEP",
    "STEPS",
    "TERMINAL",
    "UNDO",
    "VARIANT",
    "VARIANTS",
    "VOTABLE",
    "Acting",
    "Channel",
    "InputProblem",
    "Refusal",
    "ReviewCode",
    "SipdEvent",
    "Situation",
    "State",
    "Step",
    "UndoRow",
    "Variant",
    "check_four_eyes",
    "check_inputs",
    "check_unmerge",
    "find_step",
    "may_unmerge",
    "missing_inputs",
    "reviews_of",
    "steps_of",
    "steps_open",
]

STEPS: tuple[Step, ...] = (*TO_FORUM, *TO_PLAN, *TO_RESULT)
STEP: dict[str, Step] = {step.id: step for step in (*STEPS, *(s for v in VARIANTS for s in v.add))}

# Hiding a disclosure judges nothing: the companion who entered it is the one who must be able to do it.
NO_JUDGEMENT = frozenset({Action.SAFEGUARD_REPORT})
MOST_STAGES_NAMED = 3


@cache
def steps_of(variant: str = DEFAULT_VARIANT) -> tuple[Step, ...]:
    """All steps of a region that chose the variant."""
    row = VARIANT[variant]
    return (*(step for step in STEPS if step.id not in row.remove), *row.add)


@cache
def _by_state(variant: str) -> Mapping[str, tuple[Step, ...]]:
    steps = steps_of(variant)
    return MappingProxyType({state: tuple(s for s in steps if s.at is state) for state in State})


def reviews_of(channel: str, variant: str = DEFAULT_VARIANT) -> tuple[ReviewCode, ...]:
    """The reviews of a channel, in the order of the variant."""
    return dict(VARIANT[variant].reviews).get(Channel(channel), CHANNEL[channel].reviews)


def steps_open(situation: Situation, acting: Acting) -> tuple[Step, ...]:
    """The buttons a page may show."""
    steps = _by_state(situation.variant)[situation.state]
    return tuple(step for step in steps if _refusal(step, situation, acting) is None)


def find_step(step_id: str, situation: Situation, acting: Acting) -> Step:
    """The step, if this person may take it now; otherwise a refusal that says who may, or when."""
    step = STEP.get(step_id)
    if step is None or step not in steps_of(situation.variant):
        raise Refusal("unknown_step", "Langkah ini tidak ada.", "There is no such step.")
    refusal = _refusal(step, situation, acting)
    if refusal is not None:
        raise refusal
    return step


def _refusal(step: Step, situation: Situation, acting: Acting) -> Refusal | None:
    if step.at != situation.state:
        return _not_from_here(step, situation)
    if situation.channel not in step.channels:
        return _other_channel(step)
    if acting.roles.isdisjoint(step.actors):
        return _other_role(step)
    if step.relation is not None and step.relation not in acting.relations:
        return _no_relation(step)
    if step.relation is None and _judges_own(step, acting):
        return _own_proposal(step)
    if not _is_open(step, situation):
        return _closed(step, situation)
    return None


def _judges_own(step: Step, acting: Acting) -> bool:
    return Relation.PROPOSER in acting.relations and step.action not in NO_JUDGEMENT


def _is_open(step: Step, situation: Situation) -> bool:
    if step.open_by is Gate.ALWAYS:
        return True
    if step.open_by is Gate.OUT_OF_SEASON:
        return not situation.submit_stage_open
    if step.open_by is Gate.VILLAGE_PLAN_YEAR:
        if situation.village_plan_year_open is not None:
            return situation.village_plan_year_open
        if "village_plan_line" in step.requires:
            return True  # the line, and with it the year, is given with the act: the write looks again
    return not situation.counting_stages.isdisjoint(step.during)


def _not_from_here(step: Step, situation: Situation) -> Refusal:
    now = STATE[situation.state]
    return Refusal(
        "state",
        f"“{step.label_id}” tidak dapat dilakukan, karena usulan ini sekarang berstatus “{now.label_id}”.",
        f"“{step.label_en}” is not possible, because this proposal now stands at “{now.label_en}”.",
    )


def _other_channel(step: Step) -> Refusal:
    channels = [CHANNEL[code] for code in step.channels]
    return Refusal(
        "channel",
        f"“{step.label_id}” hanya untuk {_one_of([row.label_id for row in channels], 'id')}.",
        f"“{step.label_en}” is only for: {_one_of([row.label_en for row in channels], 'en')}.",
    )


def _other_role(step: Step) -> Refusal:
    return Refusal(
        "role",
        f"“{step.label_id}” dilakukan oleh {_one_of(labels_of(step.actors, 'id'), 'id')}.",
        f"“{step.label_en}” is done by: {_one_of(labels_of(step.actors, 'en'), 'en')}.",
    )


def _no_relation(step: Step) -> Refusal:
    if step.relation is Relation.PROPOSER:
        return Refusal(
            "relation",
            f"Hanya pengusulnya, atau fasilitator yang membantunya, yang dapat memilih “{step.label_id}”.",
            f"Only its proposer, or the facilitator who helped, can choose “{step.label_en}”.",
        )
    return Refusal(
        "relation",
        f"Hanya warga terverifikasi di desa/kelurahan setempat yang dapat memilih “{step.label_id}”.",
        f"Only verified residents of the place can choose “{step.label_en}”.",
    )


def _own_proposal(step: Step) -> Refusal:
    return Refusal(
        "own_proposal",
        "Ini usulan Anda sendiri, sehingga orang lain yang memeriksa dan memutuskannya: "
        f"{_one_of(labels_of(step.actors, 'id'), 'id')}.",
        "This is your own proposal, so somebody else reviews and decides it: "
        f"{_one_of(labels_of(step.actors, 'en'), 'en')}.",
    )


def _closed(step: Step, situation: Situation) -> Refusal:
    if step.open_by is Gate.OUT_OF_SEASON:
        return Refusal(
            "stage",
            "Musim usulan sedang terbuka, jadi usulan ini dapat langsung diajukan.",
            "Proposals are being collected now, so this one can be submitted at once.",
        )
    if step.open_by is Gate.VILLAGE_PLAN_YEAR and situation.village_plan_year_open is not None:
        return Refusal(
            "stage",
            f"“{step.label_id}” terbuka pada tahun baris RKP Desa-nya, sampai 31 Maret tahun berikutnya.",
            f"“{step.label_en}” opens in the year of its line in the village plan, until 31 March after it.",
        )
    if not step.during:
        return Refusal(
            "stage",
            f"“{step.label_id}” menunggu baris RKP Desa atau DPA kelurahan untuk usulan ini.",
            f"“{step.label_en}” waits until this proposal has a line in the village plan.",
        )
    return Refusal(
        "stage",
        f"“{step.label_id}” hanya dapat dilakukan selama {_when(step, situation, 'id')}.",
        f"“{step.label_en}” is only possible during {_when(step, situation, 'en')}.",
    )


def _when(step: Step, situation: Situation, lang: str) -> str:
    """Up to three stages by name; more than that are told by their phases, or nobody would read on."""
    here = [STAGE[code] for code in step.during if counts_for(STAGE[code], situation.track)]
    stages = here or [STAGE[code] for code in step.during]
    if len(stages) <= MOST_STAGES_NAMED:
        names = _one_of([stage.label(lang) for stage in stages], lang)
        return in_language(lang, f"tahapan {names}", f"the stage {names}")
    names = _one_of(
        [PHASE[code].label(lang) for code in dict.fromkeys(stage.phase for stage in stages)], lang
    )
    return in_language(lang, f"masa {names}", f"the phase {names}")


def _one_of(words: tuple[str, ...] | list[str], lang: str) -> str:
    """A, B, or C."""
    joiner = in_language(lang, " atau ", " or ")
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + joiner + words[-1]
