"""Opening and ending sessions."""

from datetime import timedelta

from pritok.accounts.models import SignIn
from pritok.kit import clock

# Seen at most once a minute: reading must not turn into a stream of writes.
_TOUCH_EVERY = timedelta(minutes=1)


def touch(sign_in: SignIn) -> None:
    """Note that a session is in use."""
    now = clock.now()
    if now - sign_in.last_seen_at >= _TOUCH_EVERY:
        SignIn.objects.filter(pk=sign_in.pk).update(last_seen_at=now)
