"""Open tasks go where their deal goes: to its new owner, into the deal it was merged with."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from pritok.accounts.actor import Actor
from pritok.accounts.models import User
from pritok.accounts.queries import actor_for_person
from pritok.deals.access import kept_deal
from pritok.deals.actions.locking import lock_editable
from pritok.deals.models import Deal
from pritok.desk.actions.keeping import keep_next_step, tell, write
from pritok.desk.actions.tasks import planned
from pritok.desk.events import TaskEdited
from pritok.desk.models import Task
from pritok.kit.errors import NotFound


@dataclass(frozen=True, slots=True)
class Handed:
    """A deal that changed hands, who had it before, and the fact that says so."""

    deal: UUID
    former: int | None
    cause: UUID


def follow_owners(actor: Actor, *, handed: Sequence[Handed]) -> list[Task]:
    """Give the open tasks of each deal's former owner to its owner of now; return those that changed hands.

    Somebody else's task on the deal stays theirs as long as they still see the deal. In the pool a task is
    nobody's: it waits for whoever takes the deal.
    """
    ids = {each.deal for each in handed}
    with_tasks = set(_open_tasks().filter(deal__in=ids).values_list("deal", flat=True))
    changed: list[Task] = []
    for each in handed:
        if each.deal in with_tasks:
            changed += _follow(actor, each)
    return changed


def follow_merge(actor: Actor, *, merged: UUID, cause: UUID) -> list[Task]:
    """Plan the open tasks of a merged deal on the one that was kept, under its owner."""
    with transaction.atomic():
        kept = kept_deal(merged)
        if kept is None:
            return []
        row = lock_editable(actor, kept)
        moved = _locked_tasks(merged)
        for task in moved:
            write(task, {"deal_id": row.pk, "person_id": row.owner_id})
            tell(actor, planned(task), task, row, cause=cause)
        if moved:
            keep_next_step(merged)
    return moved


def _follow(actor: Actor, handed: Handed) -> list[Task]:
    changed = []
    with transaction.atomic():
        try:
            row = lock_editable(actor, handed.deal)
        except NotFound:  # deleted or merged meanwhile, and its tasks with it
            return []
        for task in _locked_tasks(row.pk):
            if task.person_id == row.owner_id or _stays(task, handed.former, row):
                continue
            before = task.person_id
            write(task, {"person_id": row.owner_id})
            given = TaskEdited(task=task.pk, fields=["person"], person=row.owner_id)
            tell(actor, given, task, row, former=before, cause=handed.cause)
            changed.append(task)
    return changed


def _open_tasks() -> QuerySet[Task]:
    return Task.objects.filter(done_at=None, cancelled_at=None)


def _locked_tasks(deal: UUID) -> list[Task]:
    tasks = _open_tasks().select_for_update(no_key=True)
    return list(tasks.filter(deal=deal).order_by("due_at", "pk"))


def _stays(task: Task, former: int | None, deal: Deal) -> bool:
    if task.person_id == former or task.person_id is None:
        return False
    doer = User.objects.filter(pk=task.person_id, is_active=True).first()
    return doer is not None and actor_for_person(doer).may_see_owner(deal.owner_id)
