"""What comes out of a rule: who won, in which order, at which price, and why it ended."""

from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from rembuk.algorithms.allocation.rules import Rule

Ending = Literal["exhaustive", "next-overspends", "complete", "node-limit"]


@dataclass(frozen=True, slots=True)
class Round:
    """One winner. rho: price of a unit of utility; price: of a point; weights of those who paid the whole
    price, gave the rest of what they had, and had nothing left; tied: all that had this price, in lot
    order.
    """

    project: int
    rho: Fraction
    price: Fraction
    in_full: int = 0
    with_rest: int = 0
    with_nothing: int = 0
    tied: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Run:
    """One pass of equal shares: everybody begins with `share` (raised `increments` times)."""

    share: Fraction
    increments: int
    rounds: tuple[Round, ...]
    spent: int


@dataclass(frozen=True, slots=True)
class Phase:
    """One pot of money: an earmark by its name, or all the rest (`""`).

    deciding: the run whose winners count; next_run: the one that would have overspent; added: winners of a
    completion that goes by votes.
    """

    earmark: str
    budget: int
    ending: Ending
    deciding: Run
    next_run: Run | None = None
    added: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """Winners are project indices in the order of selection."""

    rule: Rule
    winners: tuple[int, ...]
    spent: int
    phases: tuple[Phase, ...] = field(default=())
    proven: bool = True

    @property
    def ties(self) -> tuple[tuple[int, ...], ...]:
        """The sets among which the lot decided."""
        return tuple(row.tied for phase in self.phases for row in phase.deciding.rounds if row.tied)
