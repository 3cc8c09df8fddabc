"""Every address: Indonesian without a prefix, English under /en/."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from rembuk.apps.core import practice
from rembuk.apps.places.queries import government

handler400 = "rembuk.apps.core.errors.bad_request"
handler403 = "rembuk.apps.core.errors.forbidden"
handler404 = "rembuk.apps.core.errors.not_found"
handler500 = "rembuk.apps.core.errors.server_error"

# Addresses are tried in this order: what residents read comes first.
_APPS = (
    "core", "proposals", "portal", "people", "preparation", "rounds", "priorities", "musrenbang",
    "publishing", "exchange", "desk",
)  # fmt: skip

practice.answered_by(lambda: (served := government()) is not None and served.practice)

urlpatterns = i18n_patterns(
    *(path("", include(f"rembuk.apps.{app}.urls")) for app in _APPS), prefix_default_language=False
)
