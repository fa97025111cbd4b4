"""Giving out, using and revoking API tokens."""

from datetime import timedelta

from pritok.accounts.models import ApiToken
from pritok.kit import clock

_TOUCH_EVERY = timedelta(minutes=1)


def spend(token: ApiToken) -> None:
    """Note that a token is in use, at most once a minute."""
    now = clock.now()
    if token.last_used_at is None or now - token.last_used_at >= _TOUCH_EVERY:
        ApiToken.objects.filter(pk=token.pk).update(last_used_at=now)
