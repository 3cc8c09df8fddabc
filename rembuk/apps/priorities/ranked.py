"""The ranked list of a scope: who stands where, and how far the money reaches.

The one seam of priorities: pages and forums ask here, so that another algorithm can stand behind it later.
"""

from dataclasses import dataclass

from django.db.models import F, QuerySet

from rembuk.algorithms.scoring import Candidate, CutStep, Explained, cut, rank
from rembuk.apps.core.clock import today
from rembuk.apps.preparation.models import PlanningCycle
from rembuk.apps.proposals.models import Proposal

MOST = 5_000  # candidates of one list; the ones with the highest scores


@dataclass(frozen=True, slots=True)
class Scope:
    """Which proposals, and the money left for them; None where nobody set a ceiling."""

    cycle: PlanningCycle
    proposals: QuerySet[Proposal]
    money_left: int | None = None


def ranked_list(scope: Scope) -> Explained[tuple[str, ...], CutStep]:
    """The keys (proposal ids) that the ceiling reaches, and every step down the list; one read.

    Where there is no ceiling, everything whose cost is known is within it. Lots are drawn with the plan year
    and the day the year was opened here, both public long before the list.
    """
    rows = scope.proposals.order_by(F("score").desc(nulls_last=True), "id").values_list(
        "id", "score", "amount_agreed", "estimated_cost"
    )
    candidates = [
        Candidate(str(pk), score or 0, agreed if agreed is not None else estimated)
        for pk, score, agreed, estimated in rows[:MOST]
    ]
    seed = f"{scope.cycle.tenant} {scope.cycle.plan_year} {today(scope.cycle.opened_at)}"
    ceiling = scope.money_left
    if ceiling is None:
        ceiling = sum(one.cost or 0 for one in candidates)
    return cut(rank(candidates, seed=seed), max(0, ceiling))
