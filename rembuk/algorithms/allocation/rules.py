"""The words by which a rule is asked for; they are the law, in the certificate too."""

from dataclasses import dataclass
from typing import Literal

from rembuk.algorithms.allocation.errors import ElectionError

RuleId = Literal[
    "equal-shares",
    "equal-shares-bos",
    "equal-payments",
    "phragmen",
    "phragmen-stop",
    "greedy-votes",
    "greedy-votes-per-cost",
    "welfare",
]
Utility = Literal["cost", "cardinality", "points"]
Completion = Literal["none", "add1", "add1u", "utilitarian", "add-opt"]
Start = Literal["exact", "floor"]
Stop = Literal["first-exhaustive", "last-feasible"]

RULES: tuple[RuleId, ...] = (
    "equal-shares", "equal-shares-bos", "equal-payments", "phragmen", "phragmen-stop", "greedy-votes",
    "greedy-votes-per-cost", "welfare",
)  # fmt: skip
UTILITIES: tuple[Utility, ...] = ("cost", "cardinality", "points")
COMPLETIONS: tuple[Completion, ...] = ("none", "add1", "add1u", "utilitarian", "add-opt")
STARTS: tuple[Start, ...] = ("exact", "floor")
STOPS: tuple[Stop, ...] = ("first-exhaustive", "last-feasible")
# Which completions a rule knows; the first is the one it has where none is asked for.
OF_RULE: dict[RuleId, tuple[Completion, ...]] = {
    "equal-shares": ("add1", "none", "add1u", "utilitarian"),
    "equal-shares-bos": ("none", "utilitarian"),
    "equal-payments": ("add-opt", "none", "utilitarian"),
    "phragmen": ("none",),
    "phragmen-stop": ("none", "utilitarian"),
    "greedy-votes": ("none",),
    "greedy-votes-per-cost": ("none",),
    "welfare": ("none",),
}


@dataclass(frozen=True, slots=True)
class Rule:
    """One way to turn ballots into winners.

    unit: whole rupiah by which add1 raises every share; start: of B/n, or of its whole part; stop: when
    add1 ends; ties: `lot:SEED`, `cost-votes-id` or `id`.
    """

    id: RuleId = "equal-shares"
    utility: Utility = "cost"
    completion: Completion | None = None
    start: Start = "exact"
    unit: int = 1
    stop: Stop = "first-exhaustive"
    ties: str = "id"

    def __post_init__(self) -> None:
        if self.completion is None:
            object.__setattr__(self, "completion", OF_RULE[self.id][0])
        if self.completion not in OF_RULE[self.id]:
            raise ElectionError(
                f"Pelengkap {self.completion} tidak dikenal oleh aturan {self.id}.",
                f"The rule {self.id} knows no completion {self.completion}.",
            )
        if self.unit < 1:
            raise ElectionError("Satuan kenaikan paling sedikit Rp 1.", "The unit is at least Rp 1.")
