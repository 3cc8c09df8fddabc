"""Forums: who takes part, what is decided item by item, and the minutes that make it count."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from rembuk.rules.forums import FORUM_TYPES, ForumState


class Forum(models.Model):
    """One sitting of one level: Musrenbang Desa Sukamaju, Forum Perangkat Daerah..."""

    tenant = models.CharField(max_length=13)
    code = models.CharField(max_length=30)  # in its address
    cycle = models.ForeignKey("preparation.PlanningCycle", on_delete=models.CASCADE, related_name="forums")
    type = models.CharField(max_length=30)
    theme = models.CharField(max_length=30, blank=True)
    region_code = models.CharField(max_length=13)  # the place it speaks for
    agency_code = models.CharField(max_length=40, blank=True)
    title = models.CharField(max_length=160)
    organiser = models.CharField(max_length=120)
    place = models.CharField(max_length=160)
    starts_at = models.DateTimeField()
    state = models.CharField(max_length=16, default="scheduled")
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    quorum_note = models.TextField(blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tenant", "code"], name="forum_code_once"),
            models.CheckConstraint(condition=Q(state__in=sorted(ForumState)), name="forum_state_known"),
            models.CheckConstraint(
                condition=Q(type__in=sorted(row.code for row in FORUM_TYPES)), name="forum_type_known"
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None) | Q(closed_at__gte=F("opened_at")),
                name="forum_closes_after_it_opens",
            ),
        ]
        indexes = [models.Index(fields=["tenant", "cycle", "type", "region_code"])]

    def __str__(self) -> str:
        return self.title


class AgendaItem(models.Model):
    """One point of the agenda with its minutes of time."""

    forum = models.ForeignKey(Forum, on_delete=models.CASCADE, related_name="agenda")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=160)
    minutes = models.PositiveSmallIntegerField()
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["forum", "position"], name="agenda_position_once")]
        ordering = ["position"]

    def __str__(self) -> str:
        return self.title


class Participant(models.Model):
    """A person invited or present. Sex and element are counted; telephone and address stay in the archive."""

    forum = models.ForeignKey(Forum, on_delete=models.CASCADE, related_name="participants")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    name = models.CharField(max_length=120)
    institution = models.CharField(max_length=120, blank=True)
    constituency = models.CharField(max_length=40)
    sex = models.CharField(max_length=1)  # L or P
    kind = models.CharField(max_length=10, default="resident")  # official, delegate, resident
    phone = models.CharField(max_length=20, blank=True)
    address = models.CharField(max_length=160, blank=True)
    is_invited = models.BooleanField(default=True)
    arrived_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["forum", "name", "institution"], name="participant_once_a_forum"),
            models.CheckConstraint(condition=Q(sex__in=["L", "P"]), name="participant_sex_known"),
            models.CheckConstraint(
                condition=Q(kind__in=["official", "delegate", "resident"]), name="participant_kind_known"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ForumItems(models.QuerySet["ForumItem"]):
    """Items of forums."""

    def listed(self, forum: Forum) -> "ForumItems":
        """What stands on the list; a proposal handed to the protection officer is on no list any more."""
        return self.filter(forum=forum, proposal__is_public=True)


class ForumItem(models.Model):
    """A proposal on a forum's list with its decision, which becomes a step once the minutes are signed."""

    forum = models.ForeignKey(Forum, on_delete=models.CASCADE, related_name="items")
    proposal = models.ForeignKey("proposals.Proposal", on_delete=models.PROTECT, related_name="forum_items")
    position = models.PositiveIntegerField()  # in the list that came to the forum
    rank = models.PositiveIntegerField(null=True)  # what the forum gave it
    outcome = models.CharField(max_length=24, blank=True)
    inputs = models.JSONField(default=dict)  # reason_code, reason_text, amount, village_plan_line ...
    merge_target = models.ForeignKey(
        "proposals.Proposal", on_delete=models.PROTECT, null=True, related_name="+"
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    # Where the signature found it, if it had gone on by itself: then the decision does not count.
    gone_to = models.CharField(max_length=24, blank=True, db_default="")

    objects = ForumItems.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["forum", "proposal"], name="proposal_once_a_forum"),
            models.CheckConstraint(
                condition=Q(outcome="", decided_by=None, decided_at=None)
                | (~Q(outcome="") & ~Q(decided_by=None) & ~Q(decided_at=None)),
                name="outcome_decided_by_somebody",
            ),
        ]
        ordering = ["position"]

    def __str__(self) -> str:
        return f"{self.forum_id} {self.proposal_id}"


class Minutes(models.Model):
    """The Berita Acara of a forum: drafted, read aloud, signed; both renderings with their hashes."""

    forum = models.OneToOneField(Forum, on_delete=models.CASCADE, primary_key=True, related_name="minutes")
    number = models.CharField(max_length=80, blank=True)  # the letter number may be typed later
    notes = models.TextField(blank=True)
    objections = models.TextField(blank=True)  # catatan keberatan, printed
    delegates = models.JSONField(default=list)
    drafted_at = models.DateTimeField()
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    read_at = models.DateTimeField(null=True)
    read_by = models.CharField(max_length=120, blank=True)
    signed_at = models.DateTimeField(null=True)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    signer_office = models.CharField(max_length=120, blank=True)
    signing_path = models.CharField(max_length=20, blank=True)
    archive_file = models.CharField(max_length=80, blank=True)
    archive_sha256 = models.CharField(max_length=64, blank=True)
    public_file = models.CharField(max_length=80, blank=True)
    public_sha256 = models.CharField(max_length=64, blank=True)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(signed_at=None, signed_by=None, archive_sha256="", public_sha256="")
                | (~Q(signed_at=None) & ~Q(signed_by=None) & ~Q(archive_sha256="") & ~Q(public_sha256="")),
                name="minutes_signed_with_both_hashes",
            ),
            models.CheckConstraint(
                condition=Q(signed_at=None) | ~Q(read_at=None), name="minutes_read_before_signed"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.forum_id} {self.number}"
