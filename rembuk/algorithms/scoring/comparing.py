"""Weights from judgments in pairs (analytic hierarchy process), how consistent these are, and the worst pair.

Saaty, "How to make a decision: the analytic hierarchy process", EJOR 48 (1990); weights are geometric means
of rows, which for judgments in pairs is the least-squares answer (Crawford, Williams 1985).
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

MOST_CRITERIA = 10
MOST_TIMES = 9
# Consistency index of matrices filled by chance, by number of criteria.
_BY_CHANCE = {3: 0.58, 4: 0.90, 5: 1.12, 6: 1.24, 7: 1.32, 8: 1.41, 9: 1.45, 10: 1.49}
_LIMIT = {3: 0.05, 4: 0.08}  # and 0.10 from five criteria on
_USUAL_LIMIT = 0.10

Judgments = Mapping[tuple[str, str], Fraction]  # (first, second) -> how many times first outweighs second


@dataclass(frozen=True, slots=True)
class Contradiction:
    """The pair that fits the others least: what was said, and what all other answers imply."""

    first: str
    second: str
    said: float
    implied: float


@dataclass(frozen=True, slots=True)
class Weights:
    """weights: by criterion, adding up to 1; ratio: consistency ratio, 0 where nothing contradicts."""

    weights: dict[str, float]
    ratio: float
    limit: float
    worst: Contradiction | None

    @property
    def is_consistent(self) -> bool:
        """Whether the answers agree well enough for their number."""
        return self.ratio <= self.limit


def compare(codes: Sequence[str], judges: Sequence[Judgments]) -> Weights:
    """The weights that the answers of one or several judges give; several are joined by geometric means.

    A pair may be given in either direction, in one of them; a pair that is not given counts as equal.
    Raises ValueError for an unknown criterion, a pair said twice, or an answer outside 1/9..9.
    """
    if not 1 <= len(codes) <= MOST_CRITERIA or len(set(codes)) != len(codes):
        raise ValueError(f"1 to {MOST_CRITERIA} criteria, each once")
    if not judges:
        raise ValueError("nobody has judged")
    logs = _mean_of([_matrix(codes, answers) for answers in judges])
    size = len(codes)
    rows = [math.exp(math.fsum(row) / size) for row in logs]
    total = math.fsum(rows)
    weights = [row / total for row in rows]
    return Weights(
        weights=dict(zip(codes, weights, strict=True)),
        ratio=_ratio(logs, weights),
        limit=_LIMIT.get(size, _USUAL_LIMIT),
        worst=_worst(codes, logs),
    )


def percent_of(weights: Mapping[str, float]) -> dict[str, int]:
    """Whole percent that add up to 100: largest remainders first, then in the order given."""
    exact = {code: 100 * weight / math.fsum(weights.values()) for code, weight in weights.items()}
    whole = {code: int(share) for code, share in exact.items()}
    order = sorted(exact, key=lambda code: whole[code] - exact[code])
    for code in order[: 100 - sum(whole.values())]:
        whole[code] += 1
    return whole


Logs = list[list[float]]


def _matrix(codes: Sequence[str], answers: Judgments) -> Logs:
    """Natural logarithms of the whole matrix of one judge."""
    place = {code: number for number, code in enumerate(codes)}
    logs = [[0.0] * len(codes) for _ in codes]
    for (first, second), times in answers.items():
        if first not in place or second not in place or first == second:
            raise ValueError(f"no such pair of criteria: {first}, {second}")
        if (second, first) in answers:
            raise ValueError(f"the pair {first}, {second} is judged in both directions")
        if not Fraction(1, MOST_TIMES) <= times <= MOST_TIMES:
            raise ValueError(f"a judgment lies between 1/{MOST_TIMES} and {MOST_TIMES}")
        log = math.log(times)
        logs[place[first]][place[second]], logs[place[second]][place[first]] = log, -log
    return logs


def _mean_of(judges: list[Logs]) -> Logs:
    size = range(len(judges[0]))
    return [[math.fsum(one[j][k] for one in judges) / len(judges) for k in size] for j in size]


def _ratio(logs: Logs, weights: list[float]) -> float:
    size = len(weights)
    if size < min(_BY_CHANCE):
        return 0.0
    largest = math.fsum(
        math.exp(log) * other / own
        for row, own in zip(logs, weights, strict=True)
        for log, other in zip(row, weights, strict=True)
    )
    index = (largest / size - size) / (size - 1)
    return max(0.0, index / _BY_CHANCE[size])


def _worst(codes: Sequence[str], logs: Logs) -> Contradiction | None:
    """The pair furthest from what the ways over third criteria say; None where no answer contradicts."""
    size, found, gap = len(codes), None, 1e-9
    for j in range(size):
        for k in range(j + 1, size):
            others = [logs[j][way] + logs[way][k] for way in range(size) if way not in (j, k)]
            if not others:
                return None
            implied = math.fsum(others) / len(others)
            if abs(logs[j][k] - implied) > gap:
                gap = abs(logs[j][k] - implied)
                found = Contradiction(codes[j], codes[k], math.exp(logs[j][k]), math.exp(implied))
    return found
