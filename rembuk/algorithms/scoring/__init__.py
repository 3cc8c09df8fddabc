"""Needs scores with fixed goalposts, the ranked list they give, and where the ceiling cuts it."""

from rembuk.algorithms.scoring.explained import Explained
from rembuk.algorithms.scoring.ranking import Candidate, CutReason, CutStep, DecidedBy, Ranked, cut, rank
from rembuk.algorithms.scoring.weighing import SCALE, Bar, Criterion, Direction, Number, score

__all__ = [
    "SCALE",
    "Bar",
    "Candidate",
    "Criterion",
    "CutReason",
    "CutStep",
    "DecidedBy",
    "Direction",
    "Explained",
    "Number",
    "Ranked",
    "cut",
    "rank",
    "score",
]
