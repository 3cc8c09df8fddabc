"""One call for every rule: earmarks first, then all the rest of the money."""

from fractions import Fraction

from rembuk.algorithms.allocation.model import Election
from rembuk.algorithms.allocation.outcome import Outcome, Phase, Round, Run
from rembuk.algorithms.allocation.overspending import bounded_overspending
from rembuk.algorithms.allocation.payments import equal_payments
from rembuk.algorithms.allocation.phragmen import phragmen
from rembuk.algorithms.allocation.prepared import prepare
from rembuk.algorithms.allocation.rules import Rule
from rembuk.algorithms.allocation.shares import Pot, Watch, equal_shares, greedy_by_votes
from rembuk.algorithms.allocation.welfare import welfare


def allocate(election: Election, rule: Rule, watch: Watch | None = None) -> Outcome:
    """The winners of a rule; `watch` hears of each raising of the shares and may end it with an error."""
    return _allocate(election, rule, watch, begin=0, bare=False)


def winners_of(election: Election, rule: Rule, begin: int = 0) -> tuple[int, ...]:
    """The winners alone, without prices and payers: what a counterfactual asks for.

    begin: raises passed over in the last pot, only ever to look for candidates (see `explaining`).
    """
    return _allocate(election, rule, None, begin, bare=True).winners


def _allocate(election: Election, rule: Rule, watch: Watch | None, begin: int, bare: bool) -> Outcome:
    prepared = prepare(election, rule.utility, rule.ties)
    phases: list[Phase] = []
    winners: list[int] = []
    spent = 0
    for mark in election.earmarks:
        only = frozenset(election.index[name] for name in mark.projects)
        phases.append(_one_pot(Pot(prepared, mark.amount, winners, only, bare), rule, mark.name, watch))
        winners += _winners(phases[-1])
        spent = sum(election.costs[p] for p in winners)
    phases.append(
        _one_pot(Pot(prepared, election.budget - spent, winners, bare=bare), rule, "", watch, begin)
    )
    winners += _winners(phases[-1])
    proven = all(phase.ending != "node-limit" for phase in phases)
    return Outcome(rule, tuple(winners), sum(election.costs[p] for p in winners), tuple(phases), proven)


def _winners(phase: Phase) -> list[int]:
    return [row.project for row in phase.deciding.rounds] + list(phase.added)


def _one_pot(pot: Pot, rule: Rule, earmark: str, watch: Watch | None, begin: int = 0) -> Phase:
    if rule.id == "equal-shares":
        return equal_shares(pot, rule, earmark, watch, begin)
    if rule.id in ("phragmen", "phragmen-stop"):
        return phragmen(pot, rule, earmark)
    if rule.id in ("greedy-votes", "greedy-votes-per-cost"):
        return _greedy(pot, rule.id == "greedy-votes-per-cost", earmark)
    if rule.id == "equal-shares-bos":
        return bounded_overspending(pot, rule, earmark)
    if rule.id == "equal-payments":
        return equal_payments(pot, rule, earmark)
    return welfare(pot, earmark)


def _greedy(pot: Pot, per_cost: bool, earmark: str) -> Phase:
    """Most votes (or points) first, or most for each rupiah; what does not fit is passed over."""
    winners = greedy_by_votes(pot, [], 0, per_cost)
    rounds = tuple(Round(p, Fraction(0), Fraction(0)) for p in winners)
    spent = sum(pot.prepared.election.costs[p] for p in winners)
    return Phase(earmark, pot.budget, "complete", Run(Fraction(0), 0, rounds, spent))
