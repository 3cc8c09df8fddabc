"""Empty a practice installation before it is built anew; a real one is never touched."""

import shutil

from django.apps import apps
from django.conf import settings
from django.core.management.color import no_style
from django.db import connection

from rembuk.apps.core.models import Version
from rembuk.apps.people.models import User
from rembuk.apps.places.models import Government, Region
from rembuk.apps.places.queries import forget_government

from .words.places import REGENCY_CODE

_OTHERS = ("sessions", "django_tasks_database", "otp_totp", "otp_static")


class RealInstallationError(Exception):
    """This installation serves real people, or is being set up for them."""


def is_free() -> bool:
    """Whether nothing stands here yet but, at most, a practice regency that was never finished."""
    if Government.objects.exists():
        return False
    if Region.objects.filter(code=REGENCY_CODE).exists():
        return True
    return not Region.objects.exists() and not User.objects.exists()


def check_practice() -> None:
    """Raise RealInstallationError unless this is a practice installation, or a free one."""
    served = Government.objects.first()
    if not (served.practice if served else is_free()):
        raise RealInstallationError


def wipe() -> None:
    """Every row of every table of ours; ids start again at one, so a rebuild gives the same ids.

    The files of a practice regency go with it. Where none stood, files are somebody's, and stay.
    """
    if Region.objects.filter(code=REGENCY_CODE).exists():
        shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)
    tables = sorted(
        model._meta.db_table
        for config in apps.get_app_configs()
        if config.name.startswith("rembuk.") or config.label in _OTHERS
        for model in config.get_models(include_auto_created=True)
        if model is not Version  # a rebuilt page must not carry the number of an old one
    )
    statements = connection.ops.sql_flush(no_style(), tables, reset_sequences=True, allow_cascade=True)
    connection.ops.execute_sql_flush(statements)
    forget_government()
