from django.apps import AppConfig


class RoutingConfig(AppConfig):
    name = "pritok.routing"
    label = "routing"
