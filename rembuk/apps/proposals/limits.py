"""How often one account may submit; counted in the database, so that every process counts the same."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from rembuk.apps.core.rates import TooOften, is_spent, take
from rembuk.apps.people.models import User
from rembuk.rules.actions import Action

_RESIDENT = (10, 20)  # at once, then so many an hour
_HELPER = (120, 240)  # a facilitator enters for a whole forum


@dataclass(frozen=True, slots=True)
class SubmissionLimit:
    """What one account may still submit."""

    key: str
    capacity: int
    per_hour: int

    def is_spent(self) -> bool:
        """Whether nothing is left now; for whoever would do something costly first."""
        return is_spent(self.key, capacity=self.capacity, per_hour=self.per_hour)

    def count_one(self) -> None:
        """Inside the transaction that stores, so that what is not stored is not counted."""
        if not take(self.key, capacity=self.capacity, per_hour=self.per_hour):
            raise too_often()


def submission_limit(by: User) -> SubmissionLimit:
    capacity, per_hour = _HELPER if by.may_any([Action.FORUM_ATTENDANCE]) else _RESIDENT
    return SubmissionLimit(f"submit:{by.pk}", capacity, per_hour)


def too_often() -> TooOften:
    return TooOften(
        _("You have sent many proposals in a short time. Wait a few minutes; what you typed is kept.")
    )
