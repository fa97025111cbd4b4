"""Facts about work on a deal. Texts stay in their tables: the facts carry ids and numbers only."""

from uuid import UUID

from pritok.journal.payloads import Payload


class NoteAdded(Payload, frozen=True):
    kind = "note.added"
    note: UUID


class ContactMade(Payload, frozen=True):
    """A customer-facing contact: channel call/email/message/meeting, direction in/out."""

    kind = "contact.made"
    event: UUID
    channel: str
    direction: str
    answered: bool = True
    is_automatic: bool = False
    seconds: int | None = None
