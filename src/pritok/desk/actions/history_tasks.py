"""Next steps of the past: the facts they left in a deal's record, and the rows they are now."""

from uuid import UUID

from pritok.deals.history import Told
from pritok.desk.events import TaskCancelled, TaskDone, TaskEdited, TaskMoved, TaskPlanned
from pritok.desk.history import Planned
from pritok.kit.ids import id_at

TASK_COLUMNS = (
    "id", "deal", "contact", "person", "kind", "title", "note", "due_at", "result", "done_at", "cancelled_at",
    "created_by", "created_at", "version",
)  # fmt: skip


def task_id(task: Planned) -> UUID:
    return id_at(int(task.at.timestamp() * 1000))


def told_task(task_id: UUID, task: Planned) -> list[Told]:
    """Return what was told of a task, in the order of its times."""
    due_at, person = task.due_at.isoformat(), task.person_id
    planned = TaskPlanned(task=task_id, task_kind=task.kind, due_at=due_at, person=person)
    told = [Told(task.at, planned, by=person)]
    for at, due in task.moves:
        moved = TaskMoved(task=task_id, due_at=due.isoformat())
        told.append(Told(at, moved, by=task.last_person_id))
    for at, person in task.hands:
        told.append(Told(at, TaskEdited(task=task_id, fields=["person"], person=person)))
    if task.done_at is not None:
        done = TaskDone(task=task_id, on_time=task.done_at <= task.last_due_at)
        told.append(Told(task.done_at, done, by=task.last_person_id))
    if task.cancelled_at is not None:
        cancelled = TaskCancelled(task=task_id)
        told.append(Told(task.cancelled_at, cancelled, by=task.last_person_id))
    return told


def task_row(
    task_id: UUID, deal_id: UUID, contact_id: UUID | None, task: Planned
) -> tuple[object, ...]:
    """Return the values of `TASK_COLUMNS`."""
    changes = len(task.moves) + len(task.hands) + (not task.is_open)
    return (
        task_id, deal_id, contact_id, task.last_person_id, task.kind, task.title, "", task.last_due_at, "",
        task.done_at, task.cancelled_at, task.person_id, task.at, 1 + changes,
    )  # fmt: skip
