from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "pritok.desk"
    label = "desk"
