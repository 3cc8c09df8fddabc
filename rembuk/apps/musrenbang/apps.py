from django.apps import AppConfig


class MusrenbangConfig(AppConfig):
    name = "rembuk.apps.musrenbang"
