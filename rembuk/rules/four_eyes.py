"""Two people where one is not enough: the second approver, and undoing a merge.

Apart from `proposal_flow`, because these ask about people and the past, not about the state alone.
"""

from dataclasses import dataclass

from .actions import Action
from .labels import Labelled
from .proposal_states import State
from .proposal_steps import Step
from .refusals import Refusal
from .roles import ROLE, labels_of
from .situations import Acting
from .steps_to_forum import TO_FORUM
from .steps_to_plan import TO_PLAN


@dataclass(frozen=True, slots=True)
class UndoRow(Labelled):
    """An act that is taken back: the state before it is restored; no exit of the state itself."""

    action: Action
    at: State
    label_id: str
    label_en: str
    note: str


# `merged` stays terminal: nothing leads out of it. Undoing restores the state that the merge left, as if it
# had not been, and is done by the level that merged, until a forum has decided on either proposal.
UNDO = UndoRow(
    Action.PROPOSAL_UNMERGE,
    State.MERGED,
    "Batalkan penggabungan",
    "Undo the merge",
    "oleh tingkat yang menggabungkan, sampai musyawarah memutuskan; status semula kembali",
)
MERGES: dict[str, Step] = {s.id: s for s in (*TO_FORUM, *TO_PLAN) if s.action is Action.PROPOSAL_MERGE}


def check_unmerge(merge_step_id: str, acting: Acting, *, forum_decided: bool) -> UndoRow:
    """The undo, if this person may do it now; otherwise a refusal that says who may, or why no longer."""
    merge = MERGES[merge_step_id]
    if acting.roles.isdisjoint(merge.actors):
        raise Refusal(
            "role",
            "Penggabungan ini hanya dapat dibatalkan oleh tingkat yang menggabungkan: "
            f"{', '.join(labels_of(merge.actors, 'id'))}.",
            f"Only the level that merged can undo it: {', '.join(labels_of(merge.actors, 'en'))}.",
        )
    if "proposer" in acting.relations:
        raise Refusal(
            "own_proposal",
            "Ini usulan Anda sendiri, sehingga orang lain yang membatalkan penggabungannya.",
            "This is your own proposal, so somebody else undoes its merge.",
        )
    if forum_decided:
        raise Refusal(
            "forum_decided",
            "Musyawarah sudah memutuskan usulan ini, sehingga penggabungannya tidak dapat dibatalkan lagi.",
            "A forum has decided on this proposal, so its merge can no longer be undone.",
        )
    return UNDO


def may_unmerge(merge_step_id: str, acting: Acting, *, forum_decided: bool) -> bool:
    """Whether a page may offer to undo the merge."""
    try:
        check_unmerge(merge_step_id, acting, forum_decided=forum_decided)
    except Refusal:
        return False
    return True


def check_four_eyes(
    step: Step, first_person_id: object, second_person_id: object | None, second_roles: frozenset[str]
) -> None:
    """Refuses unless the step's second approver is another person who holds that role here."""
    if step.second_approver is None:
        return
    role = ROLE[step.second_approver]
    if second_person_id is None or role.code not in second_roles:
        raise Refusal(
            "second_approver",
            f"“{step.label_id}” perlu disetujui {role.label_id} sebagai orang kedua.",
            f"“{step.label_en}” needs the approval of a second person: {role.label_en}.",
        )
    if second_person_id == first_person_id:
        raise Refusal(
            "same_person",
            "Orang kedua harus orang lain: Anda tidak dapat menyetujui keputusan Anda sendiri.",
            "The second person must be somebody else: nobody approves a decision of their own.",
        )
