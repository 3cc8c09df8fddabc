"""What the house itself remembers: which public data changed, and how often somebody tried something."""

from django.db import models


class Version(models.Model):
    """The last change of one kind of public data of one government: cached pages hang on it."""

    tenant = models.CharField(max_length=13)
    kind = models.CharField(max_length=20)
    number = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["tenant", "kind"], name="one_version_a_kind")]

    def __str__(self) -> str:
        return f"{self.tenant} {self.kind} {self.number}"


class RateBucket(models.Model):
    """A token bucket. Whole numbers, so that both databases count alike; see `rates`."""

    key = models.CharField(max_length=64, unique=True)  # a keyed hash: neither address nor telephone is kept
    tokens = models.BigIntegerField()  # in parts of a token
    refilled_at = models.BigIntegerField()  # microseconds since 1970

    class Meta:
        indexes = [models.Index(fields=["refilled_at"])]

    def __str__(self) -> str:
        return self.key[:8]
