"""Every fact about an offer goes to its deal's owner, and so to who leads the owner."""

from uuid import UUID

from pritok.accounts.actor import Actor
from pritok.deals.models import Deal
from pritok.journal.payloads import Payload
from pritok.journal.recording import record, users
from pritok.offers.models import Offer


def tell(actor: Actor, payload: Payload, offer: Offer, deal: Deal) -> UUID:
    return record(
        actor,
        payload,
        subject=f"offer:{offer.pk}",
        audience=users(deal.owner_id),
        deal_id=deal.pk,
        owner_id=deal.owner_id,
    )
