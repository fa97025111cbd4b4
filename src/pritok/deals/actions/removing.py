"""Junk leaves the lists and every metric; its row and its facts stay."""

from django.db import transaction

from pritok.accounts.actor import Actor
from pritok.deals.access import may_delete
from pritok.deals.actions.locking import DealRef, lock_seen, tell, write
from pritok.deals.events import DealDeleted
from pritok.deals.models import Deal
from pritok.kit import clock
from pritok.kit.errors import Forbidden


def delete_deal(actor: Actor, *, deal: DealRef) -> Deal:
    """Call a deal junk. Only the head of sales, the admin and writing programs may."""
    with transaction.atomic():
        row = lock_seen(actor, deal)
        if not may_delete(actor):
            raise Forbidden("Only the head of sales and the admin delete deals.")
        write(row, {"deleted_at": clock.now()})
        tell(actor, DealDeleted(), row)
    return row
