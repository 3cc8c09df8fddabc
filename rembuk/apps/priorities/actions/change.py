"""Penyesuaian hasil musyawarah: a forum takes a project in or leaves it out, and everybody reads why."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError

from rembuk.apps.audit.record import record
from rembuk.apps.core.clock import today
from rembuk.apps.core.durable import commit_durably
from rembuk.apps.core.versions import bump
from rembuk.apps.people.access import rights
from rembuk.apps.people.models import User
from rembuk.rules.actions import Action
from rembuk.rules.refusals import Refusal

from ..models import Adoption, ForumResultChange, RunProject
from ..packing import election_of
from ..panel import figures
from ..parameters import Parameters, election_with
from ..reasons import FUNDED


@dataclass(frozen=True, slots=True)
class Decided:
    """What the forum says of one project."""

    reason: str
    forum: str
    office: str
    decided_on: date


@dataclass(frozen=True, slots=True)
class Effect:
    """The panel without the change and with it, and whether the money still suffices."""

    taken_in: bool
    before: dict[str, Any]
    after: dict[str, Any]
    fits: bool


def effect_of(adoption: Adoption, project: RunProject) -> Effect:
    """What turning this project round does to the panel; a handful of reads."""
    run = adoption.run
    wanted = Parameters.from_json(run.parameters)
    election = election_with(election_of(run.round), tuple(run.round.projects.order_by("project")), wanted)
    standing = in_draft(adoption)
    taken_in = project.project not in standing
    turned = standing ^ {project.project}
    before, after = (
        figures(election, sorted(election.index[name] for name in names), wanted.utility)
        for names in (standing, turned)
    )
    return Effect(taken_in, before, after, after["spent"] <= wanted.budget or not taken_in)


def in_draft(adoption: Adoption) -> set[str]:
    """The projects that stand in the draft today: those of the run, with what forums changed."""
    names = set(
        RunProject.objects.filter(run=adoption.run_id, reason=FUNDED).values_list("project", flat=True)
    )
    for project, taken_in in changes_of(adoption):
        names = names | {project} if taken_in else names - {project}
    return names


def changes_of(adoption: Adoption) -> Sequence[tuple[str, bool]]:
    """(project, taken in), in their order."""
    rows = ForumResultChange.objects.filter(adoption=adoption).order_by("number")
    return list(rows.values_list("project__project", "taken_in"))


def record_change(
    adoption: Adoption, project: RunProject, decided: Decided, *, by: User, now: datetime
) -> ForumResultChange:
    """Keep and publish it. A project is turned round once, and the money is never overspent."""
    _check(adoption, decided, by, now)
    effect = effect_of(adoption, project)
    if not effect.fits:
        raise Refusal(
            "overspent",
            "Dana tidak cukup untuk memasukkan usulan ini. Catat dulu usulan yang dikeluarkan.",
            "The money does not suffice to take this in. Record first what is left out.",
        )

    def work() -> ForumResultChange:
        row = ForumResultChange.objects.create(
            adoption=adoption, number=len(changes_of(adoption)) + 1, project=project,
            taken_in=effect.taken_in, reason=decided.reason, forum=decided.forum, office=decided.office,
            decided_on=decided.decided_on, effect={"before": effect.before, "after": effect.after}, by=by,
            at=now,
        )  # fmt: skip
        run = adoption.run
        record(
            Action.ALLOCATION_CHANGE, by=by, subject=f"round:{run.round.code}/run:{run.number}",
            tenant=run.tenant, region=run.round.place_code, at=now, project=project.project,
            taken_in=effect.taken_in, change=row.pk,
        )  # fmt: skip
        bump(run.tenant, "priorities", "proposals")
        return row

    try:
        return commit_durably(work)
    except IntegrityError as error:
        raise Refusal(
            "lost_race",
            "Penyesuaian untuk usulan ini baru saja dicatat.",
            "A change of this proposal has just been recorded.",
        ) from error


def _check(adoption: Adoption, decided: Decided, by: User, now: datetime) -> None:
    if not rights(by, today()).may(Action.ALLOCATION_CHANGE):
        raise Refusal(
            "no_right",
            "Akun Anda tidak memegang hak untuk langkah ini.",
            "Your account does not hold the right for this step.",
        )
    if adoption.confirmed_at is None:
        raise Refusal("not_confirmed", "Hasil ini belum disetujui.", "This result is not confirmed yet.")
    if decided.decided_on > today(now):
        raise Refusal(
            "future",
            "Hari musyawarah belum tiba. Catat setelah musyawarahnya berlangsung.",
            "The day of the forum has not come. Record it after the forum was held.",
        )
