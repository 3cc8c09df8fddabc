from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "rembuk.apps.portal"
