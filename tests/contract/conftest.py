"""Passwords are hashed quickly here: the routes are asked hundreds of times."""

from typing import Any

import pytest


@pytest.fixture
def _quick_passwords(settings: Any) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
