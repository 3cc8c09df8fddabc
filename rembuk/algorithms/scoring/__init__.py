"""Needs scores with fixed goalposts, the ranked list they give, and where the ceiling cuts it."""

from rembuk.algorithms.scoring.comparing import (
    MOST_CRITERIA,
    Contradiction,
    Judgments,
    Weights,
    compare,
    percent_of,
)
from rembuk.algorithms.scoring.explained import Explained
from rembuk.algorithms.scoring.ranking import Candidate, CutReason, CutStep, DecidedBy, Ranked, cut, rank
from rembuk.algorithms.scoring.reweighing import SAMPLES, Among, Robust, Tipping, robustness, tipping_points
from rembuk.algorithms.scoring.weighing import SCALE, Bar, Criterion, Direction, Number, score, share

__all__ = [
    "MOST_CRITERIA",
    "SAMPLES",
    "SCALE",
    "Among",
    "Bar",
    "Candidate",
    "Contradiction",
    "Criterion",
    "CutReason",
    "CutStep",
    "DecidedBy",
    "Direction",
    "Explained",
    "Judgments",
    "Number",
    "Ranked",
    "Robust",
    "Tipping",
    "Weights",
    "compare",
    "cut",
    "percent_of",
    "rank",
    "robustness",
    "score",
    "share",
    "tipping_points",
]
