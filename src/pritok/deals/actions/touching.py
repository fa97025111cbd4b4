"""Contacts with clients that come in long after they took place."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from pritok.accounts.actor import Actor
from pritok.deals.models import Deal
from pritok.kit.errors import Forbidden


def touch_deals(actor: Actor, *, last_contacts: Mapping[UUID, datetime]) -> None:
    """Move each deal's last contact forward to the given moment; never back.

    The contacts themselves are facts of the room that calls this, in the same transaction.
    """
    if not actor.may_manage_settings:
        raise Forbidden("Only the admin may import.")
    with transaction.atomic():
        deals = Deal.objects.select_for_update().filter(pk__in=list(last_contacts))
        late = [
            deal
            for deal in deals.only("pk", "last_contact_at")
            if deal.last_contact_at is None or deal.last_contact_at < last_contacts[deal.pk]
        ]
        for deal in late:
            deal.last_contact_at = last_contacts[deal.pk]
        Deal.objects.bulk_update(late, ["last_contact_at"], batch_size=200)
