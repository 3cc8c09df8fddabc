"""What happens to accounts by itself: a link is mailed to its owner, sessions that ended are forgotten."""

from datetime import timedelta

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.core.mail import send_mail
from django.utils.translation import gettext as _
from django.utils.translation import override
from django_tasks import task

from rembuk.apps.core.clock import now
from rembuk.apps.core.durable import commit_durably
from rembuk.apps.core.format import moment_text

from .actions.invite import GOOD_BY_EMAIL, make_reset_link
from .models import User

_TRIES = 4


@task()
def mail_new_password_link(email: str, tries: int) -> None:
    """Mail a link for a new password to whose address this is. The link is made here and kept nowhere."""
    user = User.objects.filter(email=email, is_active=True).first()
    if user is None:
        return
    with override(user.language):
        link = settings.REMBUK_PUBLIC_URL + make_reset_link(user, by=None, now=now())
        until = moment_text(now() + GOOD_BY_EMAIL, user.language)
        text = _(
            "%(name)s, somebody asked for a new password of your Rembuk account. Choose one with this link, "
            "until %(until)s:\n\n%(link)s\n\nIf it was not you, do nothing: your password stays as it is."
        )
        words = text % {"name": user.name, "until": until, "link": link}
        try:
            send_mail(_("A new password for Rembuk"), words, settings.DEFAULT_FROM_EMAIL, [email])
        except OSError:  # SMTP errors are OSErrors; the next try makes a link of its own
            if tries < _TRIES:
                later = now() + timedelta(minutes=2**tries)
                mail_new_password_link.using(run_after=later).enqueue(email, tries + 1)


def forget_old_sessions() -> None:
    """Who was signed in long ago is not kept."""
    commit_durably(SessionStore.clear_expired)
