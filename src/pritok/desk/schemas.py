"""Shapes of the desk in the API: notes, logged contacts, the timeline, tasks."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BeforeValidator, Field

from pritok.accounts.actor import Actor
from pritok.api.schemas import (
    Comment,
    Key,
    Moment,
    Name,
    OutSchema,
    RecordRef,
    Ref,
    StrictSchema,
    Text,
    absent,
)
from pritok.clients.schemas import Cursor, Limit
from pritok.deals.access import may_edit
from pritok.desk.models import Task
from pritok.kit.paging import DEFAULT_LIMIT

TaskKind = Literal["call", "meeting", "message", "offer", "other"]
TaskState = Literal["open", "done", "cancelled", "all"]


class NoteIn(StrictSchema):
    text: Text


class ContactLogIn(StrictSchema):
    """A contact that took place; the first outgoing, answered one stops the deal's answer clock."""

    channel: Literal["call", "email", "message", "meeting"]
    direction: Literal["in", "out"]
    answered: bool = True
    at: Moment | None = None
    seconds: Annotated[int, Field(ge=0, le=86_400)] | None = None
    text: Text | None = None


class Doer(OutSchema):
    kind: str
    id: int | None
    name: str


class TitledDeal(OutSchema):
    id: UUID
    title: str


class TextOut(OutSchema):
    id: UUID
    text: str


class TimelineEntry(OutSchema):
    """A fact, with names where it holds keys. `note` is the text of a note or of a logged contact."""

    position: int
    at: datetime
    kind: str
    actor: Doer
    deal: TitledDeal | None
    data: dict[str, Any]
    note: TextOut | None = None


class TimelineAsked(StrictSchema):
    cursor: Annotated[str, Field(pattern=r"^[1-9][0-9]{0,15}$")] | None = None
    limit: Limit = 50


def _whole(value: Any) -> Any:
    if isinstance(value, bool):
        raise ValueError("Not a number.")
    return value


Minutes = Annotated[int, BeforeValidator(_whole), Field(ge=1, le=24 * 60)]


class TaskIn(StrictSchema):
    """Without `person` the task is the deal's owner's; without a deal, one's own. `contact`: if not the deal's."""

    kind: TaskKind = "call"
    title: Name
    note: Comment = ""
    due_at: Moment
    duration_minutes: Minutes | None = None
    person: Key | None = None
    contact: UUID | None = None


class TaskPatch(StrictSchema):
    kind: TaskKind = absent()
    title: Name = absent()
    note: Comment = absent()
    due_at: Moment = absent()
    duration_minutes: Minutes | None = absent()
    person: Key = absent()
    contact: UUID | None = absent()


class TaskDoneIn(StrictSchema):
    """`next` is planned on the same deal in the same moment."""

    result: Comment = ""
    next: TaskIn | None = None


class DealOfTask(OutSchema):
    id: UUID
    title: str
    state: Literal["open", "won", "lost"]


class TaskOut(OutSchema):
    """`contact` is the task's own, else the deal's. `result` is what came of a task that is done."""

    id: UUID
    deal: DealOfTask | None
    contact: RecordRef | None
    person: Ref | None
    kind: TaskKind
    title: str
    note: str
    due_at: datetime
    duration_minutes: int | None
    result: str
    done_at: datetime | None
    cancelled_at: datetime | None
    created_at: datetime
    created_by: Ref | None
    version: int
    can_edit: bool


class FinishedOut(OutSchema):
    task: TaskOut
    next: TaskOut | None


class TasksAsked(StrictSchema):
    """`person` is oneself when left out. Times are when tasks are due, `[from, to)`."""

    person: Key | None = None
    state: TaskState = "open"
    due_from: Moment | None = None
    due_to: Moment | None = None
    cursor: Cursor | None = None
    limit: Limit = DEFAULT_LIMIT


class DealTasksAsked(StrictSchema):
    state: TaskState = "open"


class FeedOut(OutSchema):
    """When one's calendar link was made; null without one."""

    created_at: datetime | None


class NewFeedOut(OutSchema):
    """The only answer that holds the secret."""

    url: str


def task_out(actor: Actor, task: Task) -> TaskOut:
    """Show a task read by `queries.shown_tasks`."""
    deal = task.deal
    contact = task.contact or (deal.contact if deal else None)
    return TaskOut(
        **{name: getattr(task, name) for name in _PLAIN},
        deal=DealOfTask.model_validate(deal) if deal else None,
        contact=RecordRef.model_validate(contact) if contact else None,
        person=Ref.model_validate(task.person) if task.person else None,
        created_by=Ref.model_validate(task.created_by) if task.created_by else None,
        can_edit=may_edit(actor, deal.owner_id if deal else task.person_id),
    )


_PLAIN = (
    "id", "kind", "title", "note", "due_at", "duration_minutes", "result", "done_at", "cancelled_at", "created_at",
    "version",
)  # fmt: skip
