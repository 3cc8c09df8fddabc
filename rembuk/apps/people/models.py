"""People: accounts, the roles they hold somewhere for a time, residence, invitations."""

from collections.abc import Iterable
from datetime import date

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.utils.functional import cached_property

from rembuk.apps.core import clock
from rembuk.rules.actions import Action
from rembuk.rules.protections import CHILDREN
from rembuk.rules.roles import ROLE

# A resident's role before and after the village office has confirmed where they live.
REGISTERED, CONFIRMED = ROLE["citizen"].code, ROLE["citizen_verified"].code


class UserManager(BaseUserManager["User"]):
    def create_user(self, username: str, password: str | None, **fields: object) -> "User":
        user = self.model(username=self.model.normalize_username(username), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """A person with an account. Telephone and e-mail are never public."""

    username = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    phone = models.CharField(max_length=20, null=True, unique=True)
    email = models.EmailField(null=True, unique=True)
    tenant = models.CharField(max_length=13, blank=True)
    village_code = models.CharField(max_length=13, blank=True)
    rt = models.CharField(max_length=3, blank=True)
    rw = models.CharField(max_length=3, blank=True)
    shows_name = models.BooleanField(default=False)  # own choice, revocable: else "Warga RT 03/RW 02"
    language = models.CharField(max_length=2, default="id")
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField()
    residence_confirmed_at = models.DateTimeField(null=True)
    residence_confirmed_by = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    confirmed_age = models.PositiveSmallIntegerField(null=True)  # at least so many years; no date
    sign_up_key = models.UUIDField(null=True, unique=True)  # made by the form: a retry finds the same account

    objects = UserManager()
    USERNAME_FIELD = "username"

    class Meta:
        indexes = [models.Index(fields=["tenant", "village_code"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(residence_confirmed_at=None, residence_confirmed_by=None)
                | (~Q(residence_confirmed_at=None) & ~Q(residence_confirmed_by=None)),
                name="residence_confirmed_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(residence_confirmed_by=F("id")), name="residence_never_confirmed_by_oneself"
            ),
            models.CheckConstraint(
                condition=Q(confirmed_age=None) | ~Q(residence_confirmed_at=None),
                name="age_confirmed_with_residence",
            ),
            models.CheckConstraint(
                condition=(Q(phone=None) | ~Q(phone="")) & (Q(email=None) | ~Q(email="")),
                name="contact_is_null_where_absent",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @cached_property
    def assignments_held(self) -> tuple["RoleAssignment", ...]:
        """Every assignment, past and coming ones too: read once a request."""
        return tuple(self.assignments.order_by("id"))

    def assignments_on(self, day: date) -> tuple["RoleAssignment", ...]:
        """The roles that count on a day; one that needs a second factor sleeps until the code was given."""
        if not self.is_active:
            return ()
        asleep = frozenset() if self.gave_second_factor else frozenset(settings.REMBUK_SECOND_FACTOR_ROLES)
        return tuple(row for row in self.assignments_held if row.counts_on(day) and row.role not in asleep)

    @property
    def gave_second_factor(self) -> bool:
        """Only a sign-in can lack it: a person named by a job or by another's act has no session to ask."""
        asked = getattr(self, "is_verified", None)  # put there by django_otp's middleware
        return bool(asked()) if asked is not None else True

    @property
    def needs_second_factor(self) -> bool:
        """Holds a role that counts only with a code from the phone."""
        needing, day = frozenset(settings.REMBUK_SECOND_FACTOR_ROLES), clock.today()
        return bool(needing) and any(
            row.role in needing and row.counts_on(day) for row in self.assignments_held
        )

    @property
    def lacks_second_factor(self) -> bool:
        """Some role sleeps until the code is set up or given."""
        return not self.gave_second_factor and self.needs_second_factor

    @property
    def may_be_named(self) -> bool:
        """May the public read this name at all? Never a child's, nor that of who writes with children."""
        day = clock.today()
        return not any(
            row.role in CHILDREN.never_named and (row.ends_on is None or row.ends_on >= day)
            for row in self.assignments_held
        )

    @property
    def is_named(self) -> bool:
        """Does the public read the name with the proposals? By own choice."""
        return self.shows_name and self.may_be_named

    def may_any(self, actions: Iterable[Action]) -> bool:
        """Does any role of today allow one of these, anywhere? Which place is asked of `access.rights`."""
        wanted = frozenset(actions)
        return any(ROLE[row.role].can & wanted for row in self.assignments_on(clock.today()))


class RoleAssignment(models.Model):
    """A role held for a place or an agency, between two days, by a letter.

    Roles are code, assignments are data.
    """

    tenant = models.CharField(max_length=13)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="assignments")
    role = models.CharField(max_length=40)
    region_code = models.CharField(max_length=13)  # the subtree it is held for
    agency_code = models.CharField(max_length=40, blank=True)  # or the agency, or the group of agencies
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    letter_number = models.CharField(max_length=80, blank=True)

    class Meta:
        indexes = [models.Index(fields=["tenant", "role", "region_code"])]
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "user", "role", "region_code", "agency_code"], name="role_assigned_once"
            ),
            models.CheckConstraint(condition=Q(role__in=sorted(ROLE)), name="assigned_role_known"),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="assignment_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.role} {self.region_code}"

    def counts_on(self, day: date) -> bool:
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)


class Invitation(models.Model):
    """A one-time link with a purpose, an audience and an end; only the hash of its secret is kept."""

    class Purpose(models.TextChoices):
        SIGN_UP = "sign_up"
        RESET_PASSWORD = "reset_password"  # noqa: S105  a purpose, no password

    token_hash = models.CharField(max_length=64, unique=True)
    tenant = models.CharField(max_length=13)
    purpose = models.CharField(max_length=20, choices=Purpose.choices)
    role = models.CharField(max_length=40, blank=True)
    region_code = models.CharField(max_length=13, blank=True)
    agency_code = models.CharField(max_length=40, blank=True)
    letter_number = models.CharField(max_length=80, blank=True)
    user = models.ForeignKey(User, on_delete=models.CASCADE, null=True, related_name="+")
    made_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, related_name="+"
    )  # null: `rembuk init`
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=(Q(purpose="sign_up", user=None) & Q(role__in=sorted(ROLE)))
                | (Q(purpose="reset_password", role="") & ~Q(user=None)),
                name="invitation_has_its_audience",
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("created_at")), name="invitation_ends_after_it_begins"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.created_at:%Y-%m-%d}"
