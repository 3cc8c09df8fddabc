"""When a result is published or changed by a forum, each proposer and follower hears how theirs stands.

Winners and losers alike: nobody is left in silence, and the letter leads to the reasons.
"""

from dataclasses import dataclass, field

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext, override

from rembuk.apps.audit.models import Event
from rembuk.apps.core.clock import now
from rembuk.apps.core.durable import commit_durably
from rembuk.apps.people.models import User
from rembuk.apps.priorities.explained import explain
from rembuk.apps.priorities.models import Adoption, ForumResultChange, RunProject
from rembuk.apps.proposals.models import Follow, ProposerContact
from rembuk.rules.actions import Action

from .jobs import send
from .models import Message

_NAMED = 20  # proposals in one letter; the page has them all
_BATCH = 200


@dataclass
class _Reader:
    """One person or address, and the proposals that concern them."""

    user: User | None
    address: str
    is_proposer: bool = False
    rows: list[RunProject] = field(default_factory=list)


def tell_of_result(event: Event) -> None:
    """One message a person, with a line for each of their proposals. Twice is once."""
    adoption, rows, changes = _concerned(event)
    if adoption is None:
        return
    changed = {row.project_id: row for row in changes}
    messages = [_message(event, adoption, reader, changed) for reader in _readers(rows)]
    if messages:
        commit_durably(lambda: _keep(messages, event.pk))


def _keep(messages: list[Message], event_id: int) -> None:
    Message.objects.bulk_create(messages, ignore_conflicts=True, batch_size=_BATCH)
    send(event_id)


def _concerned(event: Event) -> tuple[Adoption | None, list[RunProject], list[ForumResultChange]]:
    """The result that was published, or the one project that a forum turned round."""
    if event.action == Action.ALLOCATION_CHANGE:
        named = ForumResultChange.objects.filter(pk=event.data.get("change"))
        changes = list(named.select_related("adoption__round"))
        rows = RunProject.objects.filter(pk__in=[row.project_id for row in changes])
        return (changes[0].adoption if changes else None), _public(rows), changes
    published = Adoption.objects.filter(pk=event.data.get("adopted"), confirmed_at__isnull=False)
    adoption = published.select_related("round").first()
    rows = RunProject.objects.filter(run=adoption.run_id if adoption else None)
    return adoption, _public(rows), []


def _public(rows: QuerySet[RunProject]) -> list[RunProject]:
    return list(rows.filter(proposal__is_public=True).select_related("proposal__proposer"))


def _readers(rows: list[RunProject]) -> list[_Reader]:
    by_proposal = {row.proposal_id: row for row in rows}
    people: dict[int, _Reader] = {}
    addresses: dict[str, _Reader] = {}
    contacts = {
        row.proposal_id: row.email or row.phone
        for row in ProposerContact.objects.filter(proposal__in=list(by_proposal))
    }
    for row in rows:
        author = row.proposal.proposer
        if author is not None:
            reader = people.setdefault(author.pk, _Reader(author, author.email or ""))
            reader.is_proposer = True
            reader.rows.append(row)
        elif address := contacts.get(row.proposal_id, ""):
            addresses.setdefault(address, _Reader(None, address, is_proposer=True)).rows.append(row)
    for follow in Follow.objects.filter(proposal__in=list(by_proposal)).select_related("user"):
        reader = people.setdefault(follow.user_id, _Reader(follow.user, follow.user.email or ""))
        row = by_proposal[follow.proposal_id]
        if row not in reader.rows:
            reader.rows.append(row)
    return [*people.values(), *addresses.values()]


def _message(
    event: Event, adoption: Adoption, reader: _Reader, changed: dict[int, ForumResultChange]
) -> Message:
    lang = reader.user.language if reader.user else "id"
    with override(lang):
        lines = [
            f"{row.title}: {explain(row, {}, {}, lang, changed.get(row.pk)).answer}"
            for row in reader.rows[:_NAMED]
        ]
        single = reader.rows[0] if len(reader.rows) == 1 else None
        link = (
            reverse("priorities:why", args=[adoption.round.code, single.project])
            if single
            else reverse("priorities:result", args=[adoption.round.code])
        )
        body = [adoption.round.title, *lines, gettext("Material for the forum, not a decision.")]
        body.append(gettext("The reasons, and what would have been enough, stand on the page."))
        return Message(
            tenant=event.tenant,
            event_id=event.pk,
            user=reader.user,
            address=reader.address,
            audience="proposer" if reader.is_proposer else "follower",
            proposal_code=single.project if single else "",
            subject=gettext("The result of the round of priorities is published"),
            body="\n\n".join(body),
            link=link,
            created_at=now(),
        )
