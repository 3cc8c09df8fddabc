"""Support and follow a proposal. One of each a person is a fact of the database; neither is ever listed."""

from datetime import datetime
from typing import Any

from django.db.models import F

from rembuk.apps.audit.record import record
from rembuk.apps.core.clock import today
from rembuk.apps.core.durable import commit_durably
from rembuk.apps.core.versions import bump
from rembuk.apps.people.access import rights
from rembuk.apps.people.models import User
from rembuk.rules.actions import Action
from rembuk.rules.refusals import Refusal

from ..models import Follow, Proposal, Support


def _check_right(by: User, action: Action, text_id: str, text_en: str) -> None:
    if not rights(by, today()).may(action):
        raise Refusal("no_right", text_id, text_en)


def support(proposal: Proposal, *, by: User, now: datetime) -> bool:
    """Support once; True when it is new. Sixty-four at the same time store one."""
    _check_right(
        by,
        Action.PROPOSAL_SUPPORT,
        "Mendukung usulan hanya untuk akun warga.",
        "Only residents' accounts may support a proposal.",
    )

    def work() -> bool:
        # The row is the lock: two at once would count without one another.
        Proposal.objects.select_for_update().only("pk").get(pk=proposal.pk)
        Support.objects.bulk_create(
            [Support(tenant=proposal.tenant, proposal=proposal, user=by, at=now)], ignore_conflicts=True
        )
        count = Support.objects.filter(proposal=proposal).count()
        changed = (
            Proposal.objects.filter(pk=proposal.pk).exclude(support_count=count).update(support_count=count)
        )
        if changed:
            _note(Action.PROPOSAL_SUPPORT, proposal, by, now, support=1)
        return bool(changed)

    return commit_durably(work)


def withdraw_support(proposal: Proposal, *, by: User, now: datetime) -> bool:
    """Take one's own support back; True when there was one."""

    def work() -> bool:
        gone, _ = Support.objects.filter(proposal=proposal, user=by).delete()
        if gone:
            Proposal.objects.filter(pk=proposal.pk).update(support_count=F("support_count") - 1)
            _note(Action.PROPOSAL_SUPPORT, proposal, by, now, support=-1)
        return bool(gone)

    return commit_durably(work)


def follow(proposal: Proposal, *, by: User, now: datetime) -> None:
    """Be told of every step from now on. Whoever wrote it is told in any case."""
    _check_right(
        by,
        Action.PROPOSAL_FOLLOW,
        "Mengikuti usulan hanya untuk akun warga.",
        "Only residents' accounts may follow a proposal.",
    )

    def work() -> None:
        _, fresh = Follow.objects.get_or_create(
            proposal=proposal, user=by, defaults={"tenant": proposal.tenant, "at": now}
        )
        if fresh:
            _note(Action.PROPOSAL_FOLLOW, proposal, by, now, follow=1, raises=False)

    commit_durably(work)


def unfollow(proposal: Proposal, *, by: User, now: datetime) -> None:
    """Be told no longer."""

    def work() -> None:
        gone, _ = Follow.objects.filter(proposal=proposal, user=by).delete()
        if gone:
            _note(Action.PROPOSAL_FOLLOW, proposal, by, now, follow=-1, raises=False)

    commit_durably(work)


def _note(
    action: Action, proposal: Proposal, by: User, now: datetime, *, raises: bool = True, **data: Any
) -> None:
    record(
        action, by=by, subject=f"proposal:{proposal.code}", tenant=proposal.tenant,
        region=proposal.village_code, at=now, **data,
    )  # fmt: skip
    if raises:
        bump(proposal.tenant, "proposals")
