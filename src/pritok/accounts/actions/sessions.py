"""Opening and ending sessions."""

from dataclasses import dataclass
from datetime import timedelta

from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import F, QuerySet

from pritok.accounts.access import own_sign_ins
from pritok.accounts.actor import Actor
from pritok.accounts.events import SignedIn, SignedOut
from pritok.accounts.models import SignIn, User
from pritok.accounts.queries import LONGEST_SESSION, actor_for_person
from pritok.journal.recording import LEADERS, record
from pritok.kit import clock
from pritok.kit.errors import NotFound

# Seen at most once a minute: reading must not turn into a stream of writes.
_TOUCH_EVERY = timedelta(minutes=1)


@dataclass(frozen=True)
class Source:
    """Where a sign-in comes from. `device` is (person, device id) of a device signed in from before."""

    ip: str | None = None
    user_agent: str = ""
    device: tuple[int, str] | None = None


def open_session(
    person: User, *, session_key: str, source: Source, second_factor: bool = False
) -> SignIn:
    """Make a fresh session key a signed-in session of this person."""
    now = clock.now()
    with transaction.atomic():
        sign_in = SignIn.objects.create(
            person=person,
            session_key=session_key,
            epoch=person.session_epoch,
            created_at=now,
            last_seen_at=now,
            ip=source.ip,
            user_agent=source.user_agent,
        )
        fact = SignedIn(person=person.pk, second_factor=second_factor)
        record(actor_for_person(person), fact, subject=f"person:{person.pk}", audience=LEADERS)
    return sign_in


def renew_session(person: User, *, old: SignIn, session_key: str) -> SignIn:
    """Carry a session over to a new key after a change of password or second factor ended all others."""
    return SignIn.objects.create(
        person=person,
        session_key=session_key,
        epoch=User.objects.values_list("session_epoch", flat=True).get(pk=person.pk),
        created_at=clock.now(),
        last_seen_at=clock.now(),
        ip=old.ip,
        user_agent=old.user_agent,
    )


def touch(sign_in: SignIn) -> None:
    """Note that a session is in use."""
    now = clock.now()
    if now - sign_in.last_seen_at >= _TOUCH_EVERY:
        SignIn.objects.filter(pk=sign_in.pk).update(last_seen_at=now)


def end_session(actor: Actor, *, sign_in: int) -> None:
    """End one of one's own sessions, on this device or another."""
    with transaction.atomic():
        found = own_sign_ins(actor).filter(pk=sign_in).first()
        if found is None:
            raise NotFound
        _forget(SignIn.objects.filter(pk=found.pk))
        fact = SignedOut(person=found.person_id)
        record(actor, fact, subject=f"person:{found.person_id}", audience=LEADERS)


def end_all_sessions(person: int) -> None:
    """End every session of a person, here and in every other process; part of the caller's action."""
    User.objects.filter(pk=person).update(session_epoch=F("session_epoch") + 1)
    _forget(SignIn.objects.filter(person_id=person))


def forget_ended() -> int:
    """Delete sessions whose time is over; returns how many. Called by the worker now and then."""
    with transaction.atomic():
        _, ended = _forget(SignIn.objects.filter(created_at__lt=clock.now() - LONGEST_SESSION))
        Session.objects.filter(expire_date__lt=clock.now()).delete()
    return ended


def _forget(sign_ins: QuerySet[SignIn]) -> tuple[int, int]:
    keys = list(sign_ins.values_list("session_key", flat=True))
    sessions = Session.objects.filter(session_key__in=keys).delete()[0]
    return sessions, sign_ins.delete()[0]
