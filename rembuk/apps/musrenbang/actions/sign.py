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
from rembuk.apps.proposals.actions.move import move
from rembuk.apps.proposals.actions.route import settle
from rembuk.apps.proposals.models import Proposal
from rembuk.rules.forums import find_outcome
from rembuk.rules.proposal_flow import STEP
from rembuk.rules.refusals import Refusal

from ..access import find_step
from ..models import Forum, ForumItem, Minutes
from ..paper import paper_of
from ..standing import gone_to
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
        _take_all(forum, now)
        forum.state = step.to
        note(step.action, forum, by=by, now=now, step=step.id, sha256=files["archive_sha256"])
        minutes.refresh_from_db()
        return minutes

    return commit_durably(work)


def _standings(forum: Forum) -> list[tuple[int, str]]:
    """What the paper is made of besides the decisions: which proposals it shows, and where they went."""
    items = ForumItem.objects.listed(forum).select_related("proposal", "merge_target")
    return [(item.pk, gone_to(item, forum)) for item in items.order_by("pk")]


def _take_all(forum: Forum, now: datetime) -> None:
    items = ForumItem.objects.listed(forum).select_related("proposal__cycle", "merge_target", "decided_by")
    for item in list(items.order_by("rank", "position")):
        item.forum = forum
        if gone := gone_to(item, forum):
            ForumItem.objects.filter(pk=item.pk).update(gone_to=gone)
        else:
            _take_steps(item, now)


def _take_steps(item: ForumItem, now: datetime) -> None:
    proposal = item.proposal
    try:
        for step_id in find_outcome(item.forum.type, item.outcome).steps:
            _take(item, proposal, step_id, now)
        settle(proposal, now=now)
    except Refusal as refusal:
        name = f"{proposal.code} “{proposal.title}”"
        raise Refusal(
            refusal.code,
            f"Berita Acara belum dapat ditandatangani karena {name}: {refusal.text_id}",
            f"The minutes cannot be signed yet because of {name}: {refusal.text_en}",
        ) from refusal


def _take(item: ForumItem, proposal: Proposal, step_id: str, now: datetime) -> None:
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
    wanted = {*step.requires, *step.optional, "amount"}
    inputs = {code: value for code, value in given.items() if code in wanted}
    decided = forum.closed_at or now  # the stage may close between the forum and the signature
    if "system" in step.actors:
        move(proposal, step_id, by=None, now=now, inputs=inputs, rule="minutes_signed", decided_at=decided)
    else:
        move(proposal, step_id, by=item.decided_by, now=now, inputs=inputs, decided_at=decided)
