"""Notes on a deal."""

from datetime import datetime

from django.db import transaction

from pritok.accounts.actor import Actor
from pritok.deals.actions.locking import DealRef, lock_editable
from pritok.desk.events import NoteAdded
from pritok.desk.models import Note
from pritok.journal.recording import record, users
from pritok.kit import clock


def add_note(actor: Actor, *, deal: DealRef, text: str, at: datetime | None = None) -> Note:
    """Write a note on a deal; whoever may change the deal may write one."""
    with transaction.atomic():
        row = lock_editable(actor, deal)
        moment = at or clock.now()
        note = Note.objects.create(
            deal=row, author_id=actor.person_id, text=text, created_at=moment
        )
        record(
            actor,
            NoteAdded(note=note.pk),
            subject=f"deal:{row.pk}",
            audience=users(row.owner_id),
            deal_id=row.pk,
            owner_id=row.owner_id,
            at=at,
        )
    return note
