"""The fairness panel of a result as plain figures: what it gives to whom, and no small cells."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from typing import Any, cast

from rembuk.algorithms.allocation.fairness import Fairness, fairness, money_and_votes
from rembuk.algorithms.allocation.model import Election
from rembuk.algorithms.allocation.rules import Utility
from rembuk.apps.rounds.models import RoundProject
from rembuk.apps.rounds.queries import Counted, CountedBallot
from rembuk.rules.fairness import is_small_cell, told_counts

Json = dict[str, Any]
BANDS: tuple[tuple[str, Callable[[CountedBallot], str]], ...] = (
    ("village", lambda ballot: ballot.village_code),
    ("sex", lambda ballot: ballot.sex),
    ("age", lambda ballot: ballot.age_band),
)


def figures(election: Election, winners: Iterable[int], utility: str) -> Json:
    """Residents with nothing, spread, Gini, EJR+ up to one. Shares and means are decimals to six places."""
    won = tuple(winners)
    found = fairness(election, won, cast(Utility, utility))
    hidden = is_small_cell(found.without) or is_small_cell(found.voters - found.without)
    return {
        "voters": None if is_small_cell(found.voters) else found.voters,
        "blank": None if is_small_cell(found.blank) else found.blank,
        "without": None if hidden else found.without,
        "left_out": None if hidden else decimal(found.left_out),
        "funded": list(told_counts({str(n): many for n, many in enumerate(found.funded)}).values()),
        "mean_projects": decimal(found.mean_projects),
        "mean_money": int(found.mean_money),
        "gini_projects": decimal(found.gini_projects),
        "gini_money": decimal(found.gini_money),
        "worst": _worst(election, found),
        "winners": len(won),
        "spent": sum(election.costs[p] for p in won),
    }


def _worst(election: Election, found: Fairness) -> Json:
    group = found.worst
    return {
        "ratio": decimal(group.ratio),
        "project": "" if group.project is None else election.ids[group.project],
        "people": None if is_small_cell(group.people) else group.people,
        "fair": group.ratio < 1,
    }


def by_kind(
    election: Election, winners: Iterable[int], projects: Sequence[RoundProject], column: str
) -> list[Json]:
    """Share of the votes against share of the money, by place_code or sector of the projects."""
    won = tuple(winners)
    kinds = [getattr(row, column) for row in projects]
    shares = money_and_votes(election, won, kinds)
    money: dict[str, int] = defaultdict(int)
    for p in won:
        money[kinds[p]] += election.costs[p]
    many = Counter(kinds)
    return [
        {
            "code": kind, "projects": many[kind], "votes": decimal(votes), "share": decimal(share),
            "money": money[kind],
        }
        for kind, (votes, share) in sorted(shares.items())
    ]  # fmt: skip


def by_band(read: Counted, winners: Iterable[int]) -> dict[str, list[Json]]:
    """How many of each village, sex and age band chose something, how many of them see nothing of it, and
    how much money goes to what one of them chose, on average.
    """
    won, costs = set(winners), read.election.costs
    found: dict[str, list[Json]] = {}
    for name, band_of in BANDS:
        people: dict[str, int] = defaultdict(int)
        without: dict[str, int] = defaultdict(int)
        money: dict[str, int] = defaultdict(int)
        for ballot in read.ballots:
            if not ballot.choice:
                continue
            band = band_of(ballot)
            people[band] += ballot.weight
            funded = [project for project, _points in ballot.choice if project in won]
            without[band] += ballot.weight * (not funded)
            money[band] += ballot.weight * sum(costs[project] for project in funded)
        told = told_counts(people)
        found[name] = [
            _band(code, told[code], people[code], without[code], money[code]) for code in sorted(people)
        ]
    return found


def _band(code: str, told: int | None, people: int, without: int, money: int) -> Json:
    """A hidden number takes the mean with it, from which it could be told."""
    pair = told_counts({"without": without, "with": people - without})
    shown = None if told is None else pair["without"]
    return {
        "code": code,
        "people": told,
        "without": shown,
        "share": None if shown is None else decimal(Fraction(without, max(people, 1))),
        "money": None if shown is None else money // max(people, 1),
    }


def decimal(value: Fraction) -> str:
    """To six places, the same on every machine."""
    return f"{round(value * 10**6) / 10**6:.6f}"
