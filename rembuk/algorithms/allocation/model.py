"""An election as the engine sees it: whole rupiah, flat arrays, and no words but the ids of projects."""

import hashlib
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from rembuk.algorithms.allocation.ballots import MOST_WEIGHT, Ballots
from rembuk.algorithms.allocation.errors import ElectionError

MOST_MONEY = 10**15  # rupiah; larger than the budget of any region, and whole in a float
MOST_NEED = 1000


@dataclass(frozen=True, slots=True)
class Project:
    """cost: whole rupiah; need: needs score 0..1000, used by the need fund alone."""

    id: str
    cost: int
    need: int = 0


@dataclass(frozen=True, slots=True)
class Ceiling:
    """At most `limit` rupiah for these projects together, whatever the votes say."""

    name: str
    limit: int
    projects: frozenset[str]


@dataclass(frozen=True, slots=True)
class Earmark:
    """`amount` of the budget that these projects are offered first; what they leave goes to all."""

    name: str
    amount: int
    projects: frozenset[str]


@dataclass(frozen=True, eq=False)
class Election:
    """Projects, money and ballots; `need_permille` of the budget is paid out by need (0 is votes alone)."""

    projects: tuple[Project, ...]
    budget: int
    ballots: Ballots
    ceilings: tuple[Ceiling, ...] = ()
    earmarks: tuple[Earmark, ...] = ()
    incompatible: tuple[tuple[str, str], ...] = ()
    need_permille: int = 0

    def __post_init__(self) -> None:
        _check_projects(self)
        _check_ballots(self)
        _check_limits(self)

    @cached_property
    def index(self) -> dict[str, int]:
        """Place of each project by its id."""
        return {project.id: place for place, project in enumerate(self.projects)}

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """All ids, in the order of the projects."""
        return tuple(project.id for project in self.projects)

    @cached_property
    def costs(self) -> tuple[int, ...]:
        """Rupiah of each project."""
        return tuple(project.cost for project in self.projects)

    @cached_property
    def votes(self) -> tuple[int, ...]:
        """Weight of the supporters of each project."""
        return tuple(self.ballots.votes(len(self.projects)))

    @cached_property
    def digest(self) -> str:
        """SHA-256 of everything that decides; the order of projects, voters and columns does not matter."""
        lines = sorted(f"project;{p.id};{p.cost};{p.need}" for p in self.projects)
        lines += sorted(self._ballot_lines())
        lines += sorted(f"ceiling;{c.name};{c.limit};{','.join(sorted(c.projects))}" for c in self.ceilings)
        lines += [f"earmark;{e.name};{e.amount};{','.join(sorted(e.projects))}" for e in self.earmarks]
        lines += sorted(f"incompatible;{';'.join(sorted(pair))}" for pair in self.incompatible)
        head = [f"budget;{self.budget}", f"need;{self.need_permille}", f"blank;{self.ballots.blank}"]
        return hashlib.sha256("\n".join(head + lines).encode()).hexdigest()

    def _ballot_lines(self) -> list[str]:
        ids, ballots = self.ids, self.ballots
        project, points, start = ballots.project.tolist(), ballots.points.tolist(), ballots.start.tolist()
        return [
            f"ballot;{count};"
            + ",".join(sorted(f"{ids[project[k]]}:{points[k]}" for k in range(first, last)))
            for count, first, last in zip(ballots.count.tolist(), start, start[1:], strict=False)
        ]


def _check_projects(election: Election) -> None:
    if len(set(election.ids)) != len(election.projects):
        raise ElectionError("Ada usulan yang ditulis dua kali.", "A project is listed twice.")
    if not 0 < election.budget <= MOST_MONEY:
        raise ElectionError(
            f"Anggaran harus lebih dari 0 dan paling banyak {MOST_MONEY} rupiah.",
            f"The budget must be more than 0 and at most {MOST_MONEY} rupiah.",
        )
    for project in election.projects:
        if not 0 <= project.cost <= MOST_MONEY:
            raise ElectionError(
                f"Biaya usulan {project.id} harus antara 0 dan {MOST_MONEY} rupiah.",
                f"The cost of project {project.id} must lie between 0 and {MOST_MONEY} rupiah.",
            )
        if not 0 <= project.need <= MOST_NEED:
            raise ElectionError(
                f"Skor kebutuhan usulan {project.id} harus antara 0 dan {MOST_NEED}.",
                f"The needs score of project {project.id} must lie between 0 and {MOST_NEED}.",
            )


def _check_ballots(election: Election) -> None:
    ballots = election.ballots
    if ballots.voters < 1:
        raise ElectionError("Belum ada lembar pilihan.", "There are no ballots.")
    most_points = int(ballots.points.max(initial=1))
    if ballots.voters * most_points * 1000 > MOST_WEIGHT * 1000:
        raise ElectionError("Jumlah pemilih atau poin terlalu besar.", "Too many voters or points.")
    if len(ballots.project) and not 0 <= ballots.project.min() <= ballots.project.max() < len(
        election.projects
    ):
        raise ElectionError(
            "Ada pilihan untuk usulan yang tidak ada.", "A ballot names a project that is not there."
        )


def _check_limits(election: Election) -> None:
    known = set(election.ids)
    names = {name for pair in election.incompatible for name in pair}
    names = names.union(*(c.projects for c in election.ceilings), *(e.projects for e in election.earmarks))
    if unknown := sorted(names - known):
        raise ElectionError(
            f"Pagu atau pasangan menyebut usulan yang tidak ada: {unknown[0]}.",
            f"A ceiling or pair names a project that is not there: {unknown[0]}.",
        )
    amounts = [ceiling.limit for ceiling in election.ceilings] + [mark.amount for mark in election.earmarks]
    if any(amount < 0 for amount in amounts) or sum(e.amount for e in election.earmarks) > election.budget:
        raise ElectionError(
            "Pagu tidak boleh negatif, dan dana khusus bersama-sama tidak boleh melebihi anggaran.",
            "Ceilings are never negative, and earmarks together never exceed the budget.",
        )
    if not 0 <= election.need_permille < 1000:
        raise ElectionError(
            "Bagian dana kebutuhan harus antara 0 dan 999 permil.",
            "The share of the need fund must lie between 0 and 999 per mille.",
        )


def with_need_fund(election: Election) -> Ballots:
    """The ballots among which the need fund sits: one more voter kind, who supports everything by its needs
    score.

    Of n voters and a permille, residents count 1000-a times with 1000 points a project, and n*a voters give
    each project its score in points, so all weights stay whole and all hold the same share.
    """
    ballots, a = election.ballots, election.need_permille
    if a == 0:
        return ballots
    scored = [place for place, project in enumerate(election.projects) if project.need]
    fund = ballots.voters * a
    size = len(ballots.project)
    return Ballots(
        start=np.append(ballots.start, size + len(scored)) if scored else ballots.start,
        project=np.concatenate([ballots.project, np.array(scored, np.int32)]),
        points=np.concatenate(
            [
                np.full(size, MOST_NEED, np.int32),
                np.array([election.projects[p].need for p in scored], np.int32),
            ]
        ),
        count=np.append(ballots.count * (1000 - a), fund) if scored else ballots.count * (1000 - a),
        blank=ballots.blank * (1000 - a) + (0 if scored else fund),
    )
