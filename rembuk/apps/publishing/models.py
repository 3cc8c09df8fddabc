"""Plan documents in their legal versions; guides, legal bases, questions and answers."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from rembuk.rules.forums import PLAN_VERSIONS


class PlanVersion(models.Model):
    """One version of a year's plan. Never overwritten: a correction is a new version."""

    tenant = models.CharField(max_length=13)
    cycle = models.ForeignKey("preparation.PlanningCycle", on_delete=models.PROTECT, related_name="versions")
    plan_year = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=16)
    title = models.CharField(max_length=160)
    note = models.TextField(blank=True)
    regulation_number = models.CharField(max_length=40, blank=True)
    regulation_year = models.PositiveSmallIntegerField(null=True)
    jdih_url = models.URLField(blank=True)
    prepared_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    prepared_at = models.DateTimeField()
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    verified_at = models.DateTimeField(null=True)
    published_at = models.DateTimeField(null=True)
    pdf_file = models.CharField(max_length=80, blank=True)
    pdf_sha256 = models.CharField(max_length=64, blank=True)
    csv_file = models.CharField(max_length=80, blank=True)
    csv_sha256 = models.CharField(max_length=64, blank=True)
    line_count = models.PositiveIntegerField(default=0)
    total = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "plan_year", "number"], name="plan_version_number_once"
            ),
            models.CheckConstraint(
                condition=Q(status__in=sorted(row.code for row in PLAN_VERSIONS)), name="plan_status_known"
            ),
            models.CheckConstraint(
                condition=Q(verified_by=None) | ~Q(verified_by=F("prepared_by")),
                name="plan_verified_by_another",
            ),
            models.CheckConstraint(
                condition=Q(published_at=None)
                | (~Q(verified_at=None) & ~Q(pdf_sha256="") & ~Q(csv_sha256="")),
                name="plan_published_after_verification_with_hashes",
            ),
            models.CheckConstraint(
                condition=~Q(status="adopted")
                | (~Q(regulation_number="") & ~Q(regulation_year=None) & ~Q(jdih_url="")),
                name="adopted_plan_names_its_regulation",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan_year} v{self.number}"


class PlanLine(models.Model):
    """One line of a version, as it stood then."""

    version = models.ForeignKey(PlanVersion, on_delete=models.CASCADE, related_name="lines")
    position = models.PositiveIntegerField()
    proposal_code = models.CharField(max_length=20)
    title = models.CharField(max_length=160)
    district_code = models.CharField(max_length=8)
    village_code = models.CharField(max_length=13)
    place_line = models.CharField(max_length=200)
    agency_code = models.CharField(max_length=40, blank=True)
    sub_activity_code = models.CharField(max_length=24, blank=True)
    volume = models.CharField(max_length=60, blank=True)
    amount = models.BigIntegerField()
    funding_source = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "position"], name="plan_line_position_once"),
            models.UniqueConstraint(fields=["version", "proposal_code"], name="proposal_once_a_version"),
        ]
        ordering = ["position"]

    def __str__(self) -> str:
        return self.proposal_code


class Article(models.Model):
    """A page officials write themselves: a guide, a question and its answer, a legal basis. Plain text."""

    tenant = models.CharField(max_length=13)
    kind = models.CharField(max_length=8)  # guide question law
    slug = models.SlugField(max_length=80)
    position = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(max_length=200)
    body = models.TextField(blank=True)
    title_en = models.CharField(max_length=200, blank=True)
    body_en = models.TextField(blank=True)
    law_number = models.CharField(max_length=120, blank=True)
    law_status = models.CharField(max_length=20, blank=True)  # in_force amended revoked unverified
    law_url = models.URLField(blank=True)
    edited_at = models.DateTimeField()
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tenant", "kind", "slug"], name="article_slug_once"),
            models.CheckConstraint(
                condition=Q(kind__in=["guide", "question", "law"]), name="article_kind_known"
            ),
        ]
        ordering = ["kind", "position", "id"]

    def __str__(self) -> str:
        return self.title
