"""What happened, in order. No foreign keys: nothing can be deleted away under the record."""

from django.db import models


class Event(models.Model):
    """One act, and the outbox: `seal` gives the row its place, `deliver` hands it on."""

    tenant = models.CharField(max_length=13)
    action = models.CharField(max_length=60)
    subject = models.CharField(max_length=80)
    region = models.CharField(max_length=13, blank=True)
    actor = models.CharField(max_length=80)
    at = models.DateTimeField()
    data = models.JSONField(default=dict)
    # Persons stand in the sealed entry only as H(salt || fields). With the salt erased and that hash in the
    # place of `actor`, the identity is gone and the log is whole.
    salt = models.CharField(max_length=32, blank=True)
    seq = models.PositiveBigIntegerField(null=True, unique=True)
    leaf = models.CharField(max_length=64, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["tenant", "subject", "id"]),
            models.Index(fields=["id"], name="event_unsealed", condition=models.Q(seq=None)),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(seq=None, leaf="") | (models.Q(seq__gt=0) & ~models.Q(leaf="")),
                name="event_sealed_with_place_and_leaf",
            )
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.subject}"


class Seal(models.Model):
    """The frontier of the Merkle log: one row, locked by the one who seals."""

    name = models.CharField(max_length=20, primary_key=True)
    size = models.PositiveBigIntegerField(default=0)
    frontier = models.JSONField(default=list)

    def __str__(self) -> str:
        return f"{self.name}: {self.size}"


class Checkpoint(models.Model):
    """The root of the log at one size, kept so that anyone can compare later."""

    size = models.PositiveBigIntegerField(unique=True)
    root = models.CharField(max_length=64)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.size} {self.root}"


class Cursor(models.Model):
    """How far one reader has read. The log itself never learns who reads it."""

    reader = models.CharField(max_length=60, primary_key=True)
    last_seq = models.PositiveBigIntegerField(default=0)
    held_until = models.DateTimeField(null=True)  # while a worker reads on: the others leave it alone

    def __str__(self) -> str:
        return f"{self.reader}: {self.last_seq}"


class FailedReaction(models.Model):
    """A reaction that failed: tried again, counted, shown to the administrator; it never blocks the next."""

    reaction = models.CharField(max_length=120)
    event_id = models.PositiveBigIntegerField()
    tries = models.PositiveSmallIntegerField(default=1)
    error = models.CharField(max_length=500)
    last_at = models.DateTimeField()
    given_up = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["reaction", "event_id"], name="failed_reaction_once")]

    def __str__(self) -> str:
        return f"{self.reaction} {self.event_id}"
