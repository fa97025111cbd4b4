"""Which deals a contact had and when: for joining calls and messages of another system to them."""

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from pritok.accounts.actor import Actor
from pritok.deals.models import Deal
from pritok.kit.errors import Forbidden


class DealOfContact(NamedTuple):
    id: UUID
    created_at: datetime
    owner_id: int | None


def deals_of_contacts(actor: Actor, contacts: Collection[UUID]) -> dict[UUID, list[DealOfContact]]:
    """Return each contact's deals, oldest first; Forbidden for whoever does not see all deals."""
    if not actor.sees_everything:
        raise Forbidden("Only those who see every deal may ask this.")
    rows = Deal.objects.filter(contact__in=contacts, deleted_at=None, merged_into=None)
    found: dict[UUID, list[DealOfContact]] = {}
    columns = rows.order_by("created_at", "pk").values_list("contact", "pk", "created_at", "owner")
    for contact, deal, created_at, owner in columns:
        if contact is not None:
            found.setdefault(contact, []).append(DealOfContact(deal, created_at, owner))
    return found
