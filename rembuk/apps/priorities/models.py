"""Criteria with fixed goalposts and weights, and the scores they give."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class Criterion(models.Model):
    """One yardstick of a cycle, from its worst to its best value."""

    tenant = models.CharField(max_length=13)
    cycle = models.ForeignKey("preparation.PlanningCycle", on_delete=models.CASCADE, related_name="criteria")
    code = models.CharField(max_length=30)
    label = models.CharField(max_length=120)
    source = models.CharField(max_length=30)  # figure of the proposal or its village; or "judged" 1..5
    lowest = models.DecimalField(max_digits=18, decimal_places=3)
    highest = models.DecimalField(max_digits=18, decimal_places=3)
    direction = models.CharField(max_length=7)  # benefit or cost
    weight = models.PositiveSmallIntegerField()
    position = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cycle", "code"], name="criterion_once_a_cycle"),
            models.CheckConstraint(condition=Q(highest__gt=F("lowest")), name="criterion_goalposts_apart"),
            models.CheckConstraint(
                condition=Q(direction__in=["benefit", "cost"]), name="criterion_direction_known"
            ),
            models.CheckConstraint(condition=Q(weight__lte=100), name="criterion_weight_to_100"),
        ]

    def __str__(self) -> str:
        return self.label


class Judgement(models.Model):
    """What an official gave for a criterion that no figure answers: 1 sangat rendah .. 5 sangat tinggi."""

    proposal = models.ForeignKey("proposals.Proposal", on_delete=models.CASCADE, related_name="judgements")
    criterion = models.ForeignKey(Criterion, on_delete=models.CASCADE, related_name="+")
    value = models.PositiveSmallIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["proposal", "criterion"], name="one_judgement_a_criterion"),
            models.CheckConstraint(condition=Q(value__gte=1, value__lte=5), name="judgement_from_1_to_5"),
        ]

    def __str__(self) -> str:
        return f"{self.proposal_id} {self.value}"


class ProposalScore(models.Model):
    """The score of a proposal in thousandths with the bars that make it: computed when something changes."""

    proposal = models.OneToOneField(
        "proposals.Proposal", on_delete=models.CASCADE, primary_key=True, related_name="priority"
    )
    total = models.PositiveIntegerField()
    bars = models.JSONField(
        default=list
    )  # [{code, label, value, known, points, most}], points in thousandths
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.proposal_id} {self.total}"


class Rescoring(models.Model):
    """How far the worker has come with the scores of a year whose criteria were changed.

    A row and no message, because it must outlive a restart and be seen by everybody who reads the list.
    """

    cycle = models.OneToOneField(
        "preparation.PlanningCycle", on_delete=models.CASCADE, primary_key=True, related_name="rescoring"
    )
    asked_at = models.DateTimeField()
    reached = models.BigIntegerField(default=0)  # the last proposal (id) that is scored anew
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField()  # as counted when it was asked for
    finished_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["asked_at"], name="rescoring_at_work", condition=Q(finished_at__isnull=True))
        ]

    def __str__(self) -> str:
        return f"{self.cycle_id} {self.done}/{self.total}"
