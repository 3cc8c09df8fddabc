from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "rembuk.apps.places"
