"""A resident opens an account. Apart from invitations, because nobody needs to be asked."""

from datetime import datetime
from uuid import UUID

from django.contrib.auth.hashers import check_password, make_password
from django.db import IntegrityError

from rembuk.apps.audit.record import record
from rembuk.apps.core.clock import today
from rembuk.apps.core.durable import commit_durably
from rembuk.apps.core.versions import bump
from rembuk.rules.actions import Action
from rembuk.rules.refusals import Refusal

from ..identifiers import drawn_username
from ..models import REGISTERED, RoleAssignment, User
from ..refusals import CONTACT_TAKEN


def sign_up(
    *,
    key: UUID,
    tenant: str,
    name: str,
    village_code: str,
    password: str,
    now: datetime,
    phone: str | None = None,
    email: str | None = None,
    username: str | None = None,
    rt: str = "",
    rw: str = "",
    language: str = "id",
) -> User:
    """Open a resident's account. The same key and password again finds the same account.

    A contact that is already somebody's is refused with one sentence, whichever contact it was.
    """
    hashed = make_password(password)  # slow by design, so never in the one thread that writes

    def work() -> User:
        user = User.objects.create(
            username=username or drawn_username(),
            password=hashed,
            name=name,
            phone=phone,
            email=email,
            tenant=tenant,
            village_code=village_code,
            rt=rt,
            rw=rw,
            language=language,
            joined_at=now,
            sign_up_key=key,
        )
        RoleAssignment.objects.create(
            tenant=tenant, user=user, role=REGISTERED, region_code=village_code, starts_on=today(now)
        )
        subject = f"account:{user.pk}"
        record(Action.ACCOUNT_OPEN, by=user, subject=subject, tenant=tenant, region=village_code, at=now)
        bump(tenant, "people")
        return user

    try:
        return commit_durably(work)
    except IntegrityError as taken:
        earlier = User.objects.filter(sign_up_key=key).first()
        if earlier is not None and check_password(password, earlier.password):
            return earlier
        raise Refusal(*CONTACT_TAKEN) from taken
