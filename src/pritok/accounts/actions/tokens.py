"""Giving out, using and revoking API tokens."""

import contextlib
import secrets
from datetime import datetime, timedelta

from django.db import OperationalError, transaction

from pritok.accounts.access import require_settings
from pritok.accounts.actor import Actor
from pritok.accounts.events import TokenIssued, TokenRevoked
from pritok.accounts.models import ApiToken
from pritok.accounts.queries import TOKEN_PREFIX, hash_of
from pritok.journal.recording import LEADERS, record
from pritok.kit import clock
from pritok.kit.errors import NotFound

_TOUCH_EVERY = timedelta(minutes=1)
_noted: dict[str, datetime] = {}


def issue_token(actor: Actor, *, name: str, scope: str) -> tuple[ApiToken, str]:
    """Make a token and return it with its secret, which is shown this once and kept nowhere."""
    require_settings(actor)
    secret = TOKEN_PREFIX + secrets.token_urlsafe(32)
    with transaction.atomic():
        token = ApiToken.objects.create(
            name=name,
            scope=scope,
            prefix=secret[:10],
            secret_hash=hash_of(secret),
            created_by_id=actor.person_id,
            created_at=clock.now(),
        )
        fact = TokenIssued(token=token.pk, scope=scope)
        record(actor, fact, subject=f"token:{token.pk}", audience=LEADERS)
    return token, secret


def revoke_token(actor: Actor, *, token: int) -> None:
    """Make a token worthless from the next request on; its row stays for the history."""
    require_settings(actor)
    with transaction.atomic():
        living = ApiToken.objects.filter(pk=token, revoked_at=None)
        if not living.update(revoked_at=clock.now()):
            raise NotFound
        record(actor, TokenRevoked(token=token), subject=f"token:{token}", audience=LEADERS)


def spend(token: ApiToken) -> None:
    """Note that a token is in use, at most once a minute."""
    now = clock.now()
    if token.last_used_at is not None and now - token.last_used_at < _TOUCH_EVERY:
        return
    # Of many requests at once only the first one writes, and none fails for a mark nobody waits for.
    noted = _noted.get(token.secret_hash)
    if noted is not None and now - noted < _TOUCH_EVERY:
        return
    _noted[token.secret_hash] = now
    with contextlib.suppress(OperationalError):
        ApiToken.objects.filter(pk=token.pk).update(last_used_at=now)
        # The row may be remembered for a second and come back here with each request of it.
        token.last_used_at = now
