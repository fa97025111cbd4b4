"""Reading the desk: texts behind facts, and tasks as lists."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from pritok.accounts.actor import Actor
from pritok.desk.access import visible_tasks
from pritok.desk.models import ContactEvent, Note, Task
from pritok.kit.errors import NotFound
from pritok.kit.keyset import Sort, take_page

STATES = {
    "open": Q(done_at=None, cancelled_at=None),
    "done": Q(done_at__isnull=False),
    "cancelled": Q(cancelled_at__isnull=False),
    "all": Q(),
}
_SOONEST = Sort("due_at", "time")
_MOST_OF_A_DEAL = 200
_NAMED = ("deal", "deal__contact", "contact", "person", "created_by")


def texts_of(notes: Iterable[UUID], events: Iterable[UUID]) -> dict[UUID, str]:
    """Return the texts of these notes and contact events of one visible deal; empty ones are left out."""
    found = dict(Note.objects.filter(pk__in=list(notes)).values_list("pk", "text"))
    found |= dict(ContactEvent.objects.filter(pk__in=list(events)).values_list("pk", "text"))
    return {pk: text for pk, text in found.items() if text}


def tasks_behind(ids: Iterable[UUID]) -> dict[UUID, tuple[str, str]]:
    """Return what these tasks of one visible deal are called and what came of them."""
    rows = Task.objects.filter(pk__in=list(ids)).values_list("pk", "title", "result")
    return {pk: (title, result) for pk, title, result in rows}


def tasks_page(
    actor: Actor,
    *,
    person: int,
    state: str = "open",
    since: datetime | None = None,
    until: datetime | None = None,
    cursor: str | None = None,
    limit: int | None = None,
) -> tuple[list[Task], str | None]:
    """Return the tasks of a person due in `[since, until)`, soonest first.

    NotFound for a person whose tasks are not the actor's to see.
    """
    if not actor.may_see_owner(person):
        raise NotFound
    tasks = visible_tasks(actor).filter(STATES[state], person=person)
    bounds = {"due_at__gte": since, "due_at__lt": until}
    tasks = tasks.filter(**{name: at for name, at in bounds.items() if at is not None})
    return take_page(tasks, shown_tasks(), _SOONEST, cursor=cursor, limit=limit)


def tasks_of_deal(deal_id: UUID, *, state: str = "open") -> list[Task]:
    """Return the tasks of a deal that the caller may see, soonest first; of very many the latest."""
    tasks = shown_tasks().filter(STATES[state], deal=deal_id)
    return list(tasks.order_by("-due_at", "-pk")[:_MOST_OF_A_DEAL])[::-1]


def shown_tasks() -> QuerySet[Task]:
    """Return the query for tasks with everything that is named beside them."""
    return Task.objects.select_related(*_NAMED)
