from django.apps import AppConfig


class ClientsConfig(AppConfig):
    name = "pritok.clients"
    label = "clients"
