"""What if: one pass of the rule on ballots that are in memory, so that a slider answers at once.

The shares are not raised here; what is left goes by votes. A real run may therefore differ, and pages say so.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import cast

import numpy as np

from rembuk.algorithms.allocation.allocating import allocate
from rembuk.algorithms.allocation.model import Election
from rembuk.algorithms.allocation.rules import OF_RULE, RuleId
from rembuk.apps.rounds.models import RoundProject

from .parameters import Parameters, election_with


@dataclass(frozen=True, slots=True)
class WhatIf:
    """winners: project codes; left_out: share of those who chose and see nothing, six decimals."""

    winners: tuple[str, ...]
    spent: int
    left_out: str


def what_if(election: Election, projects: Sequence[RoundProject], wanted: Parameters, ties: str) -> WhatIf:
    """The winners of one pass; about 0.1 s of one core for 100,000 ballots on 300 projects."""
    asked = election_with(election, projects, wanted)
    rule = wanted.engine_rule(ties)
    if "utilitarian" in OF_RULE[cast(RuleId, wanted.rule)]:
        rule = replace(rule, completion="utilitarian")
    outcome = allocate(asked, rule)
    return WhatIf(
        tuple(asked.ids[p] for p in outcome.winners), outcome.spent, _left_out(asked, outcome.winners)
    )


def _left_out(election: Election, winners: Sequence[int]) -> str:
    ballots = election.ballots
    if not len(ballots.count):
        return f"{0:.6f}"
    won = np.zeros(len(election.projects), np.int64)
    won[list(winners)] = 1
    many = np.add.reduceat(won[ballots.project], ballots.start[:-1])
    voters = int(ballots.count.sum())
    return f"{int(ballots.count[many == 0].sum()) / voters:.6f}"
