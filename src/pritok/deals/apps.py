from django.apps import AppConfig


class DealsConfig(AppConfig):
    name = "pritok.deals"
    label = "deals"
