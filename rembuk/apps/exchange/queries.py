"""Reads of messages: one's own, and in the practice regency everybody's."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from rembuk.apps.core.format import moment_text
from rembuk.apps.people.models import User

from .models import Message

PAGE = 30


@dataclass(frozen=True, slots=True)
class Letter:
    """One message, ready to show."""

    pk: int
    to: str
    subject: str
    when: str
    body: tuple[str, ...]  # paragraphs
    link: str
    channel: str
    is_new: bool


def letters(rows: QuerySet[Message], before: int, lang: str) -> tuple[tuple[Letter, ...], int]:
    """A page, newest first, and the id before which the next begins (0: this was the last)."""
    if before:
        rows = rows.filter(id__lt=before)
    found = list(rows.select_related("user").order_by("-id")[: PAGE + 1])
    shown = tuple(
        Letter(
            pk=row.pk,
            to=row.user.name if row.user else row.address,
            subject=row.subject,
            when=moment_text(row.created_at, lang),
            body=tuple(row.body.split("\n\n")),
            link=row.link,
            channel="e-mail" if "@" in row.address else "",
            is_new=row.read_at is None,
        )
        for row in found[:PAGE]
    )
    return shown, found[PAGE - 1].pk if len(found) > PAGE else 0


def own(user: User) -> QuerySet[Message]:
    return Message.objects.filter(user=user)


def everybodys(tenant: str, about: str = "") -> QuerySet[Message]:
    """Only for the practice regency, where nobody is real; `about` is a code, or a person's name."""
    rows = Message.objects.filter(tenant=tenant)
    if about:
        rows = rows.filter(Q(proposal_code__istartswith=about) | Q(user__name__icontains=about))
    return rows
