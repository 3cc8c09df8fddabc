"""A published result and its workbench for the world of the access table."""

from dataclasses import replace
from datetime import date
from typing import Any

from rembuk.apps.people.models import User
from rembuk.apps.preparation.models import PlanningCycle
from rembuk.apps.priorities.actions.adopt import confirm, put_forward
from rembuk.apps.priorities.actions.change import Decided, record_change
from rembuk.apps.priorities.actions.count import ask_run, count_run
from rembuk.apps.priorities.models import AllocationRun
from rembuk.apps.priorities.packing import forget_elections
from rembuk.apps.priorities.parameters import default_parameters
from tests.factories.allocation import voted_round
from tests.factories.proposals import NOW, WHY


def build_results(cycle: PlanningCycle, partner: User, head: User) -> AllocationRun:
    """Two finished runs, the first confirmed and changed by a forum."""
    forget_elections()
    found, _projects = voted_round(cycle, code="hasil-2028")
    wanted = default_parameters(found, 60)
    runs = [
        ask_run(found, one, by=partner, now=NOW)
        for one in (wanted, replace(wanted, rule="greedy-votes", completion="none"))
    ]
    for run in runs:
        count_run.call(run.pk)
    first = AllocationRun.objects.get(pk=runs[0].pk)
    adoption = confirm(put_forward(first, reason=WHY, by=partner, now=NOW), by=head, now=NOW)
    decided = Decided(WHY, "Musrenbang Kecamatan", "Kecamatan Cempaka", date(2026, 7, 10))
    record_change(adoption, first.projects.get(title="Sumur bor"), decided, by=partner, now=NOW)
    return first


def names_of_results(run: AllocationRun) -> dict[str, dict[str, dict[str, Any]]]:
    """What stands for their addresses."""
    code = {"code": run.round.code}
    numbered = {"-": {**code, "number": run.number}}
    named = {"-": {**code, "project": run.projects.order_by("project")[0].project}}
    single = ("bench", "ask", "try", "compare", "change", "result", "bundle", "ballots", "own_share")
    year = {"-": {"year": run.round.cycle.plan_year}}
    return {
        "priorities:pairs": year,
        "priorities:firm": year,
        **{f"priorities:{name}": {"-": code} for name in single},
        **{f"priorities:{name}": numbered for name in ("run", "progress", "adopt")},
        **{f"priorities:{name}": named for name in ("why", "why_paper", "why_data")},
    }
