"""What a manager's desk is made of: open deals with what decides their place, tasks to do, figures of today."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, Sum

from pritok.accounts.actor import Actor
from pritok.clients.models import ContactPoint
from pritok.deals.access import visible_deals
from pritok.deals.models import State
from pritok.desk.access import visible_tasks
from pritok.desk.models import ContactEvent, Task
from pritok.desk.queries import STATES, shown_tasks
from pritok.desk.standing import OpenDeal

# Nobody looks at more; the deals' list has them all.
_MOST_TASKS = 1_000
_COLUMNS = (
    "pk", "stage_id", "amount_minor", "created_at", "stage_entered_at", "answer_due_at", "first_answer_at",
    "last_contact_at", "next_task_at", "paused_until",
)  # fmt: skip
_SHOWN = (
    "pk", "title", "stage_id", "stage__name", "amount_minor", "currency", "contact_id", "contact__name",
    "company__name", "version",
)  # fmt: skip


def open_deals(actor: Actor, person: int) -> list[OpenDeal]:
    """Return all open deals of a person that the actor may see."""
    deals = visible_deals(actor).filter(owner=person, state=State.OPEN).order_by()
    # A call that was answered is a conversation: the client who called does not wait any more.
    unheard = Q(channel__in=["email", "message"]) | Q(answered=False)
    rows = deals.annotate(
        incoming_at=_latest(Q(direction="in") & unheard, "at"),
        last_direction=_latest(Q(answered=True), "direction"),
    )
    return [OpenDeal(*row) for row in rows.values_list(*_COLUMNS, "incoming_at", "last_direction")]


def tasks_to_do(
    actor: Actor, person: int, until: datetime
) -> list[tuple[UUID, UUID | None, datetime]]:
    """Return (task, deal, due) of a person's open tasks due before `until`, earliest first."""
    tasks = visible_tasks(actor).filter(STATES["open"], person=person, due_at__lt=until)
    rows = tasks.order_by("due_at", "pk").values_list("pk", "deal", "due_at")
    return list(rows[:_MOST_TASKS])


def shown_deals(actor: Actor, ids: Collection[UUID]) -> dict[UUID, dict[str, Any]]:
    """Return what a row of the desk says about each of these deals, with one phone of its client."""
    phones = ContactPoint.objects.filter(kind="phone", contact=OuterRef("contact"))
    phone = Subquery(phones.order_by("-is_primary", "pk").values("value")[:1])
    rows = visible_deals(actor).filter(pk__in=ids).annotate(phone=phone).values(*_SHOWN, "phone")
    return {row["pk"]: row for row in rows}


def tasks_by_id(ids: Collection[UUID]) -> dict[UUID, Task]:
    return {task.pk: task for task in shown_tasks().filter(pk__in=ids)}


@dataclass(frozen=True, slots=True)
class Figures:
    """A person's day and month in numbers; money is in minor units."""

    requests_today: int
    won: int
    won_minor: int
    tasks_done_today: int


def figures(actor: Actor, person: int, *, today: datetime, month: datetime) -> Figures:
    """Count the requests that came to this person today, tasks done today, and deals won since `month` (three
    statements)."""
    deals = visible_deals(actor).filter(owner=person)
    won = deals.filter(state=State.WON, closed_at__gte=month)
    sums = won.aggregate(n=Count("*"), amount=Sum("amount_minor"))
    done = visible_tasks(actor).filter(person=person, done_at__gte=today)
    return Figures(
        requests_today=deals.filter(created_at__gte=today, request_id__isnull=False).count(),
        won=sums["n"],
        won_minor=sums["amount"] or 0,
        tasks_done_today=done.count(),
    )


def _latest(which: Q, column: str) -> Subquery:
    events: QuerySet[ContactEvent] = ContactEvent.objects.filter(
        which, deal=OuterRef("pk"), is_automatic=False
    )
    return Subquery(events.order_by("-at", "-pk").values(column)[:1])
