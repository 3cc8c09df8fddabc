"""Everything that is kept of one person, for that person (UU PDP 27/2022, right of access)."""

from typing import Any

from django.db.models import Q

from rembuk.apps.people.models import User
from rembuk.apps.people.queries import own_data as account_of
from rembuk.apps.proposals.facts import plain
from rembuk.apps.proposals.models import Follow, Proposal, ProposerContact, Support
from rembuk.apps.rounds.queries import rounds_of

from .models import Message

_WORDS = (
    "code", "state", "village_code", "rt", "rw", "address", "lat", "lon", "problem", "work", "own_words",
    "category", "volume", "unit", "beneficiaries", "estimated_cost", "contribution", "upkeep",
    "proposer_line",
)  # fmt: skip


def own_data(user: User) -> dict[str, Any]:
    """The account, what they wrote with whom to reach, what they support and follow, what they were told.

    Of rounds: in which they have a ballot. Which one it is, nobody knows, so it cannot be handed out.
    """
    own = Proposal.objects.filter(Q(proposer=user) | Q(assisted_by=user)).select_related("contact")
    return account_of(user) | {
        "proposals": [_proposal(row, user) for row in own.order_by("id")],
        "supports": list(_codes(Support, user)),
        "follows": list(_codes(Follow, user)),
        "rounds": rounds_of(user),
        "messages": [
            {
                "at": row.created_at.isoformat(),
                "subject": row.subject,
                "body": row.body,
                "address": row.address,
            }
            for row in Message.objects.filter(user=user).order_by("id")
        ],
    }


def _proposal(row: Proposal, user: User) -> dict[str, Any]:
    contact: ProposerContact | None = getattr(row, "contact", None)
    return {name: _as_json(getattr(row, name)) for name in _WORDS} | {
        "created_at": row.created_at.isoformat(),
        "submitted_at": row.submitted_at.isoformat() if row.submitted_at else None,
        "for_somebody_else": row.assisted_by_id == user.pk,
        "contact": {
            "name": contact.name, "phone": contact.phone, "email": contact.email, "consent": contact.consent,
        } if contact else None,
    }  # fmt: skip


def _as_json(value: object) -> object:
    return value if isinstance(value, float) else plain(value)


def _codes(kind: type[Support] | type[Follow], user: User) -> Any:
    return kind.objects.filter(user=user).order_by("id").values_list("proposal__code", flat=True)
