"""The ASGI entry point."""

import os

import django

from pritok.config.bodies import limit_bodies
from pritok.config.closing import announced

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pritok.config.settings")
django.setup(set_prefix=False)

from pritok.config.handling import ThreadPoolHandler  # noqa: E402 - needs the settings loaded

application = announced(limit_bodies(ThreadPoolHandler()))
