"""Whole pasts of deals with the calls, messages, notes and next steps in them, thousands at once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from uuid import UUID

from django.db import transaction

from pritok.accounts.actor import Actor
from pritok.deals.actions.history import prepare_histories
from pritok.deals.actions.telling import Dictionaries
from pritok.deals.history import Answered, History, Step, Told
from pritok.desk.actions.history_tasks import TASK_COLUMNS, task_id, task_row, told_task
from pritok.desk.actions.notes import NOTE_COLUMNS
from pritok.desk.events import ContactMade, NoteAdded
from pritok.desk.history import Contacted, Story
from pritok.desk.models import ContactEvent, Note, Task
from pritok.journal.recording import write_prepared
from pritok.kit.bulk_insert import Prepared, prepare_rows
from pritok.kit.ids import id_at

EVENT_COLUMNS = (
    "id", "deal", "contact", "person", "channel", "direction", "answered", "is_automatic", "at", "seconds", "text",
)  # fmt: skip
Rows = list[tuple[object, ...]]


def import_stories(
    actor: Actor, batch: Sequence[Story], *, via: str, by_owners: bool = False
) -> None:
    """Write deals, their facts, and the contacts, notes and tasks on them, in one transaction.

    See `deals.actions.history.import_histories` for `via`, `by_owners` and refusals.
    """
    known = Dictionaries.load()
    prepared = prepare_stories(actor, batch, known=known, via=via, by_owners=by_owners)
    with transaction.atomic():
        write_prepared(prepared)


def prepare_stories(
    actor: Actor,
    batch: Sequence[Story],
    *,
    known: Dictionaries,
    via: str,
    by_owners: bool = False,
) -> list[Prepared]:
    """Return what `import_stories` writes, without a connection: a process of its own may do it."""
    rows = _Rows()
    histories = [woven(story, rows) for story in batch]
    return [
        *prepare_histories(actor, histories, known=known, via=via, by_owners=by_owners),
        prepare_rows(ContactEvent, EVENT_COLUMNS, rows.events),
        prepare_rows(Note, NOTE_COLUMNS, rows.notes),
        prepare_rows(Task, TASK_COLUMNS, rows.tasks),
    ]


@dataclass
class _Rows:
    """What the stories leave in the tables of the desk."""

    events: Rows = field(default_factory=list)
    notes: Rows = field(default_factory=list)
    tasks: Rows = field(default_factory=list)


def woven(story: Story, rows: "_Rows | None" = None) -> History:
    """Return a story's history with the facts of the work on it in it, and add that work's rows to `rows`."""
    rows = rows or _Rows()
    history = story.history
    told: list[Step] = []
    for done in story.contacts:
        event_id = _id_at(done)
        rows.events.append(_event_row(event_id, history.id, history.contact_id, done))
        told.append(Told(done.at, _fact(event_id, done), done.touches_client, done.person_id))
        if done.is_answer:
            told.append(Answered(done.at))
    for note in story.notes:
        note_id = id_at(int(note.at.timestamp() * 1000))
        rows.notes.append((note_id, history.id, note.person_id, note.text, note.at))
        told.append(Told(note.at, NoteAdded(note=note_id), by=note.person_id))
    for task in story.tasks:
        own_id = task_id(task)
        rows.tasks.append(task_row(own_id, history.id, history.contact_id, task))
        told += told_task(own_id, task)
    due = [task.last_due_at for task in story.tasks if task.is_open]
    steps = _in_time(told, history.steps)
    return replace(history, steps=steps, next_task_at=min(due, default=None))


def _in_time(told: Iterable[Step], steps: Iterable[Step]) -> list[Step]:
    # The sort is stable: a call made at the very moment of a step stands before it, as it does in life.
    return sorted([*told, *steps], key=lambda step: step.at)


def _id_at(done: Contacted) -> UUID:
    return id_at(int(done.at.timestamp() * 1000))


def _fact(event_id: UUID, done: Contacted) -> ContactMade:
    return ContactMade(
        event=event_id,
        channel=done.channel,
        direction=done.direction,
        answered=done.answered,
        is_automatic=done.is_automatic,
        seconds=done.seconds,
    )


def _event_row(
    event_id: UUID, deal_id: UUID | None, contact_id: UUID | None, done: Contacted
) -> tuple[object, ...]:
    return (
        event_id, deal_id, contact_id, done.person_id, done.channel, done.direction, done.answered,
        done.is_automatic, done.at, done.seconds, done.text,
    )  # fmt: skip
