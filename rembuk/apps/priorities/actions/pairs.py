"""Take the weights that judgments in pairs give, and keep the judgments they came from."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from rembuk.algorithms.scoring import Weights, percent_of
from rembuk.apps.core.durable import commit_durably
from rembuk.apps.people.models import User
from rembuk.apps.preparation.models import PlanningCycle
from rembuk.rules.refusals import Refusal

from ..models import PairAnswers
from .criteria import Setting, set_criteria

_PLACES = Decimal("0.0001")


def weigh_by_pairs(
    cycle: PlanningCycle,
    settings: Sequence[Setting],
    answers: Sequence[Sequence[str]],
    found: Weights,
    *,
    by: User,
    now: datetime,
    seen: str | None = None,
) -> int:
    """Set the weights of a year; refused while the answers contradict one another too much."""
    if not found.is_consistent:
        raise _contradiction(found, {row.code: row.label for row in settings})
    percent = percent_of(found.weights)
    wanted = tuple(replace(row, weight=percent.get(row.code, 0)) for row in settings)
    kept = {
        "answers": [list(row) for row in answers], "ratio": Decimal(found.ratio).quantize(_PLACES), "by": by,
        "at": now,
    }  # fmt: skip

    def work() -> int:
        many = set_criteria(cycle, wanted, by=by, now=now, seen=seen)
        PairAnswers.objects.update_or_create(cycle=cycle, defaults=kept)
        return many

    return commit_durably(work)


def _contradiction(found: Weights, labels: Mapping[str, str]) -> Refusal:
    worst = found.worst
    first, second = (labels[worst.first], labels[worst.second]) if worst else ("", "")
    return Refusal(
        "contradiction",
        f"Jawaban-jawaban ini masih saling bertentangan. Periksa dulu “{first}” terhadap “{second}”.",
        f"These answers still contradict one another. Look first at “{first}” against “{second}”.",
    )
