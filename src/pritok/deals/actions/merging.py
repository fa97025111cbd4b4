"""Two records of one thing become one: deals of one client, contacts of one person."""

from uuid import UUID

from django.db import transaction

from pritok.accounts.actor import Actor
from pritok.clients import actions as clients
from pritok.clients.access import get_contact
from pritok.clients.models import Contact
from pritok.deals.access import may_edit
from pritok.deals.actions.locking import DealRef, id_of, lock_editable, tell, write
from pritok.deals.events import DealEdited, DealMerged
from pritok.deals.models import Deal
from pritok.kit import clock
from pritok.kit.errors import Conflict, Forbidden, wrong


def merge_deals(actor: Actor, *, kept: DealRef, merged: DealRef) -> Deal:
    """Let `merged` leave every list and metric in favour of `kept`, which takes over what it does not have itself."""
    if id_of(kept) == id_of(merged):
        raise wrong("other", "A deal cannot be merged with itself.")
    with transaction.atomic():
        # In the order of their ids, so that two merges of the same pair cannot wait for each other.
        rows = {pk: lock_editable(actor, pk) for pk in sorted([id_of(kept), id_of(merged)])}
        into, away = rows[id_of(kept)], rows[id_of(merged)]
        if into.currency != away.currency:
            raise Conflict("Deals in two currencies cannot become one.", code="currency_differs")
        _take_over(actor, into, away)
        write(away, {"deleted_at": clock.now(), "merged_into": into})
        tell(actor, DealMerged(into=into.pk), away)
    return into


def merge_contacts(actor: Actor, *, kept: UUID, merged: UUID) -> Contact:
    """Make two contacts one and move all deals of the merged one, each with a fact of its own.

    Forbidden when one of those deals is not the actor's to change.
    """
    with transaction.atomic():
        into, away = get_contact(actor, kept), get_contact(actor, merged)
        result = clients.merge_contacts(actor, kept=into, merged=away)
        moving = Deal.objects.select_for_update().filter(contact=away.pk).order_by("pk")
        for row in moving:
            if not may_edit(actor, row.owner_id):
                raise Forbidden("A deal of this contact belongs to somebody else.")
            write(row, {"contact_id": into.pk})
            if row.deleted_at is None:
                tell(actor, DealEdited(fields=["contact"], contact=into.pk), row)
    return result


def _take_over(actor: Actor, into: Deal, away: Deal) -> None:
    fields = [
        name
        for name in ("contact_id", "company_id")
        if getattr(into, name) is None and getattr(away, name) is not None
    ]
    if not fields:
        return
    write(into, {name: getattr(away, name) for name in fields})
    named = [name.removesuffix("_id") for name in fields]
    tell(actor, DealEdited(fields=named, contact=into.contact_id), into)
