"""Secret links under which a person's calendar program reads their tasks."""

import hashlib
import secrets

from django.db import transaction

from pritok.accounts.access import require_person
from pritok.accounts.actor import Actor
from pritok.desk.events import CalendarFeedIssued, CalendarFeedRevoked
from pritok.desk.models import CalendarFeed
from pritok.journal.recording import record, users
from pritok.kit import clock

_BYTES = 24


def issue_feed(actor: Actor) -> str:
    """Make the actor's own link and return its secret, which is shown this once; an older link dies."""
    person = require_person(actor)
    secret = secrets.token_urlsafe(_BYTES)
    with transaction.atomic():
        values = {"token_hash": hash_of(secret), "created_at": clock.now()}
        CalendarFeed.objects.update_or_create(person_id=person, defaults=values)
        fact = CalendarFeedIssued(person=person)
        record(actor, fact, subject=f"person:{person}", audience=users(person))
    return secret


def revoke_feed(actor: Actor) -> None:
    """Make the actor's own link worthless at once; without one nothing happens."""
    person = require_person(actor)
    with transaction.atomic():
        removed, _ = CalendarFeed.objects.filter(person=person).delete()
        if removed:
            fact = CalendarFeedRevoked(person=person)
            record(actor, fact, subject=f"person:{person}", audience=users(person))


def hash_of(secret: str) -> str:
    """Return what is stored of a secret; it is random enough to need no slow hash."""
    return hashlib.sha256(secret.encode()).hexdigest()
