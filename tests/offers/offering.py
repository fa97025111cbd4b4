"""Offers in every state, for tests that begin there."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from pritok.accounts.models import User
from pritok.deals.actions.lining import WantedLine
from pritok.deals.models import Deal
from pritok.offers.access import known_link
from pritok.offers.actions.answering import Signature, accept_offer
from pritok.offers.actions.drafting import draft_offer, edit_offer, new_version
from pritok.offers.actions.lining import WantedOfferLine
from pritok.offers.actions.sending import send_offer
from pritok.offers.models import Acceptance, Offer, OfferLink
from tests.factories import actor

NORA = Signature(ip="203.0.113.5", user_agent="Firefox", name="Nora North", email="nora@north.test")


def line(
    name: str, price: int = 1_000, *, key: int | None = None, **changes: Any
) -> WantedOfferLine:
    """Return a line of one unit for so many whole roubles."""
    extra = {
        name: changes.pop(name) for name in ("note", "is_optional", "vat_bp") if name in changes
    }
    values = {"quantity_milli": 1_000, "price_minor": price * 100, "id": key, **changes}
    return WantedOfferLine(sold=WantedLine(name, **values), **extra)


def with_option(person: User, deal: Deal) -> Offer:
    """Return a draft of a course for 1,000 and an optional exam for 300."""
    offer = draft_offer(actor(person), deal=deal)
    lines = [line("Course"), line("Exam", 300, is_optional=True)]
    return edit_offer(actor(person), offer=offer.pk, changes={"lines": lines})


def send(person: User, offer: Offer) -> OfferLink:
    """Send an offer's draft and return the link to it."""
    return link_of(send_offer(actor(person), offer=offer.pk).secret)


def send_again(person: User, offer: Offer, lines: Sequence[WantedOfferLine]) -> OfferLink:
    """Send a new version with other lines."""
    new_version(actor(person), offer=offer.pk)
    edit_offer(actor(person), offer=offer.pk, changes={"lines": lines})
    return send(person, offer)


def link_of(secret: str) -> OfferLink:
    link = known_link(secret)
    assert link is not None
    return link


def accept(link: OfferLink, *options: int, content_hash: str | None = None) -> Acceptance:
    shown = link.version.content_hash if content_hash is None else content_hash
    return accept_offer(link, content_hash=shown, options=options, by=NORA)


def option_of(offer_id: UUID) -> int:
    """Return the key of the first optional line of what was sent."""
    version = Offer.objects.get(pk=offer_id).versions.last()
    assert version is not None
    return next(int(row["key"]) for row in version.lines if row["is_optional"])
