"""The line of deals that wait for a manager. Told by facts, so these verbs record none of their own."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from pritok.accounts.actor import Actor
from pritok.deals.access import visible_deals
from pritok.routing.models import WaitingDeal


def stand_in_line(
    actor: Actor,
    *,
    deal_id: UUID,
    since: datetime,
    channel: str = "",
    is_returning: bool = False,
    former_id: int | None = None,
) -> bool:
    """Put a deal without an owner into the line of its pipeline; doing it twice is doing it once."""
    with transaction.atomic():
        deal = visible_deals(actor).filter(pk=deal_id, state="open", owner=None).first()
        if deal is None:
            return False
        values = {"former_id": former_id} if former_id is not None else {}
        first = {
            "pipeline_id": deal.pipeline_id,
            "since": since,
            "channel": channel[:20],
            "is_returning": is_returning,
        }
        WaitingDeal.objects.update_or_create(
            deal_id=deal_id, defaults=values, create_defaults={**first, **values}
        )
    return True


def leave_line(_actor: Actor, *, deal_id: UUID) -> None:
    """Take a deal out of the line: it has an owner, or is closed."""
    with transaction.atomic():
        WaitingDeal.objects.filter(deal_id=deal_id).delete()


def follow_pipeline(_actor: Actor, *, deal_id: UUID, pipeline_id: int) -> None:
    """A deal that moved to another pipeline waits there, from the time it waited here."""
    with transaction.atomic():
        WaitingDeal.objects.filter(deal_id=deal_id).update(pipeline_id=pipeline_id, reason="")
