"""The ASGI entry point."""

import os

from django.core.asgi import get_asgi_application

from pritok.config.bodies import limit_bodies

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pritok.config.settings")
application = limit_bodies(get_asgi_application())
