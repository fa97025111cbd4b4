from django.apps import AppConfig


class OffersConfig(AppConfig):
    name = "pritok.offers"
    label = "offers"
