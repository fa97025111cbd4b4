from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "pritok.intake"
    label = "intake"
