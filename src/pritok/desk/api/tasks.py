"""Tasks: lists of a person's and of a deal's, planned, changed, done, given up."""

from typing import Annotated
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router
from ninja.responses import Status

from pritok.accounts.actor import Actor
from pritok.api.auth import actor_of
from pritok.api.responses import errors
from pritok.api.schemas import Listing, Run, given
from pritok.deals.access import get_deal
from pritok.deals.schemas.showing import version_of
from pritok.desk.access import get_task
from pritok.desk.actions import Plan, cancel_task, change_task, finish_task, plan_task
from pritok.desk.queries import shown_tasks, tasks_of_deal, tasks_page
from pritok.desk.schemas import (
    DealTasksAsked,
    FinishedOut,
    TaskDoneIn,
    TaskIn,
    TaskOut,
    TaskPatch,
    TasksAsked,
    task_out,
)
from pritok.kit.errors import wrong

router = Router(tags=["desk"])


@router.get("/tasks", response=errors(404, ok={200: Run[TaskOut]}), operation_id="listTasks")
def list_tasks(request: HttpRequest, query: Annotated[TasksAsked, Query()]) -> Run[TaskOut]:
    """One's own tasks, or with `person` those of somebody one leads, soonest first."""
    actor = actor_of(request)
    person = query.person or actor.person_id
    if person is None:
        raise wrong("person", "A token has no tasks of its own; say whose.")
    rows, following = tasks_page(
        actor,
        person=person,
        state=query.state,
        since=query.due_from,
        until=query.due_to,
        cursor=query.cursor,
        limit=query.limit,
    )
    return Run[TaskOut](items=[task_out(actor, row) for row in rows], next=following)


@router.post("/tasks", response=errors(ok={201: TaskOut}), operation_id="addTask")
def post_task(request: HttpRequest, body: TaskIn) -> Status[TaskOut]:
    """Plan something that belongs to no deal."""
    actor = actor_of(request)
    return Status(201, _show(actor, plan_task(actor, plan=_plan(body)).pk))


@router.get(
    "/tasks/{uuid:task_id}", response=errors(404, ok={200: TaskOut}), operation_id="getTask"
)
def read_task(request: HttpRequest, task_id: UUID) -> TaskOut:
    return _show(actor_of(request), task_id)


@router.patch(
    "/tasks/{uuid:task_id}",
    response=errors(404, 409, ok={200: TaskOut}),
    operation_id="changeTask",
)
def patch_task(request: HttpRequest, task_id: UUID, body: TaskPatch) -> TaskOut:
    """Give an open task another time, correct it, give it to another person."""
    actor = actor_of(request)
    change_task(actor, task=task_id, changes=given(body), version=version_of(request))
    return _show(actor, task_id)


@router.put(
    "/tasks/{uuid:task_id}/done",
    response=errors(404, 409, ok={200: FinishedOut}),
    operation_id="finishTask",
)
def put_done(request: HttpRequest, task_id: UUID, body: TaskDoneIn) -> FinishedOut:
    """Say that a task is done, and plan the next one in the same breath."""
    actor = actor_of(request)
    following = None if body.next is None else _plan(body.next)
    _, planned = finish_task(
        actor,
        task=task_id,
        result=body.result,
        following=following,
        version=version_of(request),
    )
    coming = None if planned is None else _show(actor, planned.pk)
    return FinishedOut(task=_show(actor, task_id), next=coming)


@router.put(
    "/tasks/{uuid:task_id}/cancelled",
    response=errors(404, 409, ok={200: TaskOut}),
    operation_id="cancelTask",
)
def put_cancelled(request: HttpRequest, task_id: UUID) -> TaskOut:
    """Give a task up; it stays in the history."""
    actor = actor_of(request)
    cancel_task(actor, task=task_id, version=version_of(request))
    return _show(actor, task_id)


@router.get(
    "/deals/{uuid:deal_id}/tasks",
    response=errors(404, ok={200: Listing[TaskOut]}),
    operation_id="listDealTasks",
)
def list_deal_tasks(
    request: HttpRequest, deal_id: UUID, query: Annotated[DealTasksAsked, Query()]
) -> Listing[TaskOut]:
    actor = actor_of(request)
    rows = tasks_of_deal(get_deal(actor, deal_id).pk, state=query.state)
    return Listing[TaskOut](items=[task_out(actor, row) for row in rows])


@router.post(
    "/deals/{uuid:deal_id}/tasks",
    response=errors(404, ok={201: TaskOut}),
    operation_id="addDealTask",
)
def post_deal_task(request: HttpRequest, deal_id: UUID, body: TaskIn) -> Status[TaskOut]:
    """Plan the next step of a deal."""
    actor = actor_of(request)
    task = plan_task(actor, plan=_plan(body), deal=deal_id)
    return Status(201, _show(actor, task.pk))


def _plan(body: TaskIn) -> Plan:
    return Plan(**body.model_dump())


def _show(actor: Actor, task_id: UUID) -> TaskOut:
    get_task(actor, task_id)
    return task_out(actor, shown_tasks().get(pk=task_id))
