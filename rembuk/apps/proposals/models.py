"""Proposals (usulan) and what belongs to one: moves, photographs, supporters, waiting decisions."""

from datetime import UTC

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from rembuk.rules.proposal_flow import Channel, State
from rembuk.rules.reasons import ReasonCode

from .readiness import AffectedStatement, ReadinessAnswer

__all__ = [
    "AffectedStatement", "Explanation", "Follow", "Move", "Photo", "Proposal", "ProposerContact",
    "ReadinessAnswer", "Referral", "Support", "WaitingDecision",
]  # fmt: skip

_LARGEST_AMOUNT = 10**15


def _amount(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(**{name: None}) | Q(**{f"{name}__gte": 0, f"{name}__lte": _LARGEST_AMOUNT}),
        name=f"proposal_{name}_within_reason",
    )


def _public_index(field: str) -> models.Index:
    return models.Index(
        fields=["tenant", field, "-id"], name=f"proposal_public_{field}", condition=Q(is_public=True)
    )


class Proposal(models.Model):
    """One need of one place. Its state is written by actions.move alone."""

    tenant = models.CharField(max_length=13)
    uuid = models.UUIDField()  # made by the client: a retry finds the same row
    code = models.CharField(max_length=20, null=True)  # given at submission: NSW-27-7K4M2P-X
    cycle = models.ForeignKey(
        "preparation.PlanningCycle", on_delete=models.PROTECT, null=True, related_name="+"
    )
    plan_year = models.PositiveSmallIntegerField(null=True)
    channel = models.CharField(max_length=10, default="musrenbang")
    track = models.CharField(max_length=10, blank=True)  # of the village: desa or kelurahan
    state = models.CharField(max_length=24, default="draft")
    state_since = models.DateTimeField()
    due_on = models.DateField(null=True)  # when the present reviewer should have answered
    is_public = models.BooleanField(default=False)  # neither a draft nor safeguarded
    returned_from = models.CharField(max_length=24, blank=True)  # the state that returned it
    times_proposed = models.PositiveSmallIntegerField(default=1)

    # Where
    district_code = models.CharField(max_length=8, blank=True)
    village_code = models.CharField(max_length=13, blank=True)
    rt = models.CharField(max_length=3, blank=True)
    rw = models.CharField(max_length=3, blank=True)
    address = models.CharField(max_length=200, blank=True)
    lat = models.FloatField(null=True)
    lon = models.FloatField(null=True)
    morton = models.BigIntegerField(null=True)

    # What
    problem = models.TextField(blank=True)
    work = models.TextField(blank=True)
    own_words = models.JSONField(default=dict)  # what the proposer wrote before the village completed it
    category = models.CharField(max_length=30, blank=True)
    volume = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    unit = models.CharField(max_length=40, blank=True)
    beneficiaries = models.PositiveIntegerField(null=True)
    contribution = models.TextField(blank=True)  # swadaya
    upkeep = models.TextField(blank=True)
    estimated_cost = models.BigIntegerField(null=True)
    # Why this cost is far from the price standards.
    price_reason = models.TextField(blank=True, default="", db_default="")
    amount_agreed = models.BigIntegerField(null=True)
    amount_budgeted = models.BigIntegerField(null=True)
    amount_spent = models.BigIntegerField(null=True)
    progress_percent = models.PositiveSmallIntegerField(null=True)

    # Who
    proposer = models.ForeignKey(  # its index is the one below that begins with it
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="proposals",
        db_index=False,
    )
    proposer_line = models.CharField(
        max_length=140, blank=True
    )  # "Warga RT 03/RW 02", or the name by own choice
    assisted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    # Review
    agency_code = models.CharField(max_length=40, blank=True)
    first_agency_code = models.CharField(max_length=40, blank=True)  # SIPD nama_skpd_awal
    agency_group = models.CharField(max_length=40, blank=True)
    sub_activity_code = models.CharField(max_length=24, blank=True)
    funding_source = models.CharField(max_length=40, blank=True)
    eligibility = models.CharField(max_length=24, blank=True)
    rank = models.PositiveIntegerField(null=True)
    score = models.PositiveIntegerField(null=True)  # thousandths, from priorities
    village_plan_year = models.PositiveSmallIntegerField(null=True)
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="merged", db_index=False
    )
    references = models.JSONField(default=dict)  # input code -> reference given (budget_line, regulation...)

    # Prepared when writing, so that reading pages compute nothing
    title = models.CharField(max_length=160, blank=True)
    place_line = models.CharField(max_length=200, blank=True)
    canonical = models.TextField(blank=True)  # lower-case words for search
    support_count = models.PositiveIntegerField(default=0)
    photo_count = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tenant", "uuid"], name="proposal_uuid_once"),
            models.UniqueConstraint(fields=["tenant", "code"], name="proposal_code_once"),
            models.CheckConstraint(condition=Q(state__in=sorted(State)), name="proposal_state_known"),
            models.CheckConstraint(condition=Q(channel__in=sorted(Channel)), name="proposal_channel_known"),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(state="withdrawn") | ~Q(code=None),
                name="proposal_submitted_has_code",
            ),
            models.CheckConstraint(
                condition=Q(is_public=False) | ~Q(state__in=["draft", "safeguarded"]),
                name="proposal_hidden_is_not_public",
            ),
            models.CheckConstraint(
                condition=(Q(state="merged") & ~Q(merged_into=None))
                | (~Q(state="merged") & Q(merged_into=None)),
                name="proposal_merged_has_a_target",
            ),
            models.CheckConstraint(condition=~Q(merged_into=F("id")), name="proposal_not_merged_into_itself"),
            models.CheckConstraint(
                condition=Q(lat=None, lon=None)
                | Q(lat__gte=-11.5, lat__lte=6.5, lon__gte=94.5, lon__lte=141.5),
                name="proposal_point_in_indonesia",
            ),
            models.CheckConstraint(
                condition=Q(volume=None) | Q(volume__gt=0), name="proposal_volume_positive"
            ),
            models.CheckConstraint(
                condition=Q(progress_percent=None) | Q(progress_percent__lte=100),
                name="proposal_progress_percent",
            ),
            *(_amount(n) for n in ("estimated_cost", "amount_agreed", "amount_budgeted", "amount_spent")),
        ]
        indexes = [
            models.Index(fields=["tenant", "-id"], name="proposal_public_list", condition=Q(is_public=True)),
            # The public list narrowed by one thing: without these a million rows are sorted for twenty.
            *(_public_index(field) for field in ("district_code", "state", "plan_year")),
            models.Index(fields=["tenant", "village_code", "-id"]),
            models.Index(fields=["tenant", "district_code", "state", "-id"]),
            models.Index(fields=["tenant", "state", "due_on", "id"]),
            models.Index(fields=["tenant", "agency_code", "state", "due_on"]),
            models.Index(fields=["tenant", "category", "-id"]),
            models.Index(fields=["tenant", "morton"]),
            models.Index(fields=["proposer", "-id"]),
            # Only the few that are merged: an index full of NULL is one that no planner trusts.
            models.Index(
                fields=["merged_into"], name="proposal_merged", condition=Q(merged_into__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code or self.uuid} {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("portal:trace", args=[self.code])


class ProposerContact(models.Model):
    """Where the answer is sent. Apart from the proposal: never public, and erased without touching it."""

    proposal = models.OneToOneField(
        Proposal, on_delete=models.CASCADE, primary_key=True, related_name="contact"
    )
    name = models.CharField(max_length=120, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True)
    consent = models.CharField(max_length=40, blank=True)  # how consent was given: form, spoken, paper

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(phone="", email="") | ~Q(consent=""), name="contact_or_recorded_consent"
            )
        ]

    def __str__(self) -> str:
        return f"contact of {self.proposal_id}"


class Move(models.Model):
    """One step of a proposal's life, with who, why and how much; kept for ever."""

    tenant = models.CharField(max_length=13)
    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="moves")
    step = models.CharField(max_length=40)  # id of rules.proposal_flow.STEPS, or "unmerge"
    from_state = models.CharField(max_length=24)
    to_state = models.CharField(max_length=24)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    second = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    role = models.CharField(max_length=40)  # in which role, or "system"
    office = models.CharField(max_length=160, blank=True)  # "Kecamatan Sukamaju", shown to the public
    review = models.CharField(max_length=10, blank=True)
    recommendation = models.TextField(blank=True)
    amount = models.BigIntegerField(null=True)
    coefficient = models.CharField(max_length=120, blank=True)
    reason_code = models.CharField(max_length=24, blank=True)
    reason_text = models.TextField(blank=True)
    inputs = models.JSONField(default=dict)  # the other inputs of the step, public ones only

    class Meta:
        indexes = [models.Index(fields=["proposal", "id"]), models.Index(fields=["tenant", "-id"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(reason_code="") | Q(reason_code__in=sorted(ReasonCode)), name="move_reason_known"
            ),
            models.CheckConstraint(
                condition=Q(by=None, role="system") | (~Q(by=None) & ~Q(role="system")),
                name="move_made_by_a_person_or_the_system",
            ),
            models.CheckConstraint(
                condition=Q(second=None) | ~Q(second=F("by")), name="move_four_eyes_are_two"
            ),
            models.CheckConstraint(
                condition=~Q(to_state__in=["rejected", "cancelled"])
                | (~Q(reason_code="") & ~Q(reason_text="")),
                name="move_refusal_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.proposal_id} {self.step}"


class WaitingDecision(models.Model):
    """A rejection or cancellation that a second person has yet to confirm (four eyes)."""

    proposal = models.OneToOneField(
        Proposal, on_delete=models.CASCADE, primary_key=True, related_name="waiting"
    )
    tenant = models.CharField(max_length=13)
    step = models.CharField(max_length=40)
    second_role = models.CharField(max_length=40)
    inputs = models.JSONField(default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.proposal_id} {self.step}"

    @property
    def mark(self) -> str:
        """What tells this paper from any other that was prepared on the same proposal."""
        return self.at.astimezone(UTC).isoformat()


class Referral(models.Model):
    """A disclosure handed over to the protection service. Never public; only its officers read it."""

    proposal = models.OneToOneField(
        Proposal, on_delete=models.CASCADE, primary_key=True, related_name="referral"
    )
    tenant = models.CharField(max_length=13)
    note = models.TextField()  # what the protection officer has to know
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    office = models.CharField(max_length=160, blank=True)
    at = models.DateTimeField()
    received_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    received_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(received_at=None, received_by=None)
                | (~Q(received_at=None) & ~Q(received_by=None)),
                name="referral_received_by_somebody",
            )
        ]
        indexes = [models.Index(fields=["tenant", "at"])]

    def __str__(self) -> str:
        return f"{self.proposal_id}"


class Explanation(models.Model):
    """Minta penjelasan: once per rejection, answered by the superior of the review within 10 working days."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="explanations")
    move = models.OneToOneField(Move, on_delete=models.CASCADE, related_name="explanation")
    superior_role = models.CharField(max_length=40)
    question = models.TextField()
    asked_at = models.DateTimeField()
    due_on = models.DateField()
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at=None, answered_by=None, answer="")
                | (~Q(answered_at=None) & ~Q(answered_by=None) & ~Q(answer="")),
                name="explanation_answered_by_somebody",
            )
        ]

    def __str__(self) -> str:
        return f"{self.proposal_id} {self.asked_at:%Y-%m-%d}"


class Photo(models.Model):
    """A photograph, decoded and encoded anew; its file name is random."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="photos")
    move = models.ForeignKey(Move, on_delete=models.CASCADE, null=True, related_name="photos")
    kind = models.CharField(max_length=10)  # problem survey progress final handover
    file = models.CharField(max_length=80)  # below MEDIA_ROOT
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()
    sha256 = models.CharField(max_length=64)
    at = models.DateTimeField()
    caption = models.CharField(max_length=160, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["proposal", "kind", "sha256"], name="photo_once_a_proposal"),
            models.CheckConstraint(
                condition=Q(kind__in=["problem", "survey", "progress", "final"]), name="photo_kind_known"
            ),
        ]

    def __str__(self) -> str:
        return self.file


class Support(models.Model):
    """One person's support; one per account is a fact of the database. Never listed."""

    tenant = models.CharField(max_length=13)
    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="supports")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["proposal", "user"], name="one_support_a_person")]

    def __str__(self) -> str:
        return f"{self.proposal_id}"


class Follow(models.Model):
    """A person who is told of each step. Never listed."""

    tenant = models.CharField(max_length=13)
    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="follows")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["proposal", "user"], name="one_follow_a_person")]

    def __str__(self) -> str:
        return f"{self.proposal_id}"
