"""A client answers: yes to exactly what was read, or no and why. One answer, however often the button is pressed."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from django.db import transaction

from pritok.accounts.actor import VISITOR
from pritok.catalog.queries import told_reasons
from pritok.deals.actions.answering import note_contact
from pritok.deals.actions.lining import WantedLine, replace_lines
from pritok.deals.models import Deal
from pritok.deals.models import State as DealState
from pritok.kit import clock
from pritok.kit.errors import Conflict, Gone, wrong
from pritok.offers.access import OFFERS, lock_for_visitor
from pritok.offers.actions.drafting import grow
from pritok.offers.actions.telling import tell
from pritok.offers.content import Content
from pritok.offers.events import OfferAccepted, OfferDeclined
from pritok.offers.lines import OfferLine, chosen
from pritok.offers.models import Acceptance, Decline, Offer, OfferLink, OfferVersion, State

# Who has accepted finds again what was accepted, also when the offer's own time is over.
KEPT_AFTER = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Signature:
    """Where an answer came from, and whose name stands under it."""

    ip: str | None
    user_agent: str
    name: str = ""
    email: str = ""


def accept_offer(
    link: OfferLink, *, content_hash: str, options: Collection[int], by: Signature
) -> Acceptance:
    """Accept what the client read, with the optional lines that were ticked, once.

    In order: the acceptance, the fact, the deal's lines if it is still open. Nothing wins the deal but a person.
    Conflict when it was answered already, or when the page shows something else than what would be accepted.
    """
    with transaction.atomic():
        offer, deal = lock_for_visitor(link)
        version = _answerable(offer, link)
        content = Content.of(version)
        if not content_hash == version.content_hash == content.hash():
            raise Conflict("The offer has changed since it was opened.", code="offer_changed")
        ticked = _ticked(content, options)
        acceptance = Acceptance.objects.create(
            offer=offer,
            version=version,
            link=link,
            name=by.name,
            email=by.email,
            options=sorted(ticked),
            total_minor=content.sums(ticked).total_minor,
            content_hash=content_hash,
            ip=by.ip,
            user_agent=by.user_agent,
            accepted_at=clock.now(),
        )
        kept_until = acceptance.accepted_at + KEPT_AFTER
        living = version.links.filter(revoked_at=None, expires_at__lt=kept_until)
        living.update(expires_at=kept_until)
        _close(offer, deal, State.ACCEPTED)
        accepted = OfferAccepted(offer=offer.pk, offer_version=version.number)
        tell(VISITOR, accepted, offer, deal)
        if deal.state == DealState.OPEN:
            _sell(deal, chosen(content.lines, ticked))
    return acceptance


def decline_offer(
    link: OfferLink, *, reason: int | None, comment: str = "", by: Signature
) -> Decline:
    """Decline what was sent, for one of the reasons clients are told or in own words."""
    with transaction.atomic():
        offer, deal = lock_for_visitor(link)
        version = _answerable(offer, link)
        if reason is not None and not told_reasons().filter(pk=reason).exists():
            raise wrong("reason", "There is no such reason.")
        if reason is None and not comment:
            raise wrong("reason", "A reason or a few words are needed.")
        decline = Decline.objects.create(
            version=version,
            link=link,
            reason_id=reason,
            comment=comment,
            ip=by.ip,
            user_agent=by.user_agent,
            declined_at=clock.now(),
        )
        _close(offer, deal, State.DECLINED)
        declined = OfferDeclined(offer=offer.pk, offer_version=version.number, reason=reason)
        tell(VISITOR, declined, offer, deal)
    return decline


def _answerable(offer: Offer, link: OfferLink) -> OfferVersion:
    if offer.state != State.SENT:
        raise Conflict("This offer was answered already.", code="offer_answered")
    if link.version.number != offer.sent_version:
        raise Gone("This offer is no longer available.")
    return link.version


def _ticked(content: Content, options: Collection[int]) -> frozenset[int]:
    ticked = frozenset(options)
    if not ticked <= {line.key for line in content.options}:
        raise wrong("options", "There is no such option.")
    if not chosen(content.lines, ticked):
        raise wrong("options", "Nothing is chosen.")
    return ticked


def _close(offer: Offer, deal: Deal, state: Literal[State.ACCEPTED, State.DECLINED]) -> None:
    grow(offer, state=state)
    note_contact(deal=deal, at=clock.now())


def _sell(deal: Deal, lines: Collection[OfferLine]) -> None:
    """What was agreed upon is what the deal is about, with the costs of the day the offer was written."""
    wanted = [
        WantedLine(
            name=line.name,
            quantity_milli=line.quantity_milli,
            price_minor=line.price_minor,
            discount_minor=line.discount_minor,
            product_id=line.product_id,
            cost_minor=line.cost_minor,
        )
        for line in lines
    ]
    replace_lines(OFFERS, deal=deal, lines=wanted, takes_archived=True)
