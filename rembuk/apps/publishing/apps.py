from django.apps import AppConfig


class PublishingConfig(AppConfig):
    name = "rembuk.apps.publishing"
