from django.apps import AppConfig


class PreparationConfig(AppConfig):
    name = "rembuk.apps.preparation"
