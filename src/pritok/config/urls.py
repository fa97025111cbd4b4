"""Addresses of the whole product: the API, public pages, and the web application for everything else."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
