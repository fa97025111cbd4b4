"""Calls and messages of another system on deals that are here already: written by the thousand."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from pritok.accounts.actor import Actor
from pritok.deals.actions.touching import touch_deals
from pritok.desk.actions.history import EVENT_COLUMNS
from pritok.desk.events import ContactMade
from pritok.desk.history import Contacted
from pritok.desk.models import ContactEvent
from pritok.journal.recording import Draft, record_many, users
from pritok.kit.bulk_insert import insert_rows
from pritok.kit.ids import id_at


@dataclass(frozen=True, slots=True)
class LateContact:
    """A contact as it took place, whom it was with, and the deal it belongs to (`owner_id` is the deal's)."""

    contacted: Contacted
    contact_id: UUID | None = None
    deal_id: UUID | None = None
    owner_id: int | None = None


def import_late_contacts(actor: Actor, batch: Sequence[LateContact]) -> list[UUID]:
    """Write the contacts and their facts, move their deals' last contact, and return the contacts' ids."""
    ids = [id_at(int(late.contacted.at.timestamp() * 1000)) for late in batch]
    rows = [_row(event_id, late) for event_id, late in zip(ids, batch, strict=True)]
    drafts = [_draft(event_id, late) for event_id, late in zip(ids, batch, strict=True)]
    last: dict[UUID, datetime] = {}
    for late in batch:
        if late.deal_id is not None and late.contacted.touches_client:
            last[late.deal_id] = max(late.contacted.at, last.get(late.deal_id, late.contacted.at))
    with transaction.atomic():
        insert_rows(ContactEvent, EVENT_COLUMNS, rows)
        record_many(actor, drafts)
        touch_deals(actor, last_contacts=last)
    return ids


def _row(event_id: UUID, late: LateContact) -> tuple[object, ...]:
    done = late.contacted
    return (
        event_id, late.deal_id, late.contact_id, done.person_id, done.channel, done.direction, done.answered,
        done.is_automatic, done.at, done.seconds, done.text,
    )  # fmt: skip


def _draft(event_id: UUID, late: LateContact) -> Draft:
    done = late.contacted
    holder = late.owner_id if late.deal_id else done.person_id
    payload = ContactMade(
        event=event_id,
        channel=done.channel,
        direction=done.direction,
        answered=done.answered,
        is_automatic=done.is_automatic,
        seconds=done.seconds,
    )
    subject = f"deal:{late.deal_id}" if late.deal_id else f"contact:{late.contact_id}"
    return Draft(
        payload,
        subject=subject,
        audience=users(holder),
        deal_id=late.deal_id,
        owner_id=holder,
        at=done.at,
    )
