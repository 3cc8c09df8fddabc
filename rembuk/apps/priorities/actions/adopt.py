"""One run goes to the deliberation: put forward by a planning partner, confirmed and published by its
head.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import IntegrityError

from rembuk.algorithms.allocation import verify
from rembuk.algorithms.allocation.bundle import bundle_bytes, election_pb
from rembuk.apps.audit.record import record
from rembuk.apps.core.clock import today
from rembuk.apps.core.durable import commit_durably
from rembuk.apps.core.media import save_media
from rembuk.apps.core.versions import bump
from rembuk.apps.people.access import rights
from rembuk.apps.people.models import User
from rembuk.rules.actions import Action
from rembuk.rules.refusals import Refusal

from ..models import Adoption, AllocationRun
from ..packing import election_of
from ..parameters import Parameters, election_with

FOLDER = "results"


@dataclass(frozen=True, slots=True)
class Files:
    """Names and hashes of what is published with a result."""

    bundle_file: str
    bundle_sha256: str
    ballots_file: str
    ballots_sha256: str


def put_forward(run: AllocationRun, *, reason: str, by: User, now: datetime) -> Adoption:
    """The run waits for a second person; at most one a round does."""
    _check_right(by, Action.ALLOCATION_ADOPT)
    if run.state != "done":
        raise Refusal("run_not_done", "Hitungan ini belum selesai.", "This run is not finished yet.")

    def work() -> Adoption:
        if Adoption.objects.filter(round=run.round).exists():
            raise _taken()
        row = Adoption.objects.create(
            round=run.round, run=run, reason=reason, proposed_by=by, proposed_at=now
        )
        _note(Action.ALLOCATION_ADOPT, row, by, now, step="put_forward", input=run.input_hash)
        return row

    try:
        return commit_durably(work)
    except IntegrityError as error:
        raise _taken() from error


def take_back(adoption: Adoption, *, reason: str, by: User, now: datetime) -> None:
    """Before it is confirmed: the head sends it back, or the partner withdraws it; the log keeps why."""
    may_confirm = rights(by, today()).may(Action.ALLOCATION_CONFIRM)
    if not may_confirm:
        _check_right(by, Action.ALLOCATION_ADOPT)
    action = Action.ALLOCATION_CONFIRM if may_confirm else Action.ALLOCATION_ADOPT

    def work() -> None:
        _note(action, adoption, by, now, step="taken_back", reason=reason)
        if not Adoption.objects.filter(pk=adoption.pk, confirmed_at=None).delete()[0]:
            raise _confirmed_already()

    commit_durably(work)


def confirm(adoption: Adoption, *, by: User, now: datetime) -> Adoption:
    """The second person publishes it, with a bundle that anybody can check; never by the first person."""
    _check_right(by, Action.ALLOCATION_CONFIRM)
    if by.pk == adoption.proposed_by_id:
        raise Refusal(
            "same_person",
            "Orang kedua harus orang lain: Anda tidak dapat menyetujui pengajuan Anda sendiri.",
            "The second person must be somebody else: nobody confirms what they put forward.",
        )
    if adoption.confirmed_at is not None:
        raise _confirmed_already()
    files = _publishable(adoption.run)

    def work() -> Adoption:
        taken = Adoption.objects.filter(pk=adoption.pk, confirmed_at=None).update(
            confirmed_by=by, confirmed_at=now, bundle_file=files.bundle_file,
            bundle_sha256=files.bundle_sha256, ballots_file=files.ballots_file,
            ballots_sha256=files.ballots_sha256,
        )  # fmt: skip
        if taken != 1:
            raise _confirmed_already()
        _note(
            Action.ALLOCATION_CONFIRM, adoption, by, now, step="confirmed", sha256=files.bundle_sha256,
            adopted=adoption.pk,
        )  # fmt: skip
        bump(adoption.run.tenant, "priorities", "proposals")
        adoption.refresh_from_db()
        return adoption

    return commit_durably(work)


def _publishable(run: AllocationRun) -> Files:
    """Both files, on the disk before the row names them."""
    projects = tuple(run.round.projects.order_by("project"))
    names = {row.project: row.title for row in projects}
    election = election_with(election_of(run.round), projects, Parameters.from_json(run.parameters))
    checker = Path(verify.__file__).read_bytes()
    bundle = bundle_bytes(election, run.result, names, {"verify.py": checker})
    ballots = election_pb(election, names)
    return Files(
        bundle_file=save_media(bundle, suffix=".zip", folder=FOLDER),
        bundle_sha256=hashlib.sha256(bundle).hexdigest(),
        ballots_file=save_media(ballots, suffix=".pb", folder=FOLDER),
        ballots_sha256=hashlib.sha256(ballots).hexdigest(),
    )


def _check_right(by: User, action: Action) -> None:
    if not rights(by, today()).may(action):
        raise Refusal(
            "no_right",
            "Akun Anda tidak memegang hak untuk langkah ini.",
            "Your account does not hold the right for this step.",
        )


def _taken() -> Refusal:
    return Refusal(
        "lost_race",
        "Sudah ada hitungan yang diajukan untuk penjaringan ini. Tarik dulu yang itu.",
        "A run has been put forward for this round already. Take that one back first.",
    )


def _confirmed_already() -> Refusal:
    return Refusal(
        "lost_race", "Hasil ini sudah disetujui dan terbit.", "This result is confirmed and published."
    )


def _note(action: Action, adoption: Adoption, by: User, now: datetime, **data: object) -> None:
    run = adoption.run
    record(
        action, by=by, subject=f"round:{run.round.code}/run:{run.number}", tenant=run.tenant,
        region=run.round.place_code, at=now, rule="", **data,
    )  # fmt: skip
