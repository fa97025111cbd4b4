"""How every action on a task begins and ends: lock it with its deal, write, tell, keep the deal's next step."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db.models import Min

from pritok.accounts.actor import Actor
from pritok.deals.actions.answering import note_next_task
from pritok.deals.actions.locking import lock_editable
from pritok.deals.models import Deal
from pritok.desk.access import get_task, must_plan_for
from pritok.desk.models import Task
from pritok.journal.payloads import Payload
from pritok.journal.recording import record, users
from pritok.kit.errors import Conflict, NotFound


def lock_task(actor: Actor, task: UUID) -> tuple[Task, Deal | None]:
    """Return the task and its deal, re-read and locked, the deal first as everywhere; Forbidden for lookers-on."""
    seen = get_task(actor, task)
    deal = None if seen.deal_id is None else lock_editable(actor, seen.deal_id)
    row = Task.objects.select_for_update(no_key=True).filter(pk=task, deal=seen.deal_id).first()
    if row is None:
        raise NotFound
    if deal is None:
        assert row.person_id is not None
        must_plan_for(actor, row.person_id)
    return row, deal


def must_be_open(task: Task) -> None:
    if task.done_at is not None or task.cancelled_at is not None:
        raise Conflict("The task is over.", code="task_closed")


def write(task: Task, changes: Mapping[str, Any]) -> None:
    """Write the columns and the next version; the row must be the one that was locked."""
    following = task.version + 1
    Task.objects.filter(pk=task.pk).update(**changes, version=following)
    for name, value in changes.items():
        setattr(task, name, value)
    task.version = following


def tell(
    actor: Actor,
    payload: Payload,
    task: Task,
    deal: Deal | None,
    *,
    former: int | None = None,
    cause: UUID | None = None,
) -> None:
    """Record a fact about a task under its deal's owner of now, and keep when the deal's next step is due.

    Who does the task hears of it too, and with `former` whoever did it before.
    """
    doers = [person for person in (task.person_id, former) if person is not None]
    owner = task.person_id if deal is None else deal.owner_id
    record(
        actor,
        payload,
        subject=f"task:{task.pk}" if deal is None else f"deal:{deal.pk}",
        audience=users(owner, *doers),
        deal_id=None if deal is None else deal.pk,
        owner_id=owner,
        cause=cause,
    )
    if deal is not None:
        keep_next_step(deal.pk)


def keep_next_step(deal_id: UUID) -> None:
    open_tasks = Task.objects.filter(deal=deal_id, done_at=None, cancelled_at=None)
    note_next_task(deal=deal_id, at=open_tasks.aggregate(at=Min("due_at"))["at"])
