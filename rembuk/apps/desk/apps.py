from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "rembuk.apps.desk"
