"""Criteria and scores; runs that share out the money of a round, and the one that was adopted."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class Criterion(models.Model):
    """One yardstick of a cycle, from its worst to its best value."""

    tenant = models.CharField(max_length=13)
    cycle = models.ForeignKey("preparation.PlanningCycle", on_delete=models.CASCADE, related_name="criteria")
    code = models.CharField(max_length=30)
    label = models.CharField(max_length=120)
    label_en = models.CharField(max_length=120, blank=True)
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


class PairAnswers(models.Model):
    """The judgments in pairs that the weights of a year were drawn from, and how well they agree."""

    cycle = models.OneToOneField(
        "preparation.PlanningCycle", on_delete=models.CASCADE, primary_key=True, related_name="pair_answers"
    )
    answers = models.JSONField()  # [[criterion, criterion, "3/1"]]
    ratio = models.DecimalField(max_digits=6, decimal_places=4)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ratio__gte=0), name="consistency_ratio_not_negative")
        ]

    def __str__(self) -> str:
        return f"{self.cycle_id} {self.ratio}"


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


class PackedRound(models.Model):
    """The ballots of a closed round as the engine reads them, so that a question does not read each anew."""

    round = models.OneToOneField(
        "rounds.Round", on_delete=models.CASCADE, primary_key=True, related_name="packed"
    )
    digest = models.CharField(max_length=64)  # SHA-256 of the election without ceilings and need fund
    ballots = models.BinaryField()

    def __str__(self) -> str:
        return f"{self.round_id} {self.digest[:8]}"


class AllocationRun(models.Model):
    """One way to share out the money of a closed round: parameters first, then what came out.

    A row and no message, because it must outlive a restart. What is done is never computed again.
    """

    tenant = models.CharField(max_length=13)
    round = models.ForeignKey("rounds.Round", on_delete=models.PROTECT, related_name="runs")
    number = models.PositiveIntegerField()
    parameters = models.JSONField()
    parameters_hash = models.CharField(max_length=64)  # SHA-256 of their canonical JSON
    input_hash = models.CharField(max_length=64, blank=True)  # of ballots, costs and ceilings together
    state = models.CharField(max_length=7, default="waiting")
    step = models.CharField(max_length=12, blank=True)  # what the worker does now
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    result = models.JSONField(default=dict)  # with certificate, as the engine writes it
    report = models.JSONField(default=dict)  # the fairness panel and the other rules beside it
    error_id = models.CharField(max_length=300, blank=True)
    error_en = models.CharField(max_length=300, blank=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    asked_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "number"], name="run_number_once_a_round"),
            models.UniqueConstraint(fields=["round", "parameters_hash"], name="run_asked_once"),
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "running", "done", "failed"]), name="run_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["done", "failed"], finished_at__isnull=False)
                | Q(state__in=["waiting", "running"], finished_at=None),
                name="run_finished_at_a_moment",
            ),
            models.CheckConstraint(
                condition=~Q(state="done") | ~Q(input_hash=""), name="run_done_names_its_input"
            ),
        ]
        ordering = ["-number"]

    def __str__(self) -> str:
        return f"{self.round_id}/{self.number} {self.state}"


class RunProject(models.Model):
    """What became of one project in a run, and why: the reason code and the figures of the explanation."""

    run = models.ForeignKey(AllocationRun, on_delete=models.CASCADE, related_name="projects")
    proposal = models.ForeignKey("proposals.Proposal", on_delete=models.PROTECT, related_name="+")
    project = models.CharField(max_length=20)
    title = models.CharField(max_length=160)
    place_line = models.CharField(max_length=200, blank=True)
    place_code = models.CharField(max_length=13)
    sector = models.CharField(max_length=30, blank=True)
    cost = models.PositiveBigIntegerField()
    need = models.PositiveSmallIntegerField(default=0)
    votes = models.PositiveBigIntegerField()
    selected = models.PositiveIntegerField(null=True)  # place in the order of selection; null: not funded
    reason = models.CharField(max_length=10)
    facts = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["run", "proposal"], name="proposal_once_a_run"),
            models.UniqueConstraint(fields=["run", "selected"], name="selected_one_by_one"),
            models.CheckConstraint(
                condition=Q(reason="FUNDED", selected__isnull=False)
                | (~Q(reason="FUNDED") & Q(selected=None)),
                name="selected_or_a_reason_why_not",
            ),
        ]
        ordering = ["selected", "project"]

    def __str__(self) -> str:
        return f"{self.project} {self.reason}"


class Adoption(models.Model):
    """The run that a round goes on with: put forward by one person, confirmed by another, then public.

    At most one a round. Once confirmed it is never taken back: the forum changes it line by line, in public.
    """

    round = models.OneToOneField("rounds.Round", on_delete=models.PROTECT, related_name="adoption")
    run = models.OneToOneField(AllocationRun, on_delete=models.PROTECT, related_name="adoption")
    reason = models.TextField()
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True)
    bundle_file = models.CharField(max_length=80, blank=True)
    bundle_sha256 = models.CharField(max_length=64, blank=True)
    ballots_file = models.CharField(max_length=80, blank=True)
    ballots_sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(confirmed_by=None) | ~Q(confirmed_by=F("proposed_by")),
                name="adoption_confirmed_by_another",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by=None, confirmed_at=None, bundle_sha256="", ballots_sha256="")
                | (
                    Q(confirmed_by__isnull=False, confirmed_at__isnull=False)
                    & ~Q(bundle_sha256="")
                    & ~Q(ballots_sha256="")
                ),
                name="adoption_confirmed_with_its_bundle",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="adoption_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.run_id}"


class ForumResultChange(models.Model):
    """Penyesuaian hasil musyawarah: a forum takes a project in or leaves it out, and says why. For ever."""

    adoption = models.ForeignKey(Adoption, on_delete=models.PROTECT, related_name="changes")
    number = models.PositiveIntegerField()
    project = models.ForeignKey(RunProject, on_delete=models.PROTECT, related_name="changes")
    taken_in = models.BooleanField()
    reason = models.TextField()
    forum = models.CharField(max_length=160)
    office = models.CharField(max_length=160)  # never a person's name
    decided_on = models.DateField()
    effect = models.JSONField()  # {before, after}: the figures of the panel
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["adoption", "number"], name="forum_change_number_once"),
            models.UniqueConstraint(fields=["adoption", "project"], name="project_changed_once_by_a_forum"),
            models.CheckConstraint(
                condition=~Q(reason="") & ~Q(forum="") & ~Q(office=""), name="forum_change_says_who_and_why"
            ),
        ]
        ordering = ["number"]

    def __str__(self) -> str:
        return f"{self.adoption_id}/{self.number}"
