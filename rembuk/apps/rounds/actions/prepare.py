"""Prepare a round: what is asked, which proposals stand in it, what is set aside. Nothing is fixed yet."""

import secrets
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime

from rembuk.apps.audit.record import record
from rembuk.apps.core.codes import new_code
from rembuk.apps.core.durable import commit_durably
from rembuk.apps.people.models import User
from rembuk.apps.places.models import Government
from rembuk.apps.preparation.models import PlanningCycle
from rembuk.apps.proposals.models import Proposal
from rembuk.rules.actions import Action
from rembuk.rules.refusals import Refusal
from rembuk.rules.rounds import DEFAULT_MINIMUM_AGE, RoundState, SetAsideKind

from ..eligible import candidates
from ..filling import fill
from ..models import Round, RoundProject, SetAside


@dataclass(frozen=True, slots=True)
class Plan:
    """What a planner fills in."""

    title: str
    about: str
    place_code: str
    theme: str
    ballot_type: str
    most_projects: int
    most_points: int
    budget: int
    delegate_weight: int
    opens_at: datetime
    closes_at: datetime


def draft_round(
    cycle: PlanningCycle, government: Government, plan: Plan, *, by: User, now: datetime
) -> Round:
    """A new round with every proposal that may stand in it."""

    def work() -> Round:
        code = new_code(government.code_prefix, cycle.plan_year, secrets.SystemRandom()).lower()
        row = Round.objects.create(
            tenant=cycle.tenant, code=code, cycle=cycle, minimum_age=DEFAULT_MINIMUM_AGE, created_by=by,
            **asdict(plan),
        )  # fmt: skip
        fill(row, candidates(row))
        note(row, by, now, what="drafted")
        return row

    return commit_durably(work)


def change_round(found: Round, plan: Plan, *, by: User, now: datetime) -> Round:
    """Other words, money or limits; where place or theme changed, its proposals are gathered anew."""

    def work() -> Round:
        row = locked_draft(found)
        moved = (row.place_code, row.theme) != (plan.place_code, plan.theme)
        for name, value in asdict(plan).items():
            setattr(row, name, value)
        row.save()
        if moved:
            RoundProject.objects.filter(round=row).delete()
            fill(row, candidates(row))
        note(row, by, now, what="changed")
        return row

    return commit_durably(work)


def choose_projects(found: Round, chosen: Iterable[int], *, by: User, now: datetime) -> int:
    """These proposals (ids) stand in the round, as far as they may; returns how many."""
    wanted = set(chosen)

    def work() -> int:
        row = locked_draft(found)
        RoundProject.objects.filter(round=row).delete()
        count = fill(row, candidates(row).filter(pk__in=wanted))
        note(row, by, now, what="projects", projects=count)
        return count

    return commit_durably(work)


def discard_round(found: Round, *, by: User, now: datetime) -> None:
    """Drop a draft."""

    def work() -> None:
        row = locked_draft(found)
        note(row, by, now, what="discarded")
        row.delete()

    commit_durably(work)


def set_aside(
    proposal: Proposal, kind: SetAsideKind | None, *, by: User, now: datetime, text: str = ""
) -> None:
    """Take a proposal out of every round to come, because other money pays it; None brings it back."""

    def work() -> None:
        if kind is None:
            SetAside.objects.filter(proposal=proposal).delete()
        else:
            SetAside.objects.update_or_create(
                proposal=proposal, defaults={"kind": kind, "note": text, "by": by, "at": now}
            )
            RoundProject.objects.filter(proposal=proposal, round__state=RoundState.DRAFT).delete()
        record(
            Action.ROUND_MANAGE, by=by, subject=f"proposal:{proposal.code}", tenant=proposal.tenant,
            region=proposal.village_code, at=now, what="set_aside", kind=kind or "",
        )  # fmt: skip

    commit_durably(work)


def locked_draft(found: Round) -> Round:
    """The row for this transaction alone; Refusal once it is fixed."""
    row = Round.objects.select_for_update().select_related("cycle").filter(pk=found.pk).first()
    if row is None or row.state != RoundState.DRAFT:
        raise Refusal(
            "fixed",
            "Penjaringan ini sudah dibuka, sehingga isinya tidak dapat diubah lagi.",
            "This round has been opened, so nothing of it can be changed any more.",
        )
    return row


def note(row: Round, by: User | None, now: datetime, *, rule: str = "", **data: object) -> None:
    """One event about a round; never about a choice."""
    record(
        Action.ROUND_MANAGE, by=by, rule=rule, subject=f"round:{row.code}", tenant=row.tenant,
        region=row.place_code, at=now, **data,
    )  # fmt: skip
