"""What a result gives to whom: printed with every result, for the rule that decided and for greedy beside it.

EJR+ up to one project, in polynomial time: Brill, Peters, "Robust and Verifiable Proportionality Axioms for
Multiwinner Voting", EC 2023. Fair share: Lackner, Maly, Rey, "Fairness in Long-Term Participatory Budgeting",
IJCAI 2021, and arXiv 2205.07517.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from rembuk.algorithms.allocation.ballots import Ballots
from rembuk.algorithms.allocation.describing import supporters
from rembuk.algorithms.allocation.model import Election
from rembuk.algorithms.allocation.prepared import prepare
from rembuk.algorithms.allocation.rules import Utility

Longs = npt.NDArray[np.int64]
MOST_COLUMNS = 10


@dataclass(frozen=True, slots=True)
class Group:
    """The group of residents that a result serves worst: supporters of an unfunded project who have little.

    ratio: utility that their shares would have bought, over the most that one of them has (with the
    project); from 1 on the group could have had the project with its own money.
    """

    ratio: Fraction
    project: int | None
    people: int


@dataclass(frozen=True, slots=True)
class Fairness:
    """Figures of one result. Voters are weights; blank ballots are apart from `voters`.

    without: voters with nothing they chose; funded: by number of funded projects on the ballot (the last
    column is "or more"); mean_projects, mean_money: over voters; gini_*: 0 is equal, towards 1 one has all;
    worst: see Group.
    """

    voters: int
    blank: int
    without: int
    funded: tuple[int, ...]
    mean_projects: Fraction
    mean_money: Fraction
    gini_projects: Fraction
    gini_money: Fraction
    worst: Group

    @property
    def left_out(self) -> Fraction:
        """Share of voters with nothing they chose."""
        return Fraction(self.without, self.voters) if self.voters else Fraction(0)


def fairness(election: Election, winners: Iterable[int], utility: Utility = "cost") -> Fairness:
    """All figures of one result; O(approvals log approvals)."""
    won = tuple(winners)
    ballots = election.ballots
    projects = _per_ballot(ballots, _mask(election, won, 1))
    money = _per_ballot(ballots, _mask(election, won, None))
    voters = int(ballots.count.sum())
    columns = np.bincount(np.minimum(projects, MOST_COLUMNS), ballots.count, MOST_COLUMNS + 1)
    return Fairness(
        voters=voters,
        blank=ballots.blank,
        without=int(ballots.count[projects == 0].sum()),
        funded=tuple(int(many) for many in columns),
        mean_projects=Fraction(int((projects * ballots.count).sum()), max(voters, 1)),
        mean_money=Fraction(_total(money, ballots.count), max(voters, 1)),
        gini_projects=gini(projects, ballots.count),
        gini_money=gini(money, ballots.count),
        worst=worst_group(election, won, utility),
    )


def gini(values: Longs, weight: Longs) -> Fraction:
    """Gini coefficient of whole values with whole weights: 0 where all have the same, or all nothing."""
    order = np.argsort(values, kind="stable")
    people, before, area, total = int(weight.sum()), 0, 0, 0
    for value, many in zip(values[order].tolist(), weight[order].tolist(), strict=True):
        area += value * many * (2 * before + many + 1)  # sum of value times rank, twice
        total += value * many
        before += many
    return Fraction(area, people * total) - Fraction(people + 1, people) if total else Fraction(0)


def worst_group(election: Election, winners: Iterable[int], utility: Utility = "cost") -> Group:
    """The largest ratio over unfunded projects and the groups of their supporters that are worst off."""
    prepared = prepare(election, utility, "id")
    count, share = prepared.ballots.count, Fraction(election.budget, prepared.weight)
    won = set(winners)
    happy = np.zeros(len(count), dtype=object)
    for project in won:
        voter, points = supporters(prepared, project)
        happy[voter] += points.astype(object) * prepared.unit_value(project)
    worst = Group(Fraction(0), None, 0)
    for project in range(len(election.projects)):
        if project in won or not election.costs[project]:
            continue
        voter, points = supporters(prepared, project)
        rows = zip(happy[voter].tolist(), points.tolist(), count[voter].tolist(), strict=True)
        ratio, people = _worst_of(rows, share, prepared.unit_value(project), election.costs[project])
        if ratio > worst.ratio:
            worst = Group(ratio, project, people)
    return worst


def _worst_of(
    rows: Iterable[tuple[int, int, int]], share: Fraction, unit: int, cost: int
) -> tuple[Fraction, int]:
    """Over groups {has + would have <= t}: share * utility / (cost * t); only values that occur matter."""
    line = sorted((has + points * unit, points * unit, count) for has, points, count in rows)
    best, best_people, utility, people = Fraction(0), 0, 0, 0
    for place, (reached, worth, count) in enumerate(line):
        utility, people = utility + worth * count, people + count
        if place + 1 == len(line) or line[place + 1][0] > reached:
            ratio = share * utility / (cost * reached)
            if ratio > best:
                best, best_people = ratio, people
    return best, best_people


def money_and_votes(
    election: Election, winners: Iterable[int], kinds: Sequence[str]
) -> Mapping[str, tuple[Fraction, Fraction]]:
    """Per kind of project (sector, village): its share of the votes and of the money spent.

    `kinds` names the kind of each project. A voter's one vote is split over the projects on the ballot.
    """
    won = set(winners)
    spent = sum(election.costs[p] for p in won)
    votes: dict[str, Fraction] = dict.fromkeys(kinds, Fraction(0))
    money: dict[str, int] = dict.fromkeys(kinds, 0)
    ballots = election.ballots
    lengths = ballots.start[1:] - ballots.start[:-1]
    for length in np.unique(lengths).tolist():
        weight = np.repeat(np.where(lengths == length, ballots.count, 0), lengths)
        per_project = np.zeros(len(election.projects), np.int64)
        np.add.at(per_project, ballots.project, weight)
        for project, many in enumerate(per_project.tolist()):
            votes[kinds[project]] += Fraction(many, length)
    for project in won:
        money[kinds[project]] += election.costs[project]
    voters = int(ballots.count.sum())
    return {
        kind: (
            votes[kind] / voters if voters else Fraction(0),
            Fraction(money[kind], spent) if spent else Fraction(0),
        )
        for kind in votes
    }


def _mask(election: Election, won: tuple[int, ...], value: int | None) -> Longs:
    mask = np.zeros(len(election.projects), np.int64)
    for project in won:
        mask[project] = election.costs[project] if value is None else value
    return mask


def _per_ballot(ballots: Ballots, by_project: Longs) -> Longs:
    """The sum over the projects on each distinct ballot."""
    total = np.zeros(len(ballots.project) + 1, np.int64)
    total[1:] = np.cumsum(by_project[ballots.project])
    sums: Longs = total[ballots.start[1:]] - total[ballots.start[:-1]]
    return sums


def _total(values: Longs, weight: Longs) -> int:
    """The weighted sum as a whole number of any size."""
    return sum(value * many for value, many in zip(values.tolist(), weight.tolist(), strict=True))
