"""A result as JSON: what was decided, and all that is needed to see that it had to be so.

Fractions are `"num/den"`, money is whole, projects are their ids. `verify.py` checks it without this package.
"""

from fractions import Fraction

from rembuk.algorithms.allocation.lots import lot_order
from rembuk.algorithms.allocation.model import Election
from rembuk.algorithms.allocation.outcome import Outcome, Phase, Round, Run

FORMAT = "rembuk-allocation/1"
Json = dict[str, object]


def result_json(election: Election, outcome: Outcome) -> Json:
    """The whole result, certificate included."""
    rounds = [_round(election, row) for phase in outcome.phases for row in phase.deciding.rounds]
    rule = outcome.rule
    return {
        "format": FORMAT,
        "rule": {
            "id": rule.id, "utility": rule.utility, "completion": rule.completion, "start": rule.start,
            "unit": rule.unit, "stop": rule.stop, "ties": rule.ties,
        },
        "budget": election.budget,
        "spent": outcome.spent,
        "winners": [election.ids[p] for p in outcome.winners],
        "rounds": rounds,
        "ties": [row["tied"] for row in rounds if row["tied"]],
        "certificate": _certificate(election, outcome),
    }  # fmt: skip


def _certificate(election: Election, outcome: Outcome) -> Json:
    lot = lot_order(outcome.rule.ties, election.ids, election.costs, election.votes)
    return {
        "input": {
            "sha256": election.digest,
            "projects": len(election.projects),
            "voters": election.ballots.voters,
            "distinct_ballots": len(election.ballots.count),
        },
        "parameters": {
            "ceilings": [
                {"name": c.name, "limit": c.limit, "projects": sorted(c.projects)} for c in election.ceilings
            ],
            "earmarks": [
                {"name": e.name, "amount": e.amount, "projects": sorted(e.projects)}
                for e in election.earmarks
            ],
            "incompatible": [list(pair) for pair in election.incompatible],
            "need_permille": election.need_permille,
        },
        "lot": [election.ids[p] for p in lot],
        "phases": [_phase(election, phase) for phase in outcome.phases],
    }


def _phase(election: Election, phase: Phase) -> Json:
    runs = [phase.deciding] + ([phase.next_run] if phase.next_run else [])
    return {
        "earmark": phase.earmark,
        "budget": phase.budget,
        "ending": phase.ending,
        "runs": [_run(election, run) for run in runs],
        "added": [election.ids[p] for p in phase.added],
    }


def _run(election: Election, run: Run) -> Json:
    return {
        "increments": run.increments,
        "share": _fraction(run.share),
        "rounds": [_round(election, row) for row in run.rounds],
    }


def _round(election: Election, row: Round) -> Json:
    return {
        "project": election.ids[row.project],
        "price": _fraction(row.rho),
        "paid_in_full": row.in_full,
        "gave_their_rest": row.with_rest,
        "had_nothing_left": row.with_nothing,
        "tied": [election.ids[p] for p in row.tied],
    }


def _fraction(value: Fraction) -> str:
    return f"{value.numerator}/{value.denominator}"
