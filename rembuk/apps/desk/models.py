"""Decisions that are taken but not yet in force: kept while their officer can still undo them."""

from django.conf import settings
from django.db import models
from django.db.models import Q

KINDS = ("step", "confirm", "send_back")


class HeldDecision(models.Model):
    """One decision at the desk; the worker carries it out when its time is over (docs/adr/0013).

    Where it cannot be carried out any more, it stays with the reason until its officer has read it.
    """

    tenant = models.CharField(max_length=13)
    proposal = models.ForeignKey("proposals.Proposal", on_delete=models.CASCADE, related_name="+")
    batch = models.UUIDField()  # decided together, undone together
    kind = models.CharField(max_length=10, default="step")  # a step, or the answer of the second person
    step = models.CharField(max_length=40)  # id of rules.proposal_flow.STEPS
    inputs = models.JSONField(default=dict)  # as `kept` writes them
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    office = models.CharField(max_length=160, blank=True)  # whom others are told of
    at = models.DateTimeField()  # when it was decided: its stage is judged by this moment
    until = models.DateTimeField()  # not carried out before
    refusal_id = models.TextField(blank=True)  # why it could not be carried out, in both languages
    refusal_en = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["proposal"], condition=Q(refusal_id=""), name="one_held_decision_a_proposal"
            ),
            models.CheckConstraint(condition=Q(kind__in=KINDS), name="held_decision_kind_known"),
            models.CheckConstraint(
                condition=Q(refusal_id="", refusal_en="") | (~Q(refusal_id="") & ~Q(refusal_en="")),
                name="held_decision_refused_in_both_languages",
            ),
        ]
        indexes = [models.Index(fields=["by", "at"]), models.Index(fields=["until"])]

    def __str__(self) -> str:
        return f"{self.proposal_id} {self.step}"
