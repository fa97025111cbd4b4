"""The door to tasks: with a deal, whoever sees the deal; without one, its person and those who lead them."""

from uuid import UUID

from django.db.models import Q, QuerySet

from pritok.accounts.actor import Actor
from pritok.desk.models import Task
from pritok.kit.errors import Forbidden, NotFound


def visible_tasks(actor: Actor) -> QuerySet[Task]:
    """Return the tasks this actor may see; those of deleted and merged deals are gone with them."""
    tasks = Task.objects.filter(deal__deleted_at=None)
    if actor.sees_everything:
        return tasks
    if actor.person_id is None:
        return tasks.none()
    owners = actor.visible_owners
    of_deals = Q(deal__owner__in=owners) | Q(deal__isnull=False, deal__owner=None)
    return tasks.filter(of_deals | Q(deal=None, person__in=owners))


def get_task(actor: Actor, task_id: UUID) -> Task:
    task = visible_tasks(actor).select_related("deal").filter(pk=task_id).first()
    if task is None:
        raise NotFound
    return task


def must_plan_for(actor: Actor, person_id: int) -> None:
    """Refuse who may not give this person something to do: everybody oneself, leads those they lead."""
    is_own = person_id == actor.person_id
    if not actor.may_write or not (is_own or (actor.may_assign and actor.may_see_owner(person_id))):
        raise Forbidden("You may not plan for this person.")
