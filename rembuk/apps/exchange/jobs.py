"""Each step of a proposal is told to its proposer and followers, and sent by e-mail where there is one."""

from datetime import timedelta
from smtplib import SMTPNotSupportedError, SMTPRecipientsRefused, SMTPResponseException

from django.conf import settings
from django.core.mail import send_mail
from django.urls import reverse
from django.utils.translation import gettext, override
from django_tasks import task

from rembuk.apps.audit.models import Event
from rembuk.apps.core.clock import now
from rembuk.apps.core.durable import commit_durably
from rembuk.apps.people.models import RoleAssignment, User
from rembuk.apps.proposals.access import protects
from rembuk.apps.proposals.models import Follow, Move, Proposal, ProposerContact
from rembuk.rules.actions import Action
from rembuk.rules.roles import ROLES

from .models import Message
from .words import body_of, explained_body, subject_of

_TRIES = 8
_LETTERS = 20  # of one task
_REFUSALS = (SMTPRecipientsRefused, SMTPResponseException, SMTPNotSupportedError)  # of this letter alone


def tell_people(event: Event) -> None:
    """One message a person: what was decided, by which office, why, and where to read on. Twice is once."""
    # Without `first`, which sorts, and without joins that few steps need: this runs for every step there is.
    moves = Move.objects.select_related("proposal__proposer").filter(pk=event.data.get("move"))
    move = next(iter(moves), None)
    if move is None or not move.proposal.is_public:
        return
    contact = next(iter(ProposerContact.objects.filter(proposal=move.proposal)), None)
    written_to = contact.email if contact else ""
    messages = [
        _message(event, move, user=user, address=written_to if user.pk == move.proposal.proposer_id else "")
        for user in _told(move, event)
    ]
    address = written_to or (contact.phone if contact else "")
    if address and move.proposal.proposer_id is None:  # without an account: a facilitator wrote for them
        messages.append(_message(event, move, address=address))
    if messages:
        commit_durably(lambda: _keep(messages, event.pk))


def _keep(messages: list[Message], event_id: int) -> None:
    Message.objects.bulk_create(messages, ignore_conflicts=True)
    send(event_id)


def tell_protection(event: Event) -> None:
    """A disclosure waits for its officers: the message says so and nothing more. Twice is once."""
    move = Move.objects.select_related("proposal").filter(pk=event.data.get("move")).first()
    if move is None:
        return
    messages = [_referral_message(event, user) for user in _protectors(move.proposal)]
    if messages:
        commit_durably(lambda: _keep(messages, event.pk))


def _protectors(proposal: Proposal) -> list[User]:
    roles = [row.code for row in ROLES if Action.SAFEGUARD_RECEIVE in row.can]
    held = RoleAssignment.objects.filter(tenant=proposal.tenant, role__in=roles, user__is_active=True)
    people = {row.user_id: row.user for row in held.select_related("user")}
    return [user for user in people.values() if protects(user, proposal)]


def _referral_message(event: Event, user: User) -> Message:
    with override(user.language):
        return Message(
            tenant=event.tenant, event_id=event.pk, user=user, address=user.email or "", audience="officer",
            subject=gettext("A referral for protection waits for you"),
            body=gettext("Somebody may be in danger. Please read the referral today."),
            link=reverse("desk:referrals"), created_at=now(),
        )  # fmt: skip


def send(event_id: int) -> None:
    """By e-mail as well, where the installation has a mail server."""
    if settings.EMAIL_HOST:
        send_messages.enqueue(event_id, 1)


def _told(move: Move, event: Event) -> list[User]:
    """Proposer and followers; nobody hears what they just did themselves, save that it was received."""
    follows = Follow.objects.filter(proposal=move.proposal).select_related("user")
    people = {row.user_id: row.user for row in follows}
    if move.proposal.proposer is not None:
        people[move.proposal.proposer.pk] = move.proposal.proposer
    if move.to_state != "submitted":
        people = {pk: user for pk, user in people.items() if f"user:{pk}" != event.actor}
    return list(people.values())


def _message(event: Event, move: Move, *, user: User | None = None, address: str = "") -> Message:
    proposal, lang = move.proposal, user.language if user else "id"
    is_proposer = user is None or user.pk == proposal.proposer_id
    is_explained = event.action == Action.PROPOSAL_ANSWER_EXPLANATION
    with override(lang):
        return Message(
            tenant=proposal.tenant,
            event_id=event.pk,
            user=user,
            address=address or ((user.email or "") if user else ""),
            audience="proposer" if is_proposer else "follower",
            proposal_code=proposal.code or "",
            subject=subject_of(proposal, is_proposer=is_proposer),
            body=explained_body(move) if is_explained else body_of(move, lang, is_proposer=is_proposer),
            link=reverse("portal:trace", args=[proposal.code]),
            created_at=now(),
        )


@task()
def send_messages(event_id: int, tries: int, after: int = 0) -> None:
    """Send what an event made to those with an e-mail address, a few letters a task: nothing else waits.

    One that cannot be sent stops no other; all of those are tried again, later each time.
    """
    waiting = Message.objects.filter(event_id=event_id, sent_at=None, address__contains="@").order_by("pk")
    letters = list(waiting.filter(pk__gt=after)[:_LETTERS])
    is_answering = all(_is_tried(letter) for letter in letters)
    if is_answering and len(letters) == _LETTERS:
        send_messages.enqueue(event_id, tries, letters[-1].pk)
    elif tries < _TRIES and waiting.exists():
        wait = timedelta(minutes=4 ** min(tries, 5))
        send_messages.using(run_after=now() + wait).enqueue(event_id, tries + 1)


def _is_tried(message: Message) -> bool:
    """False where the mail server does not answer, so that trying the next letter is in vain."""
    is_answering = True
    try:
        send_mail(
            message.subject,
            f"{message.body}\n\n{settings.REMBUK_PUBLIC_URL}{message.link}",
            settings.DEFAULT_FROM_EMAIL,
            [message.address],
        )
    except Exception as error:  # whatever is wrong with this one, it must not hold up the others
        is_answering = isinstance(error, _REFUSALS) or not isinstance(error, OSError)
        message.error = (str(error) or repr(error))[:300]
    else:
        message.sent_at, message.error = now(), ""
    message.save(update_fields=["sent_at", "error"])
    return is_answering
