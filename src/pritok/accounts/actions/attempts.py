"""Counting tries against secrets, exactly and across processes, so that guessing is slow.

A try is reserved before the secret is looked at and given back when it was right: two hundred
parallel guesses get no more looks than twenty in a row.
"""

import math
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db import transaction
from django.utils.crypto import salted_hmac

from pritok.accounts.actor import Actor
from pritok.accounts.events import SignInRefused
from pritok.accounts.models import Attempts
from pritok.journal.recording import LEADERS, record
from pritok.kit import clock
from pritok.kit.errors import TooMany


@dataclass(frozen=True)
class Limit:
    """At most `tries` wrong tries in any `window_s` seconds against one subject."""

    name: str
    tries: int
    window_s: int


PER_ACCOUNT = Limit("account", 20, 3600)
PER_SOURCE = Limit("source", 60, 3600)
PER_DEVICE = Limit("device", 20, 3600)
PER_CODE = Limit("code", 10, 900)
PER_SETUP = Limit("setup", 20, 3600)


def reserve(actor: Actor, *, limit: Limit, subject: str, person: int | None = None) -> None:
    """Use up one try against `subject`; TooMany, with the time to wait, when none is left."""
    key, now = _key(limit, subject), clock.now()
    with transaction.atomic():
        times = _recent(key, limit, now)
        is_spent = len(times) >= limit.tries
        if not is_spent:
            times.append(now.timestamp())
        Attempts.objects.filter(pk=key).update(times=times, updated_at=now)
        if is_spent:
            _alarm(actor, key, limit, now, person)
    if is_spent:
        wait_s = math.ceil(times[0] + limit.window_s - now.timestamp())
        raise TooMany(
            "Too many attempts. Try again later.",
            code="too_many_attempts",
            retry_after_s=max(wait_s, 1),
        )


def release(*, limit: Limit, subject: str) -> None:
    """Give the newest try back: it was right."""
    key, now = _key(limit, subject), clock.now()
    with transaction.atomic():
        times = _recent(key, limit, now)
        Attempts.objects.filter(pk=key).update(times=times[:-1], updated_at=now)


def forget_old(*, older_than: timedelta = timedelta(hours=2)) -> int:
    """Delete counters nobody has touched for longer than any window; returns how many."""
    return Attempts.objects.filter(updated_at__lt=clock.now() - older_than).delete()[0]


def _recent(key: str, limit: Limit, now: datetime) -> list[float]:
    """Lock the counter and return its tries inside the window, oldest first."""
    Attempts.objects.bulk_create([Attempts(key=key, updated_at=now)], ignore_conflicts=True)
    row = Attempts.objects.select_for_update().get(pk=key)
    since = now.timestamp() - limit.window_s
    return [at for at in row.times if at > since]


def _alarm(actor: Actor, key: str, limit: Limit, now: datetime, person: int | None) -> None:
    # Once a window: an attack must not be able to fill the journal.
    since = datetime.fromtimestamp(now.timestamp() - limit.window_s, UTC)
    quiet = Attempts.objects.filter(pk=key).exclude(alarmed_at__gt=since)
    if quiet.update(alarmed_at=now):
        fact = SignInRefused(reason=f"too_many_{limit.name}", person=person)
        record(actor, fact, subject=f"person:{person or 0}", audience=LEADERS)


def _key(limit: Limit, subject: str) -> str:
    return salted_hmac(f"pritok.attempts.{limit.name}", subject, algorithm="sha256").hexdigest()
