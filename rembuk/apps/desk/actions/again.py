"""Try once more what the system gave up, after a person has mended the cause."""

from datetime import datetime

from rembuk.apps.audit.deliver import try_again
from rembuk.apps.audit.record import record
from rembuk.apps.core.durable import commit_durably
from rembuk.apps.people.models import User
from rembuk.rules.actions import Action


def try_failures_again(*, by: User, now: datetime) -> int:
    """All of them, in the worker; returns how many. What fails again comes back after its tries."""

    def work() -> int:
        count = try_again()
        if count:
            record(
                Action.CONFIG_MANAGE, by=by, subject="failures", tenant=by.tenant, at=now, tried_again=count
            )
        return count

    return commit_durably(work)
