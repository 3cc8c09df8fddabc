"""Minta penjelasan: once per rejection, answered by the superior of the review within ten working days."""

from datetime import datetime

from django.db import IntegrityError, transaction

from rembuk.apps.audit.record import record
from rembuk.apps.core.clock import today
from rembuk.apps.core.durable import commit_durably
from rembuk.apps.core.versions import bump
from rembuk.apps.people.access import rights
from rembuk.apps.people.models import User
from rembuk.apps.preparation.queries import holidays
from rembuk.rules.actions import Action
from rembuk.rules.proposal_flow import REVIEW
from rembuk.rules.protections import Relation
from rembuk.rules.refusals import Refusal
from rembuk.rules.working_days import due_on

from ..access import acting
from ..models import Explanation, Move, Proposal

WORKING_DAYS = 10


def ask(proposal: Proposal, *, question: str, by: User, now: datetime) -> Explanation:
    """The proposer asks why; raises Refusal when it was asked before or there is no rejection."""
    refused = Move.objects.filter(proposal=proposal, to_state="rejected").order_by("-id").first()
    if (
        proposal.state != "rejected"
        or refused is None
        or Relation.PROPOSER not in acting(by, proposal).relations
    ):
        raise Refusal(
            "no_rejection",
            "Penjelasan hanya dapat diminta pengusul untuk usulan yang ditolak.",
            "Only the proposer may ask for an explanation, and only of a rejection.",
        )
    day = today(now)
    row = Explanation(
        proposal=proposal, move=refused, question=question, asked_at=now,
        superior_role=REVIEW[refused.review].superior if refused.review in REVIEW else "planning_head",
        due_on=due_on(day, WORKING_DAYS, holidays(day.year) | holidays(day.year + 1)),
    )  # fmt: skip

    def work() -> Explanation:
        try:
            with transaction.atomic():
                row.save(force_insert=True)
        except IntegrityError as error:
            if again := Explanation.objects.filter(move=refused, question=question).first():
                return again  # sent twice
            raise Refusal(
                "asked_before",
                "Penjelasan untuk penolakan ini sudah diminta.",
                "An explanation of this rejection was asked before.",
            ) from error
        _note(Action.PROPOSAL_ASK_EXPLANATION, row, by, now)
        return row

    return commit_durably(work)


def answer(explanation: Explanation, *, text: str, by: User, now: datetime) -> None:
    """The superior answers, once."""
    proposal = explanation.proposal
    held = rights(by, today())
    place = (proposal.village_code, proposal.agency_code, proposal.agency_group)
    if explanation.superior_role not in held.roles_at(*place) or not held.may(
        Action.PROPOSAL_ANSWER_EXPLANATION
    ):
        raise Refusal(
            "not_the_superior",
            "Penjelasan ini dijawab atasan pemeriksa usulan.",
            "The superior of the reviewer answers this.",
        )

    def work() -> None:
        open_ones = Explanation.objects.filter(pk=explanation.pk, answered_at=None)
        if open_ones.update(answer=text, answered_by=by, answered_at=now) != 1:
            if Explanation.objects.filter(pk=explanation.pk, answer=text, answered_by=by).exists():
                return  # sent twice
            raise Refusal("answered", "Penjelasan ini sudah dijawab.", "This was answered already.")
        _note(Action.PROPOSAL_ANSWER_EXPLANATION, explanation, by, now)

    commit_durably(work)


def _note(action: Action, explanation: Explanation, by: User, now: datetime) -> None:
    """With the rejection that is asked about; question and answer both stand on the public trace."""
    proposal = explanation.proposal
    record(
        action, by=by, subject=f"proposal:{proposal.code}", tenant=proposal.tenant,
        region=proposal.village_code, at=now, move=explanation.move_id,
    )  # fmt: skip
    bump(proposal.tenant, "proposals")
