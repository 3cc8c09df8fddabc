"""Tells Django what must hold before it starts."""

from django.apps import AppConfig
from django.core.checks import Tags, register

from .checks import check_database_is_durable, check_every_view_declares


class CoreConfig(AppConfig):
    name = "rembuk.apps.core"

    def ready(self) -> None:
        register(check_every_view_declares, Tags.urls)
        register(check_database_is_durable, Tags.database)
