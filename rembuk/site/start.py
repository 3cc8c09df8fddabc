"""Load Django for a command."""

import os

import django
from django.utils import translation

from rembuk.site.catalogues import compile_all


def with_django() -> None:
    """Set up Django; catalogues are compiled first, or pages would speak English only."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rembuk.site.settings")
    compile_all()
    django.setup()
    translation.activate("id")
