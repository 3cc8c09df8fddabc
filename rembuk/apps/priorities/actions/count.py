"""Ask for a run, and compute it in the background: a row tells how far it is and outlives a restart."""

from datetime import datetime
from time import monotonic
from typing import Any

from django.db.models import Max
from django_tasks import task

from rembuk.algorithms.allocation.allocating import allocate
from rembuk.algorithms.allocation.certificate import result_json
from rembuk.algorithms.allocation.errors import ElectionError
from rembuk.algorithms.allocation.model import Election
from rembuk.algorithms.allocation.outcome import Outcome
from rembuk.algorithms.allocation.rules import Rule, RuleId
from rembuk.apps.audit.record import record
from rembuk.apps.core.clock import now as the_time
from rembuk.apps.core.durable import commit_durably
from rembuk.apps.people.models import User
from rembuk.apps.rounds.models import Round
from rembuk.apps.rounds.queries import Counted, counted
from rembuk.rules.actions import Action
from rembuk.rules.refusals import Refusal
from rembuk.rules.rounds import RoundState

from ..models import AllocationRun, RunProject
from ..packing import keep_packed
from ..panel import by_band, by_kind, figures
from ..parameters import Parameters, election_with
from ..reasons import facts_of, what_would_do

BESIDE: tuple[RuleId, ...] = ("equal-shares", "phragmen", "equal-shares-bos", "greedy-votes")
GREEDY: RuleId = "greedy-votes"
_SECONDS_FOR_RERUNS = 240.0  # what would have been enough: as many losers as fit into this
_A_MOMENT = 0.5  # between two notes of how far it is


def ask_run(found: Round, wanted: Parameters, *, by: User | None, now: datetime) -> AllocationRun:
    """A run with these parameters; the one that is there already where somebody asked the same before."""
    if found.state != RoundState.CLOSED:
        raise Refusal(
            "round_open",
            "Penjaringan ini belum ditutup, sehingga belum dapat dihitung.",
            "This round is not closed yet, so it cannot be counted.",
        )
    _check_rule(wanted)

    def work() -> AllocationRun:
        same = AllocationRun.objects.filter(round=found, parameters_hash=wanted.digest).first()
        if same is not None and same.state != "failed":
            return same
        run = same or _new_run(found, wanted, by, now)
        AllocationRun.objects.filter(pk=run.pk).update(
            state="waiting", step="", done=0, total=0, finished_at=None, error_id="", error_en=""
        )
        record(
            Action.ALLOCATION_RUN, by=by, rule="practice" if by is None else "",
            subject=f"round:{found.code}/run:{run.number}", tenant=found.tenant, region=found.place_code,
            at=now, parameters=wanted.digest,
        )  # fmt: skip
        count_run.enqueue(run.pk)
        run.refresh_from_db()
        return run

    return commit_durably(work)


def _new_run(found: Round, wanted: Parameters, by: User | None, now: datetime) -> AllocationRun:
    last = AllocationRun.objects.filter(round=found).aggregate(last=Max("number"))["last"] or 0
    return AllocationRun.objects.create(
        tenant=found.tenant, round=found, number=last + 1, parameters=wanted.as_json(),
        parameters_hash=wanted.digest, asked_by=by, asked_at=now,
    )  # fmt: skip


def _check_rule(wanted: Parameters) -> None:
    try:
        wanted.engine_rule("id")
    except ElectionError as error:
        raise Refusal("rule", error.text("id"), error.text("en")) from error


@task()
def count_run(pk: int) -> None:
    """Compute a run that waits, or that a worker left half done. Twice is once."""
    run = AllocationRun.objects.select_related("round").filter(pk=pk).first()
    if run is None or run.state in ("done", "failed"):
        return
    try:
        _compute(run)
    except ElectionError as error:
        ended = {"error_id": error.text("id")[:300], "error_en": error.text("en")[:300]}
        commit_durably(
            lambda: AllocationRun.objects.filter(pk=pk).update(
                state="failed", finished_at=the_time(), step="", **ended
            )
        )


def _compute(run: AllocationRun) -> None:
    note = _Note(run)
    note.tell("ballots", 0, 0)
    keep_packed(run.round)
    read, wanted = counted(run.round), Parameters.from_json(run.parameters)
    election = election_with(read.election, read.projects, wanted)
    rule = wanted.engine_rule(read.ties)
    outcome = allocate(election, rule, lambda number: note.tell("counting", number, 0))
    note.tell("comparing", 0, len(BESIDE))
    beside = _beside(election, outcome)
    facts = facts_of(election, outcome)
    report = _report(read, election, outcome, beside)
    _rerun(election, outcome, facts, note)
    rows = _rows(run, read, election, outcome, facts, beside)
    result = result_json(election, outcome)

    def work() -> None:
        mine = AllocationRun.objects.filter(pk=run.pk, state__in=["waiting", "running"])
        if not mine.update(
            state="done", step="", result=result, report=report, input_hash=election.digest,
            finished_at=the_time(),
        ):  # fmt: skip
            return
        RunProject.objects.bulk_create(rows)

    commit_durably(work)


def _beside(election: Election, outcome: Outcome) -> dict[str, list[int]]:
    """Winners under the other rules, with the same money, ceilings and lot; without those that cannot be."""
    found: dict[str, list[int]] = {}
    for name in BESIDE:
        if name == outcome.rule.id:
            continue
        try:
            rule = Rule(name, outcome.rule.utility, unit=outcome.rule.unit, ties=outcome.rule.ties)
            found[name] = list(allocate(election, rule).winners)
        except ElectionError:
            continue
    return found


def _report(
    read: Counted, election: Election, outcome: Outcome, beside: dict[str, list[int]]
) -> dict[str, Any]:
    greedy = outcome.winners if outcome.rule.id == GREEDY else beside.get(GREEDY, ())
    deciding = outcome.phases[-1].deciding
    return {
        "own": figures(election, outcome.winners, outcome.rule.utility),
        "greedy": figures(election, greedy, outcome.rule.utility),
        "sectors": by_kind(election, outcome.winners, read.projects, "sector"),
        "places": by_kind(election, outcome.winners, read.projects, "place_code"),
        "bands": by_band(read, outcome.winners),
        "beside": {name: [election.ids[p] for p in winners] for name, winners in beside.items()},
        "spent_beside": {name: sum(election.costs[p] for p in winners) for name, winners in beside.items()},
        "raised": deciding.increments,
        "share": f"{deciding.share.numerator}/{deciding.share.denominator}",
        "proven": outcome.proven,
    }


def _rerun(election: Election, outcome: Outcome, facts: dict[int, Any], note: "_Note") -> None:
    """What would have been enough, for the losers with most votes first."""
    won = set(outcome.winners)
    losers = sorted(facts.keys() - won, key=lambda p: (-election.votes[p], p))
    until = monotonic() + _SECONDS_FOR_RERUNS
    for number, project in enumerate(losers):
        note.tell("explaining", number, len(losers))
        if monotonic() > until:
            break
        facts[project][1].update(what_would_do(election, outcome, project))


def _rows(
    run: AllocationRun,
    read: Counted,
    election: Election,
    outcome: Outcome,
    facts: dict[int, Any],
    beside: dict[str, list[int]],
) -> list[RunProject]:
    place = {project: number for number, project in enumerate(outcome.winners, start=1)}
    return [
        RunProject(
            run=run,
            proposal_id=one.proposal_id,
            project=one.project,
            title=one.title,
            place_line=one.place_line,
            place_code=one.place_code,
            sector=one.sector,
            cost=one.cost,
            need=one.need,
            votes=election.votes[p],
            selected=place.get(p),
            reason=facts[p][0],
            facts={**facts[p][1], "others": {name: p in winners for name, winners in beside.items()}},
        )
        for p, one in enumerate(read.projects)
    ]


class _Note:
    """Writes how far a run is, at most twice a second."""

    def __init__(self, run: AllocationRun) -> None:
        self._run, self._last, self._step = run, 0.0, ""

    def tell(self, step: str, done: int, total: int) -> None:
        at = monotonic()
        if step == self._step and at - self._last < _A_MOMENT:
            return
        self._last, self._step = at, step
        rows = AllocationRun.objects.filter(pk=self._run.pk, state__in=["waiting", "running"])
        commit_durably(lambda: rows.update(state="running", step=step, done=done, total=total))
