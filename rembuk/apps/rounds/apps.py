from django.apps import AppConfig


class RoundsConfig(AppConfig):
    name = "rembuk.apps.rounds"
