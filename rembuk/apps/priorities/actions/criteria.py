"""Set the criteria of a cycle: weights add up to 100, goalposts stand apart; every change is on record."""

from collections.abc import Sequence
from dataclasses import astuple, dataclass
from datetime import datetime
from decimal import Decimal

from rembuk.apps.audit.record import record
from rembuk.apps.core.durable import commit_durably
from rembuk.apps.core.seen import check_seen
from rembuk.apps.core.versions import bump
from rembuk.apps.people.models import User
from rembuk.apps.preparation.models import PlanningCycle
from rembuk.apps.proposals.models import Proposal
from rembuk.rules.actions import Action
from rembuk.rules.refusals import Refusal

from ..access import check_may_judge
from ..models import Criterion, Judgement
from ..sources import DEFAULTS
from .score import ask_anew, score_some


@dataclass(frozen=True, slots=True)
class Setting:
    """What may be changed of a criterion."""

    code: str
    label: str
    source: str
    lowest: Decimal
    highest: Decimal
    direction: str
    weight: int
    label_en: str = ""  # where it is empty, English readers read the Indonesian name


def default_settings() -> tuple[Setting, ...]:
    """A sensible start."""
    return tuple(
        Setting(code, label, source, Decimal(low), Decimal(high), direction, weight, label_en)
        for code, label, label_en, source, low, high, direction, weight in DEFAULTS
    )


def settings_of(cycle: PlanningCycle) -> tuple[Setting, ...]:
    """The criteria of a year as they stand; none before they are set."""
    rows = Criterion.objects.filter(cycle=cycle).order_by("position", "id")
    return tuple(
        Setting(
            row.code, row.label, row.source, row.lowest, row.highest, row.direction, row.weight, row.label_en
        )
        for row in rows
    )


def facts_of(settings: Sequence[Setting]) -> list[list[str]]:
    """What a page shows of them, for its mark: the same on every database."""
    return [[str(value) for value in astuple(row)] for row in settings]


def set_criteria(
    cycle: PlanningCycle,
    settings: tuple[Setting, ...],
    *,
    by: User | None,
    now: datetime,
    seen: str | None = None,
) -> int:
    """Write all criteria of a year; the worker scores its proposals anew. Returns how many these are.

    `seen` is the mark of what the person saw: where somebody changed it since, ChangedMeanwhile.
    """
    total = sum(row.weight for row in settings)
    if total != 100:
        raise Refusal(
            "weights",
            f"Jumlah bobot harus 100, sekarang {total}.",
            f"The weights must add up to 100, they are {total}.",
        )
    for row in settings:
        if row.highest <= row.lowest:
            raise Refusal(
                "goalposts",
                f"{row.label}: nilai tertinggi harus di atas nilai terendah.",
                f"{row.label}: the highest value must be above the lowest.",
            )

    def work() -> int:
        PlanningCycle.objects.select_for_update().get(pk=cycle.pk)
        present = settings_of(cycle)
        if present == settings:
            return ask_anew(cycle, now=now).total
        check_seen(seen, facts_of(present))
        Criterion.objects.filter(cycle=cycle).exclude(code__in=[row.code for row in settings]).delete()
        for place, row in enumerate(settings, start=1):
            Criterion.objects.update_or_create(
                cycle=cycle,
                code=row.code,
                defaults={
                    "tenant": cycle.tenant, "label": row.label, "source": row.source, "lowest": row.lowest,
                    "highest": row.highest, "direction": row.direction, "weight": row.weight,
                    "position": place, "label_en": row.label_en,
                },
            )  # fmt: skip
        record(
            Action.RULES_MANAGE, by=by, rule="defaults", subject=f"cycle:{cycle.plan_year}",
            tenant=cycle.tenant, region=cycle.tenant, at=now,
            weights={row.code: row.weight for row in settings},
            goalposts={row.code: f"{row.lowest} {row.highest} {row.direction}" for row in settings},
        )  # fmt: skip
        bump(cycle.tenant, "priorities")
        return ask_anew(cycle, now=now).total

    return commit_durably(work)


def judge_all(proposal: Proposal, marks: Sequence[tuple[Criterion, int]], *, by: User, now: datetime) -> None:
    """Give 1 (very low) to 5 (very high) for what no figure answers; the score follows at once."""
    check_may_judge(by, proposal)

    def work() -> None:
        for criterion, value in marks:
            Judgement.objects.update_or_create(
                proposal=proposal, criterion=criterion, defaults={"value": value, "by": by, "at": now}
            )
            record(
                Action.PROPOSAL_RANK, by=by, subject=f"proposal:{proposal.code}", tenant=proposal.tenant,
                region=proposal.village_code, at=now, criterion=criterion.code, value=value,
            )  # fmt: skip
        if proposal.cycle is not None:
            score_some(proposal.cycle, [proposal], now=now)

    commit_durably(work)
