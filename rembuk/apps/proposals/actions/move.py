"""Take a proposal one step further. Nothing else in the code base writes a state."""

from datetime import datetime
from typing import Any

from rembuk.apps.audit.record import record
from rembuk.apps.core.clock import today
from rembuk.apps.core.durable import commit_durably
from rembuk.apps.core.versions import bump
from rembuk.apps.people.models import User
from rembuk.apps.preparation.models import PlanningCycle
from rembuk.rules.four_eyes import check_four_eyes
from rembuk.rules.input_checks import check_inputs, check_progress
from rembuk.rules.proposal_flow import STATE, STEP, Situation, Step, find_step
from rembuk.rules.refusals import Refusal
from rembuk.rules.system_steps import system_step

from ..access import acting, situation
from ..facts import ENDED, apply_inputs, known, public_inputs, take_category
from ..models import Move, Proposal, WaitingDecision
from ..prices import keep_price_reason, price_problem
from ..races import LostRace, lost_race
from ..words import prepare_words
from .checks import LIMITS, check_facts
from .due import due_on
from .office import office_of
from .photos import keep_photos
from .refer import keep_referral
from .usage import count_step

_AMOUNT_COLUMN = {
    "give_early_opinion": "",  # an opinion before the forum agrees on nothing
    "enter_budget": "amount_budgeted",
    "report_progress": "amount_spent",
    "complete_works": "amount_spent",
}
__all__ = ["InputsRefused", "LostRace", "check_step", "move", "restore_state", "row_of"]
# Where a decision may be waiting for its second person.
_TWO_DECIDE = frozenset(step.at for step in STEP.values() if step.second_approver)
# What the forums of a year said does not count in the next.
_ANEW: dict[str, object] = {"returned_from": "", "rank": None, "eligibility": ""}


class InputsRefused(Refusal):
    """The step asks for more, or what was given does not do; one sentence an input."""

    def __init__(self, problems: dict[str, tuple[str, str]]) -> None:
        first_id, first_en = next(iter(problems.values()))
        super().__init__("inputs", first_id, first_en)
        self.problems = problems


def move(
    proposal: Proposal,
    step_id: str,
    *,
    by: User | None,
    now: datetime,
    inputs: dict[str, Any] | None = None,
    second: User | None = None,
    rule: str = "",
    decided_at: datetime | None = None,
    before: Situation | None = None,
) -> Move:
    """One step by a person, or by the system where `by` is None (then `rule` says which rule fired).

    A forum decides while its stage is open and signs later: `decided_at` is the moment that the windows are
    judged by. `before` is the situation where the caller has just read it, in the same transaction.

    Raises Refusal when the rules say no, InputsRefused when something asked for is missing, LostRace when
    somebody was faster. The proposal given is brought up to date.
    """
    given = dict(inputs or {})
    before = before or situation(proposal, now=decided_at or now, line_year=_year_of_line(given))
    if by is None:
        step, role = system_step(step_id, before), "system"
    else:
        who = acting(by, proposal)
        step = find_step(step_id, before, who)
        also = acting(second, proposal).roles if second else frozenset()
        check_four_eyes(step, by.pk, second.pk if second else None, also)
        role = next(iter(sorted(who.roles & frozenset(step.actors))))
    check_step(step, proposal, given, asks_price=decided_at is None)
    office = office_of(proposal, step, role)

    def work() -> Move:
        return _step_taken(
            proposal, step, given, by=by, second=second, role=role, office=office, now=now, rule=rule
        )

    return commit_durably(work)


def _year_of_line(given: dict[str, Any]) -> int | None:
    line = given.get("village_plan_line")
    return int(line["year"]) if isinstance(line, dict) and line.get("year") else None


def check_step(step: Step, proposal: Proposal, given: dict[str, Any], *, asks_price: bool = True) -> None:
    """Raise InputsRefused with a sentence for each input that is missing or does not do.

    What a forum decided was held against the price standards of that day, and is not asked again.
    """
    check_facts(step, proposal, given)
    have = known(proposal) | given
    found = list(check_inputs(step, have))
    if "progress_percent" in given and proposal.progress_percent is not None:
        fallen = check_progress(
            proposal.progress_percent, int(given["progress_percent"]), str(given.get("reason_text") or "")
        )
        found += [fallen] if fallen else []
    far = price_problem(step, proposal, given) if asks_price else None
    found += [far] if far else []
    problems = {problem.input: (problem.text_id, problem.text_en) for problem in found}
    if problems:
        raise InputsRefused(problems)


def _step_taken(
    proposal: Proposal,
    step: Step,
    given: dict[str, Any],
    *,
    by: User | None,
    second: User | None,
    role: str,
    office: str,
    now: datetime,
    rule: str,
) -> Move:
    if "merge_target" in given:
        _still_alive(proposal, given["merge_target"])
    if proposal.cycle is not None and LIMITS & set(step.requires):
        # Two raised at once must not both take the last place: the cycle's row is the lock.
        PlanningCycle.objects.select_for_update().get(pk=proposal.cycle.pk)
        check_facts(step, proposal, given)
    changed = _new_facts(proposal, step, given, now)
    values = {name: getattr(proposal, name) for name in changed}
    taken = Proposal.objects.filter(pk=proposal.pk, state=step.at).update(
        **(values | {"state": step.to, "state_since": now})
    )
    if taken != 1:
        raise lost_race(proposal)
    proposal.state, proposal.state_since = step.to, now
    row = row_of(proposal, step, given)
    row.at, row.by, row.second, row.role, row.office = now, by, second, role, office
    row.save(force_insert=True)
    keep_photos(proposal, row, given, now=now)
    keep_referral(step, proposal, row, given)
    count_step(step, proposal, given)
    if step.at in _TWO_DECIDE:
        WaitingDecision.objects.filter(proposal_id=proposal.pk).delete()
    record(
        step.action,
        by=by,
        rule=rule,
        subject=f"proposal:{proposal.code or proposal.uuid}",
        tenant=proposal.tenant,
        region=proposal.village_code,
        at=now,
        move=row.pk,
        step=step.id,
        of=step.at,
        to=step.to,
        reason=row.reason_code,
        amount=row.amount or 0,
    )
    bump(proposal.tenant, "proposals")
    return row


def row_of(proposal: Proposal, step: Step, given: dict[str, Any]) -> Move:
    """The step as its history keeps it: opinion, amount and reason have columns, the rest is in `inputs`."""
    return Move(
        tenant=proposal.tenant,
        proposal=proposal,
        step=step.id,
        from_state=step.at,
        to_state=step.to,
        review=step.review or "",
        recommendation=str(given.get("recommendation") or ""),
        amount=given.get("amount"),
        coefficient=str(given.get("coefficient") or ""),
        reason_code=str(given.get("reason_code") or ""),
        reason_text=str(given.get("reason_text") or given.get("change_note") or ""),
        inputs=public_inputs(given),
    )


def _still_alive(proposal: Proposal, target: Proposal) -> None:
    """Two merged into one another at once would both be gone: both rows are locked, in one order."""
    pair = Proposal.objects.select_for_update().filter(pk__in=(proposal.pk, target.pk)).order_by("pk")
    states = dict(pair.values_list("pk", "state"))
    if target.pk == proposal.pk or states.get(target.pk) in ENDED:
        raise Refusal(
            "target_ended",
            "Usulan induknya baru saja berakhir atau digabung. Pilih usulan lain yang masih berjalan.",
            "The main proposal has just ended or been merged. Choose another one that is still alive.",
        )


def _new_facts(proposal: Proposal, step: Step, given: dict[str, Any], now: datetime) -> list[str]:
    """Columns of the proposal that this step changes, besides the state."""
    changed = keep_price_reason(proposal, step, given)
    changed += apply_inputs(proposal, given)
    if {"problem", "work"} & set(changed):
        changed += prepare_words(proposal)
    if given.get("category"):
        changed += take_category(proposal, given["category"])
    year = given.get("cycle") or proposal.cycle
    values: dict[str, object] = {
        "is_public": proposal.code is not None and step.to != "draft" and not STATE[step.to].hidden,
        "due_on": due_on(step.to, year, proposal.track, proposal.village_code, today(now)),
    }
    if step.to == "returned":
        values["returned_from"] = step.at
    elif step.at == "submitted":
        values["returned_from"] = ""
    if step.to == "merged":
        values["merged_into"] = given["merge_target"]
    column = _AMOUNT_COLUMN.get(step.id, "amount_agreed")
    if column and given.get("amount") is not None:
        values[column] = given["amount"]
    values |= _agency(proposal, given) | _another_year(proposal, step, given)
    for name, value in values.items():
        setattr(proposal, name, value)
    return [*changed, *values]


def _agency(proposal: Proposal, given: dict[str, Any]) -> dict[str, object]:
    agency = given.get("target_agency")
    if not agency:
        return {}
    first = {} if proposal.first_agency_code else {"first_agency_code": agency.code}
    return {"agency_code": agency.code, "agency_group": agency.group, **first}


def _another_year(proposal: Proposal, step: Step, given: dict[str, Any]) -> dict[str, object]:
    """A deferred proposal grows older with the new year; a recorded one comes into its first."""
    values: dict[str, object] = {}
    if step.at == "deferred" and step.to == "submitted":
        values = {"times_proposed": proposal.times_proposed + 1, **_ANEW}
    if given.get("cycle"):
        values |= {"cycle": given["cycle"], "plan_year": given["cycle"].plan_year}
    return values


def restore_state(proposal: Proposal, merged: Move, *, by: User, now: datetime) -> Move:
    """The undo of a merge, beside `move` because it too writes a state: back to where the merge began."""
    taken = Proposal.objects.filter(pk=proposal.pk, state="merged").update(
        state=merged.from_state, state_since=now, merged_into=None
    )
    if taken != 1:
        raise lost_race(proposal)
    proposal.state, proposal.state_since, proposal.merged_into = merged.from_state, now, None
    return Move.objects.create(
        tenant=proposal.tenant, proposal=proposal, step="unmerge", from_state="merged",
        to_state=merged.from_state, at=now, by=by, role=merged.role, office=merged.office,
    )  # fmt: skip
