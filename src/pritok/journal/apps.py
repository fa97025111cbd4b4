from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "pritok.journal"
    label = "journal"
