"""The ASGI entry point."""

import os

import django

from pritok.config.bodies import limit_bodies

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pritok.config.settings")
django.setup(set_prefix=False)

from pritok.config.handling import ThreadPoolHandler  # noqa: E402 - needs the settings loaded

application = limit_bodies(ThreadPoolHandler())
