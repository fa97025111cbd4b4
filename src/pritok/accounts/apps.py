from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "pritok.accounts"
    label = "accounts"
