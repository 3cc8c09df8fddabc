from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "rembuk.apps.exchange"
