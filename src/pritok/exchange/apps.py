from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "pritok.exchange"
    label = "exchange"
