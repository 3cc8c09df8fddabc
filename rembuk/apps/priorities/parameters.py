"""What a planner fixes before a run: rule, money, ceilings; to and from JSON, and onto an election."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from fractions import Fraction
from typing import Any, Literal, cast

from rembuk.algorithms.allocation.model import Ceiling, Earmark, Election
from rembuk.algorithms.allocation.rules import Completion, Rule, RuleId, Start, Stop, Utility
from rembuk.apps.rounds.models import Round, RoundProject

Kind = Literal["place", "sector"]
_STEP = 1000  # add1 raises every share by the smallest whole rupiah that is at least a thousandth of it


@dataclass(frozen=True, slots=True)
class Limit:
    """Whole rupiah for the projects of a place (a village or what lies above it) or of a sector."""

    kind: Kind
    code: str
    amount: int

    @property
    def name(self) -> str:
        """As the certificate names it."""
        return f"{self.kind}:{self.code}"

    def holds(self, project: RoundProject) -> bool:
        """Whether this project is paid from it."""
        if self.kind == "sector":
            return project.sector == self.code
        return project.place_code == self.code or project.place_code.startswith(f"{self.code}.")


@dataclass(frozen=True, slots=True)
class Parameters:
    """One way to share out the money. budget and amounts in whole rupiah, need_permille 0..999."""

    budget: int
    rule: str = "equal-shares"
    utility: str = "cost"
    completion: str = "add1"
    unit: int = 1
    start: str = "exact"
    stop: str = "first-exhaustive"
    need_permille: int = 0
    ceilings: tuple[Limit, ...] = ()
    earmarks: tuple[Limit, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Plain values, for the row of the run."""
        return asdict(self)

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> "Parameters":
        """Back from the row."""
        limits = {key: tuple(Limit(**row) for row in kept[key]) for key in ("ceilings", "earmarks")}
        return cls(**{**kept, **limits})

    @property
    def digest(self) -> str:
        """SHA-256 of the canonical JSON: two runs with the same one are the same run."""
        text = json.dumps(self.as_json(), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()

    def engine_rule(self, ties: str) -> Rule:
        """For the engine, which refuses what does not go together (ElectionError)."""
        return Rule(
            id=cast(RuleId, self.rule),
            utility=cast(Utility, self.utility),
            completion=cast(Completion, self.completion),
            start=cast(Start, self.start),
            unit=self.unit,
            stop=cast(Stop, self.stop),
            ties=ties,
        )


def election_with(election: Election, projects: Sequence[RoundProject], wanted: Parameters) -> Election:
    """The ballots with this budget, these ceilings and earmarks; limits that hold no project are left out.

    Needs scores are part of the election only where the need fund pays by them.
    """
    needed = wanted.need_permille > 0
    return replace(
        election,
        projects=tuple(one if needed else replace(one, need=0) for one in election.projects),
        budget=wanted.budget,
        ceilings=tuple(
            Ceiling(limit.name, limit.amount, members)
            for limit, members in _members(wanted.ceilings, projects)
        ),
        earmarks=tuple(
            Earmark(limit.name, limit.amount, members)
            for limit, members in _members(wanted.earmarks, projects)
        ),
        need_permille=wanted.need_permille,
    )


def _members(
    limits: Iterable[Limit], projects: Sequence[RoundProject]
) -> Iterable[tuple[Limit, frozenset[str]]]:
    for limit in limits:
        members = frozenset(row.project for row in projects if limit.holds(row))
        if members:
            yield limit, members


def default_unit(budget: int, voters: int) -> int:
    """The smallest whole rupiah that is at least a thousandth of everybody's share."""
    return max(1, -(Fraction(-budget, max(voters, 1) * _STEP) // 1))


def default_parameters(found: Round, voters: int, ceilings: Sequence[Limit] = ()) -> Parameters:
    """Equal shares with cost utility and add1; points where the ballots hold points."""
    has_points = found.ballot_type in ("points", "ranking")
    return Parameters(
        budget=found.budget,
        utility="points" if has_points else "cost",
        unit=default_unit(found.budget, voters),
        ceilings=tuple(ceilings),
    )
