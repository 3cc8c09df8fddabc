"""One planning year: cycle, stages, people involved, quotas, ceilings, checklist, rules of the game."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from rembuk.rules.proposal_flow import VARIANTS
from rembuk.rules.stages import StageCode


class PlanningCycle(models.Model):
    """Everything that leads to the plan of one year: "RKPD 2028 (disusun 2027)"."""

    tenant = models.CharField(max_length=13)
    plan_year = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=80)
    variant = models.CharField(max_length=20, default="partner_first")
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tenant", "plan_year"], name="one_cycle_a_plan_year"),
            models.CheckConstraint(
                condition=Q(variant__in=sorted(row.code for row in VARIANTS)), name="cycle_variant_known"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Stage(models.Model):
    """A window of the calendar. Moved at any time with a reason; audited and public."""

    tenant = models.CharField(max_length=13)
    cycle = models.ForeignKey(PlanningCycle, on_delete=models.CASCADE, related_name="stages")
    code = models.CharField(max_length=30)
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cycle", "code"], name="stage_once_a_cycle"),
            models.CheckConstraint(condition=Q(code__in=sorted(StageCode)), name="stage_known"),
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("opens_at")), name="stage_closes_after_it_opens"
            ),
        ]
        indexes = [models.Index(fields=["tenant", "opens_at", "closes_at"])]

    def __str__(self) -> str:
        return f"{self.cycle_id} {self.code}"


class StageChange(models.Model):
    """Who moved a window, when, from what to what, and why: shown on the public calendar."""

    stage = models.ForeignKey(Stage, on_delete=models.CASCADE, related_name="changes")
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    old_opens_at = models.DateTimeField()
    old_closes_at = models.DateTimeField()
    new_opens_at = models.DateTimeField()
    new_closes_at = models.DateTimeField()
    reason = models.TextField()
    letter_number = models.CharField(
        max_length=80, blank=True
    )  # of the letter that allows to pass a legal last day

    class Meta:
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.stage_id} {self.at:%Y-%m-%d}"


class StageExtension(models.Model):
    """A longer window for named villages, by a letter with its number."""

    stage = models.ForeignKey(Stage, on_delete=models.CASCADE, related_name="extensions")
    village_code = models.CharField(max_length=13)
    closes_at = models.DateTimeField()
    letter_number = models.CharField(max_length=80)
    reason = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["stage", "village_code"], name="one_extension_a_village"),
            models.CheckConstraint(condition=~Q(letter_number=""), name="extension_has_a_letter"),
        ]

    def __str__(self) -> str:
        return f"{self.stage_id} {self.village_code}"


class GameRules(models.Model):
    """One version of the Aturan Main: plain text with paragraphs and lists. An edit is a new version."""

    cycle = models.ForeignKey(PlanningCycle, on_delete=models.CASCADE, related_name="game_rules")
    version = models.PositiveSmallIntegerField()
    text = models.TextField()
    note = models.CharField(max_length=200, blank=True)  # what changed
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cycle", "version"], name="game_rules_version_once"),
            models.CheckConstraint(
                condition=Q(version__gte=1) & ~Q(text=""), name="game_rules_say_something"
            ),
        ]
        ordering = ["-version"]

    def __str__(self) -> str:
        return f"{self.cycle_id} v{self.version}"


class ChecklistItem(models.Model):
    """One thing to have ready before the year can start."""

    cycle = models.ForeignKey(PlanningCycle, on_delete=models.CASCADE, related_name="checklist")
    code = models.CharField(max_length=40)
    label = models.CharField(max_length=200)
    position = models.PositiveSmallIntegerField()
    note = models.CharField(max_length=300, blank=True)
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cycle", "code"], name="checklist_item_once"),
            models.CheckConstraint(
                condition=Q(done_at=None, done_by=None) | (~Q(done_at=None) & ~Q(done_by=None)),
                name="checklist_done_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.label


class Engagement(models.TextChoices):
    """How far an institution takes part: from being told to deciding together."""

    INFORM = "inform"
    CONSULT = "consult"
    INVOLVE = "involve"
    COLLABORATE = "collaborate"
    DECIDE = "decide"


class Stakeholder(models.Model):
    """An institution with a stake: its map is for the planning team, the public sees who is invited."""

    tenant = models.CharField(max_length=13)
    cycle = models.ForeignKey(PlanningCycle, on_delete=models.CASCADE, related_name="stakeholders")
    name = models.CharField(max_length=160)
    constituency = models.CharField(max_length=40)
    influence = models.PositiveSmallIntegerField()
    interest = models.PositiveSmallIntegerField()
    engagement = models.CharField(max_length=20, choices=Engagement.choices)
    is_invited = models.BooleanField(default=False)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cycle", "name"], name="stakeholder_once_a_cycle"),
            models.CheckConstraint(
                condition=Q(influence__gte=1, influence__lte=5, interest__gte=1, interest__lte=5),
                name="influence_and_interest_from_1_to_5",
            ),
            models.CheckConstraint(condition=Q(engagement__in=Engagement.values), name="engagement_known"),
        ]

    def __str__(self) -> str:
        return self.name


class QuotaRule(models.Model):
    """How many proposals one place may raise to the next level."""

    cycle = models.ForeignKey(PlanningCycle, on_delete=models.CASCADE, related_name="quotas")
    region_code = models.CharField(max_length=13)  # a village, or the whole government as the default
    most = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["cycle", "region_code"], name="one_quota_a_place")]

    def __str__(self) -> str:
        return f"{self.region_code} {self.most}"


class Ceiling(models.Model):
    """Pagu indikatif of one area, for all sectors or for one."""

    cycle = models.ForeignKey(PlanningCycle, on_delete=models.CASCADE, related_name="ceilings")
    region_code = models.CharField(max_length=13)
    sector = models.CharField(max_length=30, blank=True)  # a category of works; empty: all together
    amount = models.PositiveBigIntegerField()
    basis = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["cycle", "region_code", "sector"], name="one_ceiling_an_area_and_sector"
            ),
            models.CheckConstraint(condition=Q(amount__lte=10**15), name="ceiling_within_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.region_code} {self.amount}"


class CeilingVersion(models.Model):
    """One calculation of the ceilings with everything it came from: an annex to the Bupati's decision.

    Never changed: a correction is the next version. `inputs` and `result` are exact, numbers as text.
    """

    cycle = models.ForeignKey(PlanningCycle, on_delete=models.CASCADE, related_name="ceiling_versions")
    version = models.PositiveSmallIntegerField()
    income = models.PositiveBigIntegerField()  # of the region, in rupiah, as are the next three
    mandatory = models.PositiveBigIntegerField()  # spending that law or contract demands
    minimum_service = models.PositiveBigIntegerField()  # SPM
    earmarked = models.PositiveBigIntegerField()  # transfers with a purpose of their own
    area_percent = models.PositiveSmallIntegerField()  # of what is left, how much the areas share
    shared = models.PositiveBigIntegerField()
    inputs = models.JSONField()
    result = models.JSONField()
    sha256 = models.CharField(max_length=64)  # of all figures above, in canonical JSON
    basis = models.CharField(max_length=200)  # the decision it is an annex to
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cycle", "version"], name="ceiling_version_once"),
            models.CheckConstraint(
                condition=Q(version__gte=1, area_percent__gte=1, area_percent__lte=100) & ~Q(basis=""),
                name="ceiling_version_has_a_basis",
            ),
            models.CheckConstraint(
                condition=Q(income__lte=10**16)
                & Q(income__gte=F("mandatory") + F("minimum_service") + F("earmarked") + F("shared")),
                name="ceiling_version_shares_what_there_is",
            ),
        ]
        ordering = ["-version"]

    def __str__(self) -> str:
        return f"{self.cycle_id} v{self.version}"


class LedgerLine(models.Model):
    """What one sub-district received in one plan year, beside its fair share of the same money."""

    tenant = models.CharField(max_length=13)
    plan_year = models.PositiveSmallIntegerField()
    district_code = models.CharField(max_length=8)
    received = models.PositiveBigIntegerField()
    fair = models.PositiveBigIntegerField()
    basis = models.CharField(max_length=20)  # "v2": shares of that version; "usual": the usual weights
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "plan_year", "district_code"], name="ledger_line_once_a_year"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.district_code} {self.plan_year}"


class Usage(models.Model):
    """What a place has used of quota and ceiling: counted by the steps of proposals, reconciled nightly.

    Kept here, because a page that shows what is left may not add up a million proposals.
    """

    cycle = models.ForeignKey(PlanningCycle, on_delete=models.CASCADE, related_name="usage")
    region_code = models.CharField(max_length=13)  # a village: proposals raised; a district: money agreed
    sector = models.CharField(max_length=30, blank=True)
    count = models.IntegerField(default=0)
    amount = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["cycle", "region_code", "sector"], name="one_usage_a_place_and_sector"
            )
        ]

    def __str__(self) -> str:
        return f"{self.region_code} {self.count} {self.amount}"
