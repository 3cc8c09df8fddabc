"""A resident's words become a proposal: a draft, a submission. A retry finds what it made before."""

import secrets
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.db import IntegrityError, transaction

from rembuk.algorithms.tiles import morton
from rembuk.apps.audit.record import record
from rembuk.apps.core.codes import new_code
from rembuk.apps.core.durable import commit_durably
from rembuk.apps.core.ids import uuid7
from rembuk.apps.core.photos import CleanPhoto
from rembuk.apps.core.rates import TooOften
from rembuk.apps.people.models import User
from rembuk.apps.places.models import Government
from rembuk.apps.places.queries import VillageLine, track_of
from rembuk.apps.preparation.models import PlanningCycle
from rembuk.apps.preparation.queries import collecting, next_cycle
from rembuk.rules.actions import Action
from rembuk.rules.proposal_flow import State
from rembuk.rules.refusals import Refusal

from ..access import situation, situation_in
from ..facts import take_category
from ..limits import submission_limit, too_often
from ..models import Follow, Proposal, ProposerContact
from ..words import prepare_words, proposer_line
from .move import move
from .photos import attach, store
from .route import settle

_TRIES_FOR_A_FREE_CODE = 5


@dataclass(frozen=True, slots=True)
class Submission:
    """What was typed, cleaned by the form."""

    village: VillageLine
    problem: str
    rt: str = ""
    rw: str = ""
    address: str = ""
    lat: float | None = None
    lon: float | None = None
    work: str = ""
    category: str = ""
    volume: Decimal | None = None
    unit: str = ""
    beneficiaries: int | None = None
    estimated_cost: int | None = None
    contribution: str = ""
    upkeep: str = ""
    contact_name: str = ""
    contact_phone: str = ""
    contact_email: str = ""
    assisted: bool = False  # entered by a facilitator for somebody else, with recorded consent
    truth: bool = False
    photos: list[CleanPhoto] = field(default_factory=list)


def save_draft(*, government: Government, uuid: UUID, by: User, now: datetime, data: Submission) -> Proposal:
    """Keep what was typed so far in the account; nobody else sees it."""
    files = store(data.photos)

    def work() -> Proposal:
        proposal = _row(government, uuid, by, now, data)
        if proposal.state != State.DRAFT:  # sent meanwhile, perhaps from another window
            return proposal
        _fill(proposal, data, by)
        proposal.state_since = now
        proposal.save()
        attach(proposal, files, kind="problem", move=None, now=now)
        _keep_contact(proposal, data)
        record(
            f"{Action.PROPOSAL_SUBMIT}.draft", by=by, subject=f"proposal:{proposal.uuid}",
            tenant=proposal.tenant, region=proposal.village_code, at=now,
        )  # fmt: skip
        return proposal

    try:
        return commit_durably(work)
    except IntegrityError:  # the same number at the same moment: now the row is there
        return commit_durably(work)


def discard_draft(draft: Proposal, *, by: User, now: datetime) -> None:
    """Drop a draft: nothing of it is shown any more, and whom to reach is forgotten.

    Its number can be used again, by a window that is still open.
    """

    def work() -> None:
        move(draft, "withdraw_draft", by=by, now=now)
        ProposerContact.objects.filter(proposal=draft).delete()

    commit_durably(work)


def submit(*, government: Government, uuid: UUID, by: User, now: datetime, data: Submission) -> Proposal:
    """Submit, in season or out of it; the answer to a retry is the proposal made the first time.

    Raises TooOften where the account has sent many; a retry is not counted, however many come at once.
    """
    limit = submission_limit(by)
    if data.photos:  # their files are written before the transaction: not again, and not for who must wait
        spent = limit.is_spent()  # asked first: a retry of what took the last place is answered
        done = _sent(government, uuid)
        if done is not None:
            return _mine(done, by)
        if spent:
            raise too_often()
    files = store(data.photos)
    track = track_of(data.village)
    cycle, stages = collecting(government.code, data.village.code, track, now)
    in_season = cycle is not None
    if cycle is None:
        cycle = next_cycle(government.code, track, now)
    inputs = _inputs(data, cycle)

    def work() -> Proposal:
        proposal = _row(government, uuid, by, now, data)
        if proposal.state != State.DRAFT:
            return proposal
        limit.count_one()
        _fill(proposal, data, by)
        proposal.cycle, proposal.plan_year = cycle, cycle.plan_year if cycle else None
        proposal.submitted_at = now
        _save_with_free_code(proposal, government, now)
        attach(proposal, files, kind="problem", move=None, now=now)
        _keep_contact(proposal, data)
        follower = Follow(tenant=proposal.tenant, proposal=proposal, user=by, at=now)
        Follow.objects.bulk_create([follower], ignore_conflicts=True)
        before = situation_in(proposal, cycle, stages, now=now) if in_season else situation(proposal, now=now)
        step = "submit" if in_season else "keep_out_of_season"
        move(proposal, step, by=by, now=now, inputs=inputs, before=before)
        settle(proposal, now=now, before=replace(before, state=proposal.state))
        return proposal

    try:
        return commit_durably(work)
    except (IntegrityError, TooOften):  # the same number at the same moment: the other one stored it
        done = _sent(government, uuid)
        if done is None:
            raise
        return _mine(done, by)


def _sent(government: Government, uuid: UUID) -> Proposal | None:
    """What this number made; neither a draft nor one that was discarded has a code."""
    return Proposal.objects.filter(tenant=government.code, uuid=uuid).exclude(code=None).first()


def _mine(proposal: Proposal, by: User) -> Proposal:
    if by.pk in (proposal.proposer_id, proposal.assisted_by_id):
        return proposal
    raise Refusal(
        "not_yours",
        "Nomor kiriman ini sudah dipakai orang lain. Muat ulang halaman formulir lalu kirim kembali.",
        "This submission number is taken by somebody else. Reload the form and send again.",
    )


def _row(government: Government, uuid: UUID, by: User, now: datetime, data: Submission) -> Proposal:
    """The row of this submission: found again on a retry, made otherwise."""
    same = Proposal.objects.filter(tenant=government.code, uuid=uuid)
    found = same.select_for_update().first() if same.exists() else None
    if found is not None:
        if _mine(found, by).code or found.state == State.DRAFT:
            return found
        same.update(uuid=uuid7())  # a discarded draft: its number is taken over, its words stay discarded
    proposer, helper = (None, by) if data.assisted else (by, None)
    return Proposal(
        tenant=government.code,
        uuid=uuid,
        state_since=now,
        created_at=now,
        proposer=proposer,
        assisted_by=helper,
    )


def _fill(proposal: Proposal, data: Submission, by: User) -> None:
    for name in ("rt", "rw", "address", "lat", "lon", "problem", "work", "volume", "unit",
                 "beneficiaries", "estimated_cost", "contribution", "upkeep"):  # fmt: skip
        setattr(proposal, name, getattr(data, name))
    proposal.village_code = data.village.code
    proposal.district_code = data.village.district_code
    proposal.track = track_of(data.village)
    proposal.morton = (
        morton.encode(data.lon, data.lat) if data.lat is not None and data.lon is not None else None
    )
    take_category(proposal, data.category)
    prepare_words(proposal)
    proposal.proposer_line = proposer_line(proposal, None if data.assisted else by)


def _inputs(data: Submission, cycle: PlanningCycle | None) -> dict[str, object]:
    return {
        "problem_statement": data.problem,
        "problem_media": bool(data.photos) or None,
        "location": data.village.code,
        "contact": data.contact_phone or data.contact_email or None,
        "assisted_entry": True if data.assisted else None,
        "truth_declaration": data.truth or None,
    }


def _save_with_free_code(proposal: Proposal, government: Government, now: datetime) -> None:
    """Codes are drawn at random; where one is taken another is drawn."""
    year = proposal.plan_year or now.year + 1
    for _ in range(_TRIES_FOR_A_FREE_CODE):
        proposal.code = new_code(government.code_prefix, year, secrets.SystemRandom())
        try:
            with transaction.atomic():
                proposal.save()
            return
        except IntegrityError:
            if (
                Proposal.objects.filter(tenant=proposal.tenant, uuid=proposal.uuid)
                .exclude(pk=proposal.pk)
                .exists()
            ):
                raise
    raise Refusal(
        "no_code",
        "Kode usulan belum dapat dibuat. Silakan kirim sekali lagi.",
        "No code could be made. Please send once more.",
    )


def _keep_contact(proposal: Proposal, data: Submission) -> None:
    row = ProposerContact(
        proposal=proposal,
        name=data.contact_name,
        phone=data.contact_phone,
        email=data.contact_email,
        consent="spoken" if data.assisted else "form",
    )
    ProposerContact.objects.bulk_create(
        [row],
        update_conflicts=True,
        unique_fields=["proposal"],
        update_fields=["name", "phone", "email", "consent"],
    )
