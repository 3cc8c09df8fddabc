from django.apps import AppConfig
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from rembuk.rules.roles import ROLE


class PeopleConfig(AppConfig):
    name = "rembuk.apps.people"

    def ready(self) -> None:
        """A role that is misspelt would silently need no second factor: better not to start."""
        unknown = sorted(set(settings.REMBUK_SECOND_FACTOR_ROLES) - set(ROLE))
        if unknown:
            raise ImproperlyConfigured(
                f"REMBUK_SECOND_FACTOR_ROLES: {', '.join(unknown)} tidak ada di docs/rules/peran.md. "
                f"Yang ada misalnya: planning_admin, sysadmin, district_admin, village_admin."
            )
