"""Decide on many items of a forum at once: what it would do to each, and doing it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from rembuk.apps.core.durable import commit_durably
from rembuk.apps.people.models import User
from rembuk.apps.places.queries import price_rows
from rembuk.apps.proposals.access import situations
from rembuk.rules.forums import Outcome
from rembuk.rules.refusals import Refusal

from ..access import check_open, check_runs, held
from ..models import Forum, ForumItem
from ..village_lines import amount_of
from .agenda import (
    OutcomeRefused,
    check_outcome,
    clear_decision,
    decide_item,
    decided_meanwhile,
    names_money,
)

MOST_AT_ONCE = 100
# Written once for all of them; what else an outcome asks, each proposal brings itself or stays as it is.
FOR_ALL = frozenset({"reason_code", "reason_text", "eligibility_rating", "village_plan_line"})
_LAST_DIGITS = re.compile(r"\d+(?=\D*$)")


@dataclass(frozen=True, slots=True)
class Effect:
    """What a decision does to one item: nothing where there is a refusal."""

    item: ForumItem
    refusal: Refusal | None


def effects(
    items: Sequence[ForumItem],
    outcome: Outcome,
    *,
    by: User,
    now: datetime,
    inputs: dict[str, Any] | None = None,
) -> tuple[tuple[Effect, ...], dict[str, tuple[str, str]]]:
    """Preview: on which the outcome can be written, and why not on the others. Writes nothing; three reads.

    Beside it what is wrong with that which is written for all: input -> (Indonesian, English).
    """
    stand = situations([item.proposal for item in items], now=now)
    prices = price_rows(items[0].forum.tenant, {item.proposal.category for item in items}) if items else []
    found, wrong = [], dict[str, tuple[str, str]]()
    for item in items:
        try:
            given = _own(item, outcome, inputs or {}, 0)
            check_outcome(item, outcome, given, None, by=by, before=stand[item.proposal_id], prices=prices)
            found.append(Effect(item, None))
        except OutcomeRefused as refused:
            own = [words for code, words in refused.problems.items() if code not in FOR_ALL]
            wrong |= {code: words for code, words in refused.problems.items() if code in FOR_ALL}
            found.append(Effect(item, Refusal("inputs", *own[0]) if own else None))
        except Refusal as refusal:
            found.append(Effect(item, refusal))
    return tuple(found), wrong


def decide_many(
    items: Sequence[ForumItem],
    outcome: Outcome,
    *,
    by: User,
    now: datetime,
    inputs: dict[str, Any],
    seen: datetime,
) -> tuple[Effect, ...]:
    """Each in a transaction of its own: one that is refused holds up no other.

    `seen` is when the list was looked at: what a colleague has decided since then stays.
    """
    done: list[Effect] = []
    for item in items[:MOST_AT_ONCE]:
        written = sum(effect.refusal is None for effect in done)
        try:
            if item.decided_at is not None and item.decided_at > seen:
                raise decided_meanwhile()
            decide_item(item, outcome.code, by=by, now=now, inputs=_own(item, outcome, inputs, written))
            done.append(Effect(item, None))
        except Refusal as refusal:
            done.append(Effect(item, refusal))
    return tuple(done)


def clear_many(forum: Forum, items: Sequence[ForumItem], *, by: User, now: datetime) -> int:
    """Take decisions back; returns how many there were."""
    check_runs(by, forum)
    decided = [item for item in items[:MOST_AT_ONCE] if item.outcome]

    def work() -> None:
        check_open(held(forum))
        for item in decided:
            clear_decision(item, by=by, now=now)

    commit_durably(work)
    return len(decided)


def _own(item: ForumItem, outcome: Outcome, inputs: dict[str, Any], place: int) -> dict[str, Any]:
    """What is written for all, with each proposal's own amount and its own line in the village's plan."""
    given = dict(inputs)
    if item.proposal.eligibility:
        given.pop("eligibility_rating", None)  # rated by the verification team
    line = given.get("village_plan_line")
    if line:
        given["village_plan_line"] = line | {"line": line_after(str(line["line"]), place)}
    amount = amount_of(item.proposal) if names_money(outcome) else None
    return given | ({"amount": amount} if amount is not None else {})


def line_after(first: str, place: int) -> str:
    """The line so many places after the first: after "2.1.03" comes "2.1.04"; without digits it stays."""
    return _LAST_DIGITS.sub(lambda found: str(int(found[0]) + place).zfill(len(found[0])), first)
