"""One computed, confirmed and published run of the closed round, so that a visitor can see a whole result."""

from datetime import datetime, timedelta

from rembuk.apps.people.models import User
from rembuk.apps.priorities.actions.adopt import confirm, put_forward
from rembuk.apps.priorities.actions.count import ask_run, count_run
from rembuk.apps.priorities.models import AllocationRun
from rembuk.apps.priorities.packing import forget_elections
from rembuk.apps.priorities.parameters import Parameters, default_parameters
from rembuk.apps.rounds.models import Ballot, Round
from rembuk.rules.rounds import RoundState

from .regency import Regency
from .words.offices import OFFICE
from .words.places import REGENCY_CODE

_WHY = (
    "Data simulasi. Hasil ini diajukan karena dana dibagi sebanding dengan pilihan warga: setiap usulan "
    "dibayar para pendukungnya dari bagian mereka sendiri."
)


def write_results(regency: Regency) -> int:
    """Two runs of each closed round, the first confirmed; returns how many runs there are."""
    forget_elections()
    rounds = Round.objects.filter(tenant=REGENCY_CODE, state=RoundState.CLOSED).order_by("id")
    return sum(_count(regency, row) for row in rounds)


def _count(regency: Regency, found: Round) -> int:
    partner, head = (
        User.objects.get(pk=regency.people.acting(role, where))
        for role, where in (("planning_partner", OFFICE["PUPR"].group), ("planning_head", REGENCY_CODE))
    )
    closed = found.closed_at or regency.now
    plain = default_parameters(found, Ballot.objects.filter(round=found).count())
    greedy = Parameters.from_json(plain.as_json() | {"rule": "greedy-votes", "completion": "none"})
    run = _run(found, plain, partner, closed + timedelta(days=1))
    _run(found, greedy, partner, closed + timedelta(days=1, hours=1))
    adoption = put_forward(run, reason=_WHY, by=partner, now=closed + timedelta(days=2))
    confirm(adoption, by=head, now=closed + timedelta(days=4))
    return 2


def _run(found: Round, wanted: Parameters, by: User, at: datetime) -> AllocationRun:
    run = ask_run(found, wanted, by=by, now=at)
    count_run.call(run.pk)
    AllocationRun.objects.filter(pk=run.pk).update(finished_at=at + timedelta(minutes=1))
    return AllocationRun.objects.get(pk=run.pk)
