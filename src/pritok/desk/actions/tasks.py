"""Next steps: planned, changed, done, given up. Each keeps the deal's `next_task_at` in the same transaction."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from pritok.accounts.access import require_person
from pritok.accounts.actor import Actor
from pritok.accounts.models import User
from pritok.accounts.queries import actor_for_person
from pritok.deals.actions.locking import DealRef, lock_editable
from pritok.deals.actions.references import seen_contact
from pritok.deals.models import Deal
from pritok.desk.access import must_plan_for
from pritok.desk.actions.keeping import lock_task, must_be_open, tell, write
from pritok.desk.events import TaskCancelled, TaskDone, TaskEdited, TaskMoved, TaskPlanned
from pritok.desk.models import Task
from pritok.kit import clock
from pritok.kit.errors import wrong
from pritok.kit.ids import new_id
from pritok.kit.versions import refuse_if_stale

KINDS = ("call", "meeting", "message", "offer", "other")
LONGEST_MINUTES = 24 * 60
FARTHEST = timedelta(days=5 * 366)
EDITABLE = ("kind", "title", "note", "duration_minutes", "contact", "person")
_LONGEST_TITLE = 200
_SKEW = timedelta(minutes=1)
_COLUMNS = {"contact": "contact_id", "person": "person_id"}


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done and when. Without `person` it is the deal's owner, or whoever plans it."""

    kind: str
    title: str
    due_at: datetime
    note: str = ""
    duration_minutes: int | None = None
    person: int | None = None
    contact: UUID | None = None


def plan_task(actor: Actor, *, plan: Plan, deal: DealRef | None = None) -> Task:
    """Plan a next step on a deal, or one of the person's own. A closed deal may have one too."""
    _check(plan.kind, plan.title, plan.duration_minutes)
    _check_due(plan.due_at)
    with transaction.atomic():
        row = None if deal is None else lock_editable(actor, deal)
        contact = seen_contact(actor, plan.contact)
        task = Task.objects.create(
            id=new_id(),
            deal=row,
            contact=contact,
            person_id=_responsible(actor, plan.person, row),
            kind=plan.kind,
            title=plan.title,
            note=plan.note,
            due_at=plan.due_at,
            duration_minutes=plan.duration_minutes,
            created_by_id=actor.person_id,
            created_at=clock.now(),
        )
        tell(actor, planned(task), task, row)
    return task


def planned(task: Task) -> TaskPlanned:
    """Return the fact that says all a reader needs to know of a task."""
    due = task.due_at.isoformat()
    return TaskPlanned(task=task.pk, task_kind=task.kind, due_at=due, person=task.person_id)


def move_task(actor: Actor, *, task: UUID, due_at: datetime, version: int | None = None) -> Task:
    """Give an open task another time."""
    return change_task(actor, task=task, changes={"due_at": due_at}, version=version)


def edit_task(
    actor: Actor, *, task: UUID, changes: Mapping[str, Any], version: int | None = None
) -> Task:
    """Change what an open task is about, or who does it: the names in `EDITABLE`."""
    if unknown := set(changes) - set(EDITABLE):
        raise wrong(min(unknown), "This field cannot be changed here.")
    return change_task(actor, task=task, changes=changes, version=version)


def change_task(
    actor: Actor, *, task: UUID, changes: Mapping[str, Any], version: int | None = None
) -> Task:
    """Change the time and the rest of an open task at once; what stays the same is no fact."""
    with transaction.atomic():
        row, deal = lock_task(actor, task)
        wanted = {name: v for name, v in changes.items() if v != _value(row, name)}
        refuse_if_stale(row.version, version, yours=_shown(wanted), theirs=_shown_of(row, wanted))
        if not wanted:
            return row
        must_be_open(row)
        _check_changes(actor, row, deal, wanted)
        former = row.person_id
        write(row, {_COLUMNS.get(name, name): value for name, value in wanted.items()})
        if "due_at" in wanted:
            due = row.due_at.isoformat()
            tell(actor, TaskMoved(task=row.pk, due_at=due), row, deal, former=former)
        fields = sorted(set(wanted) - {"due_at"})
        if fields:
            person = row.person_id if "person" in fields else None
            edited = TaskEdited(task=row.pk, fields=fields, person=person)
            tell(actor, edited, row, deal, former=former)
    return row


def finish_task(
    actor: Actor,
    *,
    task: UUID,
    result: str = "",
    following: Plan | None = None,
    version: int | None = None,
) -> tuple[Task, Task | None]:
    """Say that a task is done and what came of it, and plan what follows in the same transaction.

    What is done already stays as it was, and nothing follows it a second time.
    """
    with transaction.atomic():
        row, deal = lock_task(actor, task)
        if row.done_at is not None:
            return row, None
        refuse_if_stale(row.version, version, yours={"done": True}, theirs={"done": False})
        must_be_open(row)
        now = clock.now()
        write(row, {"done_at": now, "result": result})
        tell(actor, TaskDone(task=row.pk, on_time=now <= row.due_at), row, deal)
        if following is None:
            return row, None
        return row, plan_task(actor, plan=following, deal=deal)


def cancel_task(actor: Actor, *, task: UUID, version: int | None = None) -> Task:
    """Give an open task up; a second time changes nothing."""
    with transaction.atomic():
        row, deal = lock_task(actor, task)
        if row.cancelled_at is not None:
            return row
        yours, theirs = {"cancelled": True}, {"cancelled": False}
        refuse_if_stale(row.version, version, yours=yours, theirs=theirs)
        must_be_open(row)
        write(row, {"cancelled_at": clock.now()})
        tell(actor, TaskCancelled(task=row.pk), row, deal)
    return row


def _check(kind: str, title: str, minutes: int | None) -> None:
    if kind not in KINDS:
        raise wrong("kind", f"One of: {', '.join(KINDS)}.")
    if not 0 < len(title) <= _LONGEST_TITLE:
        raise wrong("title", f"Between 1 and {_LONGEST_TITLE} characters.")
    if minutes is not None and not 0 < minutes <= LONGEST_MINUTES:
        raise wrong("duration_minutes", "Between a minute and a day.")


def _check_due(due_at: datetime) -> None:
    now = clock.now()
    if due_at < now - _SKEW:
        raise wrong("due_at", "A task is planned for the future.", code="in_the_past")
    if due_at > now + FARTHEST:
        raise wrong("due_at", "A task is planned for the next five years.")


def _check_changes(actor: Actor, row: Task, deal: Deal | None, wanted: Mapping[str, Any]) -> None:
    _check(
        *(wanted.get(name, getattr(row, name)) for name in ("kind", "title", "duration_minutes"))
    )
    if "due_at" in wanted:
        _check_due(wanted["due_at"])
    if "contact" in wanted:
        seen_contact(actor, wanted["contact"])
    if "person" in wanted:
        if wanted["person"] is None:
            raise wrong("person", "Somebody has to do it.")
        _responsible(actor, wanted["person"], deal)


def _responsible(actor: Actor, person: int | None, deal: Deal | None) -> int | None:
    """Return who does the task; whoever it is must be able to see its deal."""
    if person is None:
        return require_person(actor) if deal is None else deal.owner_id
    if deal is not None and person == deal.owner_id:
        return person
    must_plan_for(actor, person)
    doer = User.objects.filter(pk=person, is_active=True).first()
    if doer is None:
        raise wrong("person", "There is no such active person.")
    if deal is not None and not actor_for_person(doer).may_see_owner(deal.owner_id):
        raise wrong("person", "This person does not see the deal.")
    return person


def _value(row: Task, name: str) -> Any:
    return getattr(row, _COLUMNS.get(name, name))


def _shown(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return values as the API writes them."""
    return {name: _written(value) for name, value in values.items()}


def _shown_of(row: Task, names: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _written(_value(row, name)) for name in names}


def _written(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value
