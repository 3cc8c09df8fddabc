"""Rembuk's own settings; only an address that answers nearly nothing stands beside its pages."""

from rembuk.site.settings import *  # noqa: F403

ROOT_URLCONF = "bench.urls"
