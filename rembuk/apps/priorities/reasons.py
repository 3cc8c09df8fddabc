"""Why each project won or lost in a run, as plain figures: who paid, where the money of the others went.

What would have been enough is found by reruns of the whole rule, as long as the time for them lasts.
"""

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from rembuk.algorithms.allocation.explaining import (
    Loss,
    Purse,
    explain_losses,
    extra_voters_to_win,
    largest_winning_cost,
)
from rembuk.algorithms.allocation.model import Election
from rembuk.algorithms.allocation.outcome import Outcome, Phase
from rembuk.algorithms.allocation.prepared import Prepared, prepare

Json = dict[str, Any]
FUNDED, OUTRANKED = "FUNDED", "OUTRANKED"  # the latter: under a rule that knows no shares
_SHOWN = 5  # winners to which the money of a loser's supporters went


def facts_of(election: Election, outcome: Outcome) -> dict[int, tuple[str, Json]]:
    """(reason, figures) of every project; counterfactuals come later, because they take time."""
    if outcome.rule.id != "equal-shares":
        won = set(outcome.winners)
        return {p: (FUNDED if p in won else OUTRANKED, {}) for p in range(len(election.projects))}
    prepared = prepare(election, outcome.rule.utility, outcome.rule.ties)
    found: dict[int, tuple[str, Json]] = {p: (FUNDED, {"added": True}) for p in outcome.winners}
    for phase in outcome.phases:
        found |= {p: (FUNDED, facts) for p, facts in _payments(prepared, phase)}
    for loss in explain_losses(election, outcome):
        found[loss.project] = (str(loss.reason), _loss(election, loss))
    return found


def what_would_do(election: Election, outcome: Outcome, project: int) -> Json:
    """A lower cost and a number of further voters with which this project wins; each was rerun."""
    return {
        "tried": True,
        "winning_cost": largest_winning_cost(election, outcome, project),
        "extra_voters": extra_voters_to_win(election, outcome, project),
    }


def _payments(prepared: Prepared, phase: Phase) -> Iterable[tuple[int, Json]]:
    """Each winner of one pot: money of residents and of the need fund, how many paid, how much at most."""
    election, purse = prepared.election, Purse(prepared, phase)
    paid_by = dict(purse.rounds)
    residents = election.ballots.count.tolist()
    for row in phase.deciding.rounds:
        paid = paid_by.get(row.project, {})
        people = {v: residents[v] for v, money in paid.items() if v < len(residents) and money}
        total = sum((paid[v] * many for v, many in people.items()), Fraction(0)) * prepared.micro
        most = max((paid[v] for v in people), default=Fraction(0)) * prepared.micro
        payers = sum(people.values())
        at_most = sum(many for v, many in people.items() if paid[v] * prepared.micro == most)
        yield (
            row.project,
            {
                "payers": payers,
                "in_full": at_most,
                "with_rest": payers - at_most,
                "with_nothing": max(0, _supporters(election, row.project) - payers),
                "most": _text(most),
                "residents": _rupiah(total),
                "fund": election.costs[row.project] - _rupiah(total),
                "earmark": phase.earmark,
                "tied": [election.ids[p] for p in row.tied],
            },
        )


def _supporters(election: Election, project: int) -> int:
    return election.votes[project] if (election.ballots.points == 1).all() else _heads(election, project)


def _heads(election: Election, project: int) -> int:
    """Weight of the ballots that name a project, whatever the points."""
    ballots = election.ballots
    return sum(
        many
        for v, many in enumerate(ballots.count.tolist())
        if project in ballots.project[ballots.start[v] : ballots.start[v + 1]]
    )


def _loss(election: Election, loss: Loss) -> Json:
    return {
        "detail": loss.detail,
        "start": _rupiah(loss.start),
        "left": _rupiah(loss.left),
        "went": [[election.ids[winner], _rupiah(paid)] for winner, paid in loss.went[:_SHOWN]],
        "went_to_others": _rupiah(sum((paid for _winner, paid in loss.went[_SHOWN:]), Fraction(0))),
        "tried": False,
    }


def _rupiah(value: Fraction) -> int:
    """Whole rupiah; the exact figure follows from the certificate."""
    return int(value)


def _text(value: Fraction) -> str:
    return f"{value.numerator}/{value.denominator}"
