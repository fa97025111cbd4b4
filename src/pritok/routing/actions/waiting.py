"""The line of deals that wait for a manager. Told by facts, so these verbs record none of their own."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from pritok.accounts.actor import Actor
from pritok.deals.access import visible_deals
from pritok.routing.models import WaitingDeal


@dataclass(frozen=True, slots=True)
class Waiter:
    """A deal without an owner: since when its client waits, and what its first fact said about it."""

    deal_id: UUID
    since: datetime
    channel: str = ""
    is_returning: bool = False
    former_id: int | None = None


def stand_in_line(actor: Actor, *, waiters: Sequence[Waiter]) -> int:
    """Put deals into the lines of their pipelines and return how many are new there.

    Those that have an owner or are closed by now stay out; doing it twice is doing it once.
    """
    with transaction.atomic():
        ids = [waiter.deal_id for waiter in waiters]
        deals = visible_deals(actor).filter(pk__in=ids, state="open", owner=None)
        pipelines = dict(deals.values_list("pk", "pipeline_id"))
        known = {row.pk: row for row in WaitingDeal.objects.filter(pk__in=ids)}
        fresh = []
        for waiter in waiters:
            if waiter.deal_id in known:
                _note_former(known[waiter.deal_id], waiter.former_id)
            elif waiter.deal_id in pipelines:
                fresh.append(_row(waiter, pipelines[waiter.deal_id]))
        # Another loop may have put the same deal in since we looked.
        WaitingDeal.objects.bulk_create(fresh, ignore_conflicts=True)
    return len(fresh)


def leave_line(_actor: Actor, *, deal_ids: Sequence[UUID]) -> None:
    """Take deals out of the line: they have owners, or are closed."""
    with transaction.atomic():
        WaitingDeal.objects.filter(deal__in=deal_ids).delete()


def follow_pipeline(_actor: Actor, *, deal_id: UUID, pipeline_id: int) -> None:
    """A deal that moved to another pipeline waits there, from the time it waited here."""
    with transaction.atomic():
        WaitingDeal.objects.filter(deal=deal_id).update(pipeline_id=pipeline_id, reason="")


def _row(waiter: Waiter, pipeline_id: int) -> WaitingDeal:
    return WaitingDeal(
        deal_id=waiter.deal_id,
        pipeline_id=pipeline_id,
        since=waiter.since,
        channel=waiter.channel[:20],
        is_returning=waiter.is_returning,
        former_id=waiter.former_id,
    )


def _note_former(row: WaitingDeal, former_id: int | None) -> None:
    if former_id is not None and row.former_id != former_id:
        row.former_id = former_id
        row.save(update_fields=["former_id"])
