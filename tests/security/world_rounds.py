"""Rounds of priorities for the world of the access table: one open, one closed, one in preparation."""

from typing import Any

from rembuk.apps.people.models import User
from rembuk.apps.places.queries import government
from rembuk.apps.preparation.models import PlanningCycle
from rembuk.apps.rounds.actions.opening import open_round
from rembuk.apps.rounds.actions.prepare import draft_round, set_aside
from rembuk.apps.rounds.models import PaperEntry, PrintedCode, Round
from rembuk.rules.rounds import SetAsideKind
from tests.factories.places import TENANT, VILLAGE
from tests.factories.preparation import FAR_AHEAD, LONG_AGO
from tests.factories.proposals import NOW, ProposalFactory
from tests.factories.rounds import plan


def build_rounds(cycle: PlanningCycle, planner: User) -> dict[str, Round]:
    """Each over two proposals of its own; a code and a paper entry in the open one, one is set aside."""
    User.objects.filter(username="citizen_verified").update(
        residence_confirmed_at=NOW, residence_confirmed_by=planner, confirmed_age=17
    )
    found = {}
    for name in ("own", "closed", "hidden"):
        for cost in (5_000_000, 7_000_000):
            ProposalFactory(cycle=cycle, estimated_cost=cost)
        row = draft_round(
            cycle, government(), plan(about="Untuk warga", opens_at=LONG_AGO, closes_at=FAR_AHEAD),
            by=planner, now=NOW,
        )  # fmt: skip
        found[name] = row if name == "hidden" else open_round(row, by=planner, now=NOW)
    Round.objects.filter(pk=found["closed"].pk).update(state="closed", closed_at=NOW, receipts_hash="e" * 64)
    slip = PrintedCode.objects.create(round=found["own"], code_hash="f" * 64, village_code=VILLAGE)
    PaperEntry.objects.create(round=found["own"], code=slip, turn=1, by=planner)
    aside = ProposalFactory(cycle=cycle, tenant=TENANT)
    set_aside(aside, SetAsideKind.MANDATORY, by=planner, now=NOW, text="Gaji guru")
    return found


def names_of_rounds(found: dict[str, Round]) -> dict[str, dict[str, dict[str, Any]]]:
    """What stands for their addresses."""
    codes = {name: {"code": row.code} for name, row in found.items()}
    return {
        "rounds": codes,
        "rounds:step": {name: {**row, "step_id": "tutup"} for name, row in codes.items()},
    }
