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


class TaskPlanned(Payload, frozen=True):
    """A next step on a deal, due at `due_at` (ISO with an offset), for `person`."""

    kind = "task.planned"
    task: UUID
    task_kind: str
    due_at: str
    person: int | None = None


class TaskMoved(Payload, frozen=True):
    """An open task got a new due time."""

    kind = "task.moved"
    task: UUID
    due_at: str


class TaskEdited(Payload, frozen=True):
    """`fields` names what changed; `person` is who does it now, when that changed."""

    kind = "task.edited"
    task: UUID
    fields: list[str]
    person: int | None = None


class TaskDone(Payload, frozen=True):
    """`on_time`: done not later than it was due."""

    kind = "task.done"
    task: UUID
    on_time: bool


class TaskCancelled(Payload, frozen=True):
    kind = "task.cancelled"
    task: UUID


class RecordingHeard(Payload, frozen=True):
    """Somebody listened to the recording of the contact `event`, `seconds` of it."""

    kind = "recording.heard"
    event: UUID
    seconds: int


class CalendarFeedIssued(Payload, frozen=True):
    """A person got a secret link for a calendar program; an older one is worth nothing from then on."""

    kind = "calendar_feed.issued"
    person: int


class CalendarFeedRevoked(Payload, frozen=True):
    kind = "calendar_feed.revoked"
    person: int
