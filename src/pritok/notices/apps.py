from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "pritok.notices"
    label = "notices"
