from django.apps import AppConfig


class CatalogConfig(AppConfig):
    name = "pritok.catalog"
    label = "catalog"
