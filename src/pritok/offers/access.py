"""The door to offers: whoever sees the deal sees its offers; a link leads to one version for who has its secret."""

import hashlib
import secrets
from uuid import UUID

from django.db.models import Q, QuerySet

from pritok.accounts.actor import Actor, system
from pritok.deals.access import must_edit, visible_deals
from pritok.deals.actions.locking import lock_seen
from pritok.deals.models import Deal
from pritok.kit import clock
from pritok.kit.errors import Gone, NotFound
from pritok.offers.models import Offer, OfferLink

# Acts on a deal for a visitor, who may see none.
OFFERS = system("offers")
_SECRET_BYTES = 24
_SECRET_LENGTH = 32


def visible_offers(actor: Actor) -> QuerySet[Offer]:
    """Return the offers of deals this actor may see, and of deals merged into those."""
    offers = Offer.objects.select_related("deal")
    if actor.sees_everything:
        is_merged = Q(deal__merged_into__isnull=False, deal__merged_into__deleted_at=None)
        return offers.filter(Q(deal__deleted_at=None) | is_merged)
    deals = visible_deals(actor).values("pk")
    return offers.filter(Q(deal__in=deals) | Q(deal__merged_into__in=deals))


def get_offer(actor: Actor, offer_id: UUID) -> Offer:
    offer = visible_offers(actor).filter(pk=offer_id).first()
    if offer is None:
        raise NotFound
    return offer


def lock_offer(actor: Actor, offer_id: UUID) -> tuple[Offer, Deal]:
    """Return an offer and its deal for a change, both locked; Forbidden for who may only look."""
    seen = get_offer(actor, offer_id)
    # The deal first, as everything that changes deals does: two orders of locking wait for each other for ever.
    deal = lock_seen(actor, seen.deal.merged_into_id or seen.deal_id)
    must_edit(actor, deal.owner_id)
    return _locked(offer_id), deal


def lock_for_visitor(link: OfferLink) -> tuple[Offer, Deal]:
    """Return what a link is about, both locked; Gone when the link, or the deal itself, is no longer alive."""
    offer = link.version.offer
    try:
        deal = lock_seen(OFFERS, offer.deal.merged_into_id or offer.deal_id)
    except NotFound as gone:
        raise Gone("This offer is no longer available.") from gone
    locked = _locked(offer.pk)
    if living_link(link.token_hash) is None:
        raise Gone("This offer is no longer available.")
    return locked, deal


def _locked(offer_id: UUID) -> Offer:
    return Offer.objects.select_for_update(no_key=True).get(pk=offer_id)


def new_secret() -> str:
    """Return what stands in the address of a link: 192 random bits."""
    return secrets.token_urlsafe(_SECRET_BYTES)


def hash_of(secret: str) -> str:
    """Return what is stored of a secret; it is random enough to need no slow hash."""
    return hashlib.sha256(secret.encode()).hexdigest()


def known_link(secret: str) -> OfferLink | None:
    """Return the link with this secret, dead or alive."""
    if len(secret) != _SECRET_LENGTH or not secret.isascii():
        return None
    return _links().filter(token_hash=hash_of(secret)).first()


def living_link(token_hash: str) -> OfferLink | None:
    """Return the link if it leads anywhere now: neither revoked nor over, its deal not thrown away."""
    link = _links().filter(token_hash=token_hash, revoked_at=None).first()
    if link is None or link.expires_at <= clock.now():
        return None
    deal = link.version.offer.deal
    standing = deal.merged_into or deal
    return link if standing.deleted_at is None else None


def _links() -> QuerySet[OfferLink]:
    return OfferLink.objects.select_related("version__author", "version__offer__deal__merged_into")
