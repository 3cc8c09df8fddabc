"""Rows of what is known before a decision: answers about readiness, and what those it touches say.

Part of the models of this app; a file of its own, because no step of a proposal writes them.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q

from rembuk.rules.readiness import MOST_TOUCHED, Answer, Check, Stance, Touch


class ReadinessAnswer(models.Model):
    """One check of one proposal, as it was answered last; the log keeps what was said before."""

    proposal = models.ForeignKey("proposals.Proposal", on_delete=models.CASCADE, related_name="readiness")
    item = models.CharField(max_length=20)
    answer = models.CharField(max_length=12)
    note = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    office = models.CharField(max_length=160)

    class Meta:
        app_label = "proposals"
        constraints = [
            models.UniqueConstraint(fields=["proposal", "item"], name="readiness_answered_once"),
            models.CheckConstraint(
                condition=Q(item__in=sorted(map(str, Check))), name="readiness_item_known"
            ),
            models.CheckConstraint(
                condition=Q(answer__in=sorted(map(str, Answer))), name="readiness_answer_known"
            ),
            models.CheckConstraint(
                condition=Q(answer=str(Answer.YES)) | ~Q(note=""), name="readiness_no_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.proposal_id} {self.item} {self.answer}"


class AffectedStatement(models.Model):
    """What residents say whose land, trees, trade or access the works touch; never with a name.

    The words are read by those who decide; the public reads how many, of what, and whether they agree.
    """

    proposal = models.ForeignKey("proposals.Proposal", on_delete=models.CASCADE, related_name="affected")
    touched = models.CharField(max_length=10)
    stance = models.CharField(max_length=12)
    people = models.PositiveIntegerField()
    what = models.CharField(max_length=200)
    statement = models.TextField()
    is_own = models.BooleanField(default=False)  # by a resident for themselves
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    office = models.CharField(max_length=160)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "proposals"
        constraints = [
            models.CheckConstraint(condition=Q(touched__in=sorted(map(str, Touch))), name="touched_known"),
            models.CheckConstraint(condition=Q(stance__in=sorted(map(str, Stance))), name="stance_known"),
            models.CheckConstraint(
                condition=Q(people__gte=1, people__lte=MOST_TOUCHED), name="somebody_is_affected"
            ),
            models.CheckConstraint(condition=~Q(what="") & ~Q(statement=""), name="statement_says_something"),
        ]
        indexes = [models.Index(fields=["proposal", "id"], name="affected_of_a_proposal")]

    def __str__(self) -> str:
        return f"{self.proposal_id} {self.touched} {self.stance}"
