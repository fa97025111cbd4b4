"""Noting on requests that a person answered their client: what the status page and the inbox show."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from pritok.accounts.actor import Actor
from pritok.intake.events import RequestAnswered
from pritok.intake.models import Request
from pritok.journal.recording import Draft, record_many, users


def note_answers(
    actor: Actor, *, deal_id: UUID, at: datetime, owner_id: int | None, cause: UUID
) -> int:
    """Mark the deal's requests received before `at` as answered then; return how many were still waiting."""
    with transaction.atomic():
        waiting = Request.objects.filter(deal_id=deal_id, answered_at=None, received_at__lte=at)
        request_ids = list(waiting.values_list("pk", flat=True))
        if not request_ids:
            return 0
        Request.objects.filter(pk__in=request_ids).update(answered_at=at)
        drafts = [
            Draft(
                RequestAnswered(request=request_id),
                f"request:{request_id}",
                users(owner_id),
                deal_id=deal_id,
                owner_id=owner_id,
                cause=cause,
            )
            for request_id in request_ids
        ]
        record_many(actor, drafts)
    return len(request_ids)
