"""Messages to people: written by a reaction, sent by the worker, kept where everybody finds theirs."""

from django.conf import settings
from django.db import models
from django.db.models import Q


class Message(models.Model):
    """One message to one person; the same event never tells the same person twice."""

    tenant = models.CharField(max_length=13)
    event_id = models.PositiveBigIntegerField(null=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="messages"
    )
    address = models.CharField(max_length=254, blank=True)  # e-mail or telephone
    audience = models.CharField(max_length=10)  # proposer follower officer
    proposal_code = models.CharField(max_length=20, blank=True)
    subject = models.CharField(max_length=160)
    body = models.TextField()
    link = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["event_id", "user"], name="message_once_a_person_and_event"),
            models.UniqueConstraint(
                fields=["event_id", "address"],
                condition=Q(user=None),
                name="message_once_an_address_and_event",
            ),
        ]
        indexes = [models.Index(fields=["user", "-id"]), models.Index(fields=["tenant", "-id"])]

    def __str__(self) -> str:
        return self.subject
