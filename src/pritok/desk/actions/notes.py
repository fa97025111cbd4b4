"""Notes on a deal."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from pritok.accounts.actor import Actor
from pritok.deals.actions.locking import DealRef, lock_editable, tell
from pritok.desk.events import NoteAdded
from pritok.desk.models import Note
from pritok.journal.recording import Draft, prepare_facts
from pritok.kit import clock
from pritok.kit.bulk_insert import Prepared, prepare_rows
from pritok.kit.ids import new_id

NOTE_COLUMNS = ("id", "deal", "author", "text", "created_at")


@dataclass(frozen=True, slots=True)
class NewNote:
    """`owner_id` is the deal's, read under its lock."""

    deal_id: UUID
    owner_id: int | None
    text: str


def add_note(actor: Actor, *, deal: DealRef, text: str, at: datetime | None = None) -> Note:
    """Write a note on a deal; whoever may change the deal may write one."""
    with transaction.atomic():
        row = lock_editable(actor, deal)
        note = Note.objects.create(
            deal=row, author_id=actor.person_id, text=text, created_at=at or clock.now()
        )
        tell(actor, NoteAdded(note=note.pk), row, at=at)
    return note


def prepare_notes(actor: Actor, batch: Sequence[NewNote]) -> list[Prepared]:
    """Return what writes notes on deals that this transaction has made or locked."""
    now = clock.now()
    rows = [(new_id(), note.deal_id, actor.person_id, note.text, now) for note in batch]
    drafts = [
        Draft.of_deal(NoteAdded(note=row[0]), note.deal_id, note.owner_id)
        for row, note in zip(rows, batch, strict=True)
    ]
    return [prepare_rows(Note, NOTE_COLUMNS, rows), prepare_facts(actor, drafts)]
