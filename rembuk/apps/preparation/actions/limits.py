"""Set quotas and ceilings: the whole table at once, so that what is published was seen together."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from rembuk.apps.audit.record import record
from rembuk.apps.core.durable import commit_durably
from rembuk.apps.core.seen import check_seen
from rembuk.apps.core.versions import bump
from rembuk.apps.people.models import User
from rembuk.rules.actions import Action

from ..models import Ceiling, PlanningCycle, QuotaRule


def quotas_shown(cycle: PlanningCycle, places: Iterable[str]) -> dict[str, int | None]:
    """The quota of each place as its page shows it."""
    present = dict(cycle.quotas.values_list("region_code", "most"))
    return {code: present.get(code) for code in places}


def set_quotas(
    cycle: PlanningCycle,
    most: Mapping[str, int | None],
    *,
    by: User,
    now: datetime,
    seen: str | None = None,
) -> int:
    """Write the quota of each place named; None takes its rule away. Returns how many changed.

    `seen` is the mark of what the person saw: where it has changed since, ChangedMeanwhile.
    """

    def work() -> int:
        PlanningCycle.objects.select_for_update().get(pk=cycle.pk)
        present = quotas_shown(cycle, most)
        changed = {code: number for code, number in most.items() if present[code] != number}
        if changed:
            check_seen(seen, present)
        for code, number in sorted(changed.items()):
            if number is None:
                QuotaRule.objects.filter(cycle=cycle, region_code=code).delete()
            else:
                QuotaRule.objects.update_or_create(cycle=cycle, region_code=code, defaults={"most": number})
        if changed:
            told = {code: -1 if number is None else number for code, number in changed.items()}
            _note(Action.QUOTA_MANAGE, "quota", cycle, by, now, told)
        return len(changed)

    return commit_durably(work)


def ceilings_shown(cycle: PlanningCycle, sector: str) -> list[tuple[str, int, str]]:
    """(place, amount, basis) of one sector as its page shows them."""
    return list(
        cycle.ceilings.filter(sector=sector)
        .order_by("region_code")
        .values_list("region_code", "amount", "basis")
    )


def set_ceilings(
    cycle: PlanningCycle,
    amounts: Mapping[tuple[str, str], int | None],
    *,
    basis: str,
    by: User,
    now: datetime,
    seen: str | None = None,
) -> int:
    """Write the ceiling of each (place, sector) named; None takes it away. Returns how many changed.

    `seen` is the mark of what the person saw of these sectors: where it has changed since, ChangedMeanwhile.
    """

    def work() -> int:
        PlanningCycle.objects.select_for_update().get(pk=cycle.pk)
        present = {(row.region_code, row.sector): row for row in cycle.ceilings.all()}
        shown = [ceilings_shown(cycle, sector) for sector in sorted({sector for _place, sector in amounts})]
        changed: dict[str, int] = {}
        for (place, sector), amount in sorted(amounts.items()):
            row = present.get((place, sector))
            if amount is None and row is not None:
                row.delete()
            elif amount is not None and (row is None or (row.amount, row.basis) != (amount, basis)):
                Ceiling.objects.update_or_create(
                    cycle=cycle, region_code=place, sector=sector, defaults={"amount": amount, "basis": basis}
                )
            else:
                continue
            changed[f"{place} {sector}".strip()] = -1 if amount is None else amount
        if changed:
            check_seen(seen, shown)
            _note(Action.CEILING_MANAGE, "ceiling", cycle, by, now, changed)
        return len(changed)

    return commit_durably(work)


def _note(
    action: Action, kind: str, cycle: PlanningCycle, by: User, now: datetime, changed: Mapping[str, int]
) -> None:
    record(
        action, by=by, subject=f"{kind}:{cycle.plan_year}", tenant=cycle.tenant, at=now, changed=dict(changed)
    )
    bump(cycle.tenant, "calendar")
