"""Contacts with the client that took place: a call, an e-mail, a message, a meeting."""

from datetime import datetime, timedelta

from django.db import transaction

from pritok.accounts.actor import Actor
from pritok.deals.actions.answering import note_answer, note_contact
from pritok.deals.actions.locking import DealRef, lock_editable, tell
from pritok.deals.models import Deal
from pritok.desk.events import ContactMade
from pritok.desk.history import Contacted
from pritok.desk.models import ContactEvent
from pritok.kit import clock
from pritok.kit.errors import wrong

CHANNELS = ("call", "email", "message", "meeting")
DIRECTIONS = ("in", "out")
LONGEST_CALL_S = 24 * 3600
_SKEW = timedelta(minutes=1)


def log_contact(
    actor: Actor,
    *,
    deal: DealRef,
    channel: str,
    direction: str,
    answered: bool = True,
    at: datetime | None = None,
    seconds: int | None = None,
    text: str = "",
    is_automatic: bool = False,
) -> ContactEvent:
    """Write down a contact with the client of a deal.

    Then, in order: the deal's last contact moves on, and the first outgoing, answered one by a person stops the
    answer clock. Automatic ones and calls nobody picked up do neither.
    """
    _check(channel, direction, seconds)
    with transaction.atomic():
        row = lock_editable(actor, deal)
        moment = _moment(row, at)
        done = Contacted(
            at=moment,
            channel=channel,
            direction=direction,
            answered=answered,
            seconds=seconds,
            person_id=actor.person_id,
            is_automatic=is_automatic,
            text=text,
        )
        event = _write(actor, row, done)
        if done.touches_client:
            note_contact(deal=row, at=moment)
        if done.is_answer:
            note_answer(actor, deal=row, at=moment)
    return event


def _check(channel: str, direction: str, seconds: int | None) -> None:
    if channel not in CHANNELS:
        raise wrong("channel", f"One of: {', '.join(CHANNELS)}.")
    if direction not in DIRECTIONS:
        raise wrong("direction", f"One of: {', '.join(DIRECTIONS)}.")
    if seconds is not None and not 0 <= seconds <= LONGEST_CALL_S:
        raise wrong("seconds", "Between nothing and a day.")


def _moment(row: Deal, at: datetime | None) -> datetime:
    now = clock.now()
    moment = at or now
    if moment > now + _SKEW:
        raise wrong("at", "A contact cannot have taken place in the future.")
    if moment < row.created_at:
        raise wrong("at", "The deal began later.")
    return moment


def _write(actor: Actor, row: Deal, done: Contacted) -> ContactEvent:
    event = ContactEvent.objects.create(
        deal=row,
        contact_id=row.contact_id,
        person_id=done.person_id,
        channel=done.channel,
        direction=done.direction,
        answered=done.answered,
        is_automatic=done.is_automatic,
        at=done.at,
        seconds=done.seconds,
        text=done.text,
    )
    payload = ContactMade(
        event=event.pk,
        channel=done.channel,
        direction=done.direction,
        answered=done.answered,
        is_automatic=done.is_automatic,
        seconds=done.seconds,
    )
    tell(actor, payload, row, at=done.at)
    return event
