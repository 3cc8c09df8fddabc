"""Sign the minutes: both copies with their hashes, every decision becomes a step; all of it or nothing."""

import hashlib
from datetime import datetime
from typing import Any

from django.conf import settings

from rembuk.algorithms.documents import Signer, minutes_pdf
from rembuk.apps.core.durable import commit_durably
from rembuk.apps.core.media import save_media
from rembuk.apps.people.models import User
from rembuk.apps.places.queries import government
from rembuk.apps.preparation.models import PlanningCycle
from rembuk.apps.proposals.access import situation
from rembuk.apps.proposals.actions.checks import LIMITS
from rembuk.apps.proposals.actions.move import move
from rembuk.apps.proposals.actions.route import settle
from rembuk.apps.proposals.models import Proposal
from rembuk.rules.actions import Action
from rembuk.rules.forums import find_outcome
from rembuk.rules.proposal_flow import STEP
from rembuk.rules.refusals import Refusal

from ..access import find_step, held
from ..models import Forum, ForumItem, Minutes
from ..paper import paper_of
from ..standing import gone_to
from .agenda import check_steps
from .notes import note


def sign(forum: Forum, *, by: User, now: datetime, office: str) -> Minutes:
    """The signer confirms the paper that was read aloud; only then does the next level receive its list.

    What has gone on by itself since the forum takes no step, and the paper says where it stands. Raises
    Refusal naming the first proposal whose step the rules refuse; then nothing has changed.
    """
    step = find_step("sign_minutes", by, forum)
    served = government()
    minutes = Minutes.objects.get(forum=forum)
    if served is None:
        raise Refusal("no_government", "Daerah belum disiapkan.", "No government is set up.")
    printed = _standings(forum)
    paper = paper_of(forum, minutes, served, signer=Signer(office=office, name=by.name))
    archive, public = (minutes_pdf(paper, copy, settings.REMBUK_PAPER) for copy in ("archive", "public"))
    files = {
        "archive_file": save_media(archive, suffix=".pdf", folder="minutes"),
        "archive_sha256": hashlib.sha256(archive).hexdigest(),
        "public_file": save_media(public, suffix=".pdf", folder="minutes"),
        "public_sha256": hashlib.sha256(public).hexdigest(),
    }

    def work() -> Minutes:
        _lock(forum)
        if Forum.objects.filter(pk=forum.pk, state=step.at).update(state=step.to) != 1:
            raise Refusal(
                "lost_race", "Berita Acara ini baru saja ditandatangani.", "These minutes were just signed."
            )
        if _standings(forum) != printed:
            raise Refusal(
                "lost_race",
                "Daftar musyawarah ini baru saja berubah. Baca rancangannya sekali lagi, lalu tanda tangani.",
                "The list of this forum has just changed. Read the draft once more, then sign.",
            )
        Minutes.objects.filter(forum=forum).update(
            signed_at=now, signed_by=by, signer_office=office, signing_path="wet", **files
        )
        _take_all(forum, now, (minutes.drafted_by, by))
        forum.state = step.to
        note(step.action, forum, by=by, now=now, step=step.id, sha256=files["archive_sha256"])
        minutes.refresh_from_db()
        return minutes

    return commit_durably(work)


def _lock(forum: Forum) -> None:
    """All that the signature writes, in the order of every other act: forum, year, proposals by their ids.

    Locked one by one in the order of the list, two signatures could wait for each other for ever.
    """
    held(forum)
    items = ForumItem.objects.filter(forum=forum)
    steps = {
        step for code in set(items.values_list("outcome", flat=True)) if code for step in _steps(forum, code)
    }
    if any(LIMITS & set(STEP[step].requires) for step in steps):
        PlanningCycle.objects.select_for_update().get(pk=forum.cycle_id)
    pairs = items.values_list("proposal", "merge_target")
    touched = {pk for pair in pairs for pk in pair if pk is not None}
    list(Proposal.objects.select_for_update().filter(pk__in=touched).order_by("pk").values_list("pk"))


def _steps(forum: Forum, outcome: str) -> tuple[str, ...]:
    return find_outcome(forum.type, outcome).steps


def _standings(forum: Forum) -> list[tuple[int, str]]:
    """What the paper is made of besides the decisions: which proposals it shows, and where they went."""
    items = ForumItem.objects.listed(forum).select_related("proposal", "merge_target")
    return [(item.pk, gone_to(item, forum)) for item in items.order_by("pk")]


def _take_all(forum: Forum, now: datetime, others: tuple[User, ...]) -> None:
    """The first of `others` who may takes the steps of a colleague whose role has ended since the forum."""
    items = ForumItem.objects.listed(forum).select_related("proposal__cycle", "merge_target", "decided_by")
    for item in list(items.order_by("rank", "position")):
        item.forum = forum
        if gone := gone_to(item, forum):
            ForumItem.objects.filter(pk=item.pk).update(gone_to=gone)
        else:
            _take_steps(item, now, others)


def _take_steps(item: ForumItem, now: datetime, others: tuple[User, ...]) -> None:
    proposal = item.proposal
    try:
        taker = _taker(item, now, others)
        for step_id in _steps(item.forum, item.outcome):
            _take(item, proposal, step_id, now, taker)
        settle(proposal, now=now)
    except Refusal as refusal:
        name = f"{proposal.code} “{proposal.title}”"
        raise Refusal(
            refusal.code,
            f"Berita Acara belum dapat ditandatangani karena {name}: {refusal.text_id}",
            f"The minutes cannot be signed yet because of {name}: {refusal.text_en}",
        ) from refusal


def _taker(item: ForumItem, now: datetime, others: tuple[User, ...]) -> User | None:
    """Who recorded it; where they hold no role any more, another who does, and the log says who for whom."""
    recorder, forum = item.decided_by, item.forum
    before = situation(item.proposal, now=forum.closed_at or now)
    for person in (recorder, *others):
        if person is None:
            continue
        try:
            check_steps(item, _steps(forum, item.outcome), by=person, before=before)
        except Refusal as refusal:
            if refusal.code != "role":
                return recorder
            continue
        if person != recorder:
            note(
                Action.PROPOSAL_RANK, forum, by=person, now=now, step="taken_over", item=item.pk,
                recorded_by=item.decided_by_id or 0,
            )  # fmt: skip
        return person
    raise _recorder_left(recorder)


def _recorder_left(recorder: User | None) -> Refusal:
    who_id, who_en = (recorder.name, recorder.name) if recorder else ("Pencatatnya", "Who recorded it")
    return Refusal(
        "recorder_left",
        f"{who_id} tidak lagi memegang perannya. Petugas yang sekarang menjalankan musyawarah ini memilih "
        "“Perbaiki rancangan” dan membacakannya lagi; setelah itu Berita Acara dapat ditandatangani.",
        f"{who_en} does not hold the role any more. The officer who runs this forum now chooses “Correct the "
        "draft” and has it read aloud again; then the minutes can be signed.",
    )


def _take(item: ForumItem, proposal: Proposal, step_id: str, now: datetime, by: User | None) -> None:
    given: dict[str, Any] = dict(item.inputs)
    step = STEP[step_id]
    forum = item.forum
    for code in ("minutes", "agency_forum_minutes", "annual_plan_minutes"):
        if code in step.requires:
            given[code] = forum.code
    if "rank" in step.requires:
        given["rank"] = item.rank or item.position
    if item.merge_target is not None:
        given["merge_target"] = item.merge_target
    wanted = {*step.requires, *step.optional, "amount", "price_reason"}
    inputs = {code: value for code, value in given.items() if code in wanted}
    decided = forum.closed_at or now  # the stage may close between the forum and the signature
    if "system" in step.actors:
        move(proposal, step_id, by=None, now=now, inputs=inputs, rule="minutes_signed", decided_at=decided)
    else:
        move(proposal, step_id, by=by, now=now, inputs=inputs, decided_at=decided)
