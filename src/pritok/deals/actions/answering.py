"""Marks that the desk sets on a deal: the last contact with the client, the first answer, the next step.

They are no edits: the version stays, so that a call logged meanwhile turns nobody's work into a conflict.
"""

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from pritok.accounts.actor import Actor
from pritok.deals.actions.locking import DealRef, id_of, lock_editable, tell
from pritok.deals.events import DealAnswered
from pritok.deals.models import Deal


def note_answer(actor: Actor, *, deal: DealRef, at: datetime) -> bool:
    """Stop the answer clock of a deal at `at`; says whether it was still running."""
    with transaction.atomic():
        row = lock_editable(actor, deal)
        if row.first_answer_at is not None:
            return False
        Deal.objects.filter(pk=row.pk).update(first_answer_at=at)
        due = row.answer_due_at
        tell(actor, DealAnswered(within_target=None if due is None else at <= due), row, at=at)
    return True


def note_contact(*, deal: DealRef, at: datetime) -> None:
    """Keep the moment of the latest contact with the client; `contact.made` of the same transaction tells it."""
    earlier = Q(last_contact_at=None) | Q(last_contact_at__lt=at)
    Deal.objects.filter(earlier, pk=id_of(deal)).update(last_contact_at=at)


def note_next_task(*, deal: DealRef, at: datetime | None) -> None:
    """Keep when the earliest open task is due; the task's fact of the same transaction tells what changed."""
    Deal.objects.filter(pk=id_of(deal)).update(next_task_at=at)
