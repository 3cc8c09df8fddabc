"""Answer the checks of readiness, and record what affected residents say."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from rembuk.apps.audit.record import record
from rembuk.apps.core.durable import commit_durably
from rembuk.apps.core.seen import check_seen
from rembuk.apps.core.versions import bump
from rembuk.apps.people.models import User
from rembuk.rules.actions import ACTION, Action
from rembuk.rules.readiness import asked_of, check_answer, check_statement, may_answer_in, may_state_in
from rembuk.rules.refusals import Refusal
from rembuk.rules.roles import ROLE

from ..access import acting
from ..models import AffectedStatement, Proposal, ReadinessAnswer
from ..readiness_lines import marks_of
from .office import office_for

RECORDING = (Action.IMPACT_RECORD, Action.IMPACT_STATE)


@dataclass(frozen=True, slots=True)
class Statement:
    """What was typed about those whom the works touch."""

    touched: str
    stance: str
    people: int
    what: str
    statement: str


def role_for(by: User, proposal: Proposal, *actions: Action) -> tuple[str, Action] | None:
    """The role this person would do one of these in, at this proposal's place or agency; the first fits."""
    roles = sorted(acting(by, proposal).roles)
    return next(((role, action) for action in actions for role in roles if action in ROLE[role].can), None)


def answer_checks(
    proposal: Proposal,
    answers: Mapping[str, tuple[str, str]],
    *,
    by: User,
    now: datetime,
    seen: str | None = None,
) -> int:
    """Keep item -> (answer, note); returns how many changed. An item left out stays as it is.

    Raises Refusal where the person may not, the proposal has ended, or a note is missing; ChangedMeanwhile
    where a colleague answered since the page with the mark `seen`.
    """
    role = _role(by, proposal, Action.READINESS_ANSWER)
    _check_alive(may_answer_in(proposal.state))
    known = {str(row.check) for row in asked_of(proposal.category)}
    for item, (given, note) in answers.items():
        wrong = check_answer(given, note) if item in known else ("Pertanyaan tidak dikenal.", "Unknown.")
        if wrong:
            raise Refusal("readiness", *wrong)
        check_statement(note)  # everybody reads it
    office = office_for(proposal, role)

    def work() -> int:
        Proposal.objects.select_for_update().only("pk").get(pk=proposal.pk)
        present = {item: (given, note) for item, given, note in marks_of(proposal)}
        changed = {item: row for item, row in answers.items() if present.get(item) != row}
        if not changed:
            return 0
        check_seen(seen, marks_of(proposal))
        for item, (given, note) in sorted(changed.items()):
            ReadinessAnswer.objects.update_or_create(
                proposal=proposal, item=item,
                defaults={"answer": given, "note": note, "at": now, "by": by, "office": office},
            )  # fmt: skip
        told = {item: given for item, (given, _note) in changed.items()}
        _note(Action.READINESS_ANSWER, proposal, by, now, answers=told)
        return len(changed)

    return commit_durably(work)


def state_impact(proposal: Proposal, given: Statement, *, by: User, now: datetime) -> AffectedStatement:
    """Keep a statement: an officer's for any number of people, a resident's for themselves alone."""
    found = role_for(by, proposal, *RECORDING)
    if found is None:
        raise _no_right(Action.IMPACT_RECORD)
    _check_alive(may_state_in(proposal.state))
    check_statement(f"{given.what} {given.statement}")
    role, action = found
    is_own = action is Action.IMPACT_STATE

    def work() -> AffectedStatement:
        row = AffectedStatement.objects.create(
            proposal=proposal, touched=given.touched, stance=given.stance,
            people=1 if is_own else given.people, what=given.what, statement=given.statement, is_own=is_own,
            at=now, by=by, office=ROLE[role].label_id if is_own else office_for(proposal, role),
        )  # fmt: skip
        _note(action, proposal, by, now, touched=given.touched, stance=given.stance)
        return row

    return commit_durably(work)


def withdraw_statement(row: AffectedStatement, *, by: User, now: datetime) -> None:
    """Take a statement back: whoever wrote it, or the office that records them. It stays in the log."""
    found = role_for(by, row.proposal, *RECORDING)
    if found is None or (found[1] is not Action.IMPACT_RECORD and row.by_id != by.pk):
        raise _no_right(Action.IMPACT_RECORD)

    def work() -> None:
        if AffectedStatement.objects.filter(pk=row.pk, withdrawn_at=None).update(withdrawn_at=now):
            _note(found[1], row.proposal, by, now, withdrawn=row.pk)

    commit_durably(work)


def _role(by: User, proposal: Proposal, action: Action) -> str:
    found = role_for(by, proposal, action)
    if found is None:
        raise _no_right(action)
    return found[0]


def _no_right(action: Action) -> Refusal:
    row = ACTION[action]
    return Refusal(
        "no_right_here",
        f"Hak “{row.label_id}” untuk usulan ini belum Anda pegang.",
        f"You do not hold this right for this proposal: {row.label_en}.",
    )


def _check_alive(alive: bool) -> None:
    if not alive:
        raise Refusal(
            "ended",
            "Pada status usulan ini, lembar kesiapan dan pernyataan warga tidak diubah lagi.",
            "In this state of the proposal its readiness and the statements are not changed any more.",
        )


def _note(action: Action, proposal: Proposal, by: User, now: datetime, **facts: Any) -> None:
    record(
        action, by=by, subject=f"proposal:{proposal.code}", tenant=proposal.tenant,
        region=proposal.village_code, at=now, **facts,
    )  # fmt: skip
    bump(proposal.tenant, "proposals")
