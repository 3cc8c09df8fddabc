"""Rounds, what stands on their ballots, who took part, what was chosen: these two never meet (ADR 0014)."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from rembuk.rules.rounds import AgeBand, BallotType, Limits, RoundState, SetAsideKind, Sex

from .random_keys import RandomKey

MOST_MONEY = 10**15


class Round(models.Model):
    """One penjaringan prioritas: a place, perhaps a theme, money, and rules that are fixed when it opens."""

    tenant = models.CharField(max_length=13)
    code = models.CharField(max_length=20)  # in its address
    cycle = models.ForeignKey("preparation.PlanningCycle", on_delete=models.PROTECT, related_name="rounds")
    place_code = models.CharField(max_length=13)  # residents of this place, proposals of this place
    theme = models.CharField(max_length=30, blank=True)  # a category of works; empty: all
    title = models.CharField(max_length=160)
    about = models.TextField(blank=True)
    ballot_type = models.CharField(max_length=12)
    most_projects = models.PositiveSmallIntegerField(default=0)  # on one ballot; 0: no limit
    most_points = models.PositiveSmallIntegerField(default=0)  # to share out; points alone
    budget = models.PositiveBigIntegerField()  # whole rupiah
    minimum_age = models.PositiveSmallIntegerField()
    delegate_weight = models.PositiveSmallIntegerField(default=1)  # of every delegate alike
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    state = models.CharField(max_length=6, default="draft")
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    parameters = models.TextField(blank=True)  # canonical JSON of all that decides, as it was when it opened
    parameters_hash = models.CharField(max_length=64, blank=True)  # SHA-256 of it
    seed = models.CharField(max_length=64, blank=True)  # of the lot; secret until the round is closed
    seed_hash = models.CharField(max_length=64, blank=True)  # SHA-256 of it, public when the round opens
    receipts_hash = models.CharField(max_length=64, blank=True)  # SHA-256 of the receipts, at closing
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tenant", "code"], name="round_code_once"),
            models.CheckConstraint(condition=Q(state__in=sorted(RoundState)), name="round_state_known"),
            models.CheckConstraint(
                condition=Q(ballot_type__in=sorted(BallotType)), name="round_ballot_type_known"
            ),
            models.CheckConstraint(
                condition=Q(budget__gte=1, budget__lte=MOST_MONEY), name="round_budget_within_reason"
            ),
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("opens_at")), name="round_closes_after_it_opens"
            ),
            models.CheckConstraint(
                condition=Q(delegate_weight__gte=1) & Q(minimum_age__lte=99), name="round_weight_and_age"
            ),
            models.CheckConstraint(
                condition=~Q(ballot_type="points") | Q(most_points__gte=1), name="round_points_to_share_out"
            ),
            models.CheckConstraint(
                condition=Q(state="draft", opened_at=None, parameters_hash="", seed_hash="")
                | (~Q(state="draft") & ~Q(opened_at=None) & ~Q(parameters_hash="") & ~Q(seed_hash="")),
                name="round_is_fixed_when_it_opens",
            ),
            models.CheckConstraint(
                condition=(Q(state="closed") & ~Q(closed_at=None)) | (~Q(state="closed") & Q(closed_at=None)),
                name="round_closed_at_a_moment",
            ),
        ]
        indexes = [models.Index(fields=["tenant", "cycle", "place_code"])]
        ordering = ["-opens_at", "id"]

    def __str__(self) -> str:
        return self.title

    @property
    def limits(self) -> Limits:
        """What a ballot of this round may hold."""
        return Limits(BallotType(self.ballot_type), self.most_projects, self.most_points, self.budget)


class RoundProject(models.Model):
    """A proposal as it stands on the ballot; cost and words no longer follow it once the round is open."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="projects")
    proposal = models.ForeignKey("proposals.Proposal", on_delete=models.PROTECT, related_name="+")
    project = models.CharField(max_length=20)  # its id in every count: the code of the proposal
    title = models.CharField(max_length=160)
    cost = models.PositiveBigIntegerField()  # whole rupiah
    need = models.PositiveSmallIntegerField(default=0)  # needs score 0..1000
    place_code = models.CharField(max_length=13)
    place_line = models.CharField(max_length=200, blank=True)
    sector = models.CharField(max_length=30, blank=True)  # its category of works
    photo = models.CharField(max_length=80, blank=True)  # the first picture of the problem

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "proposal"], name="proposal_once_a_round"),
            models.UniqueConstraint(fields=["round", "project"], name="project_once_a_round"),
            models.CheckConstraint(
                condition=Q(cost__gte=1, cost__lte=MOST_MONEY), name="round_project_cost_within_reason"
            ),
            models.CheckConstraint(condition=Q(need__lte=1000), name="round_project_need_to_1000"),
        ]
        ordering = ["project"]

    def __str__(self) -> str:
        return f"{self.project} {self.title}"


class SetAside(models.Model):
    """A proposal that is paid before any ceiling is shared: it stands in no round."""

    proposal = models.OneToOneField(
        "proposals.Proposal", on_delete=models.CASCADE, primary_key=True, related_name="set_aside"
    )
    kind = models.CharField(max_length=16)
    note = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=sorted(SetAsideKind)), name="set_aside_kind_known")
        ]

    def __str__(self) -> str:
        return f"{self.proposal_id} {self.kind}"


class PrintedCode(models.Model):
    """A one-time code on a slip of paper, for a resident without a telephone. Only its hash is kept."""

    id = RandomKey()
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="printed_codes")
    code_hash = models.CharField(max_length=64)
    village_code = models.CharField(max_length=13)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "code_hash"], name="printed_code_once")]

    def __str__(self) -> str:
        return f"{self.round_id} {self.village_code}"


class Participation(models.Model):
    """That a person, or the holder of a printed code, has a ballot in a round. Not which, nor since when."""

    id = RandomKey()
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="participations")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    code = models.OneToOneField(PrintedCode, on_delete=models.PROTECT, null=True, related_name="used_by")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "person"], name="one_person_one_ballot"),
            models.CheckConstraint(
                condition=(Q(person=None) & ~Q(code=None)) | (~Q(person=None) & Q(code=None)),
                name="participation_of_a_person_or_a_code",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round_id}"


class Ballot(models.Model):
    """What was chosen. No person, moment or order; found again by the hash of its holder's receipt alone."""

    id = RandomKey()
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="ballots")
    receipt_hash = models.CharField(max_length=64)
    choice = models.JSONField(default=dict)  # {project: points}, by project; 1 where none are given
    weight = models.PositiveSmallIntegerField(default=1)
    village_code = models.CharField(max_length=13, blank=True)
    sex = models.CharField(max_length=6, blank=True)
    age_band = models.CharField(max_length=5, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "receipt_hash"], name="receipt_once_a_round"),
            models.CheckConstraint(condition=Q(weight__gte=1), name="ballot_weighs_something"),
            models.CheckConstraint(condition=Q(sex__in=["", *sorted(Sex)]), name="ballot_sex_known"),
            models.CheckConstraint(
                condition=Q(age_band__in=["", *sorted(AgeBand)]), name="ballot_age_band_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round_id}"


class PaperEntry(models.Model):
    """A paper ballot as one person typed it; two people type each, and only what agrees is counted."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="paper_entries")
    code = models.ForeignKey(PrintedCode, on_delete=models.PROTECT, related_name="entries")
    turn = models.PositiveSmallIntegerField()  # 1 or 2
    choice = models.JSONField(default=dict)
    sex = models.CharField(max_length=6, blank=True)
    age_band = models.CharField(max_length=5, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code", "turn"], name="paper_typed_twice_at_most"),
            models.UniqueConstraint(fields=["code", "by"], name="paper_typed_by_two_people"),
            models.CheckConstraint(condition=Q(turn__in=[1, 2]), name="paper_turn_known"),
        ]

    def __str__(self) -> str:
        return f"{self.code_id} {self.turn}"
