"""What clients get: a version that does not change any more, links to it, and the end of all links."""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from pritok.accounts.actor import Actor
from pritok.accounts.queries import company_look, organisation
from pritok.deals.actions.locking import must_be_open
from pritok.kit import clock
from pritok.kit.errors import Conflict, TooMany, wrong
from pritok.kit.versions import refuse_if_stale
from pritok.offers.access import hash_of, lock_offer, new_secret
from pritok.offers.actions.drafting import draft_version, grow
from pritok.offers.actions.telling import tell
from pritok.offers.content import Content, end_of, today
from pritok.offers.events import OfferLinked, OfferRevoked, OfferSent
from pritok.offers.models import Offer, OfferLink, OfferVersion, State

# Everybody who reads along may get one; a program that asks for ever may not.
MOST_LINKS = 20


@dataclass(frozen=True, slots=True)
class Sent:
    """`secret` is told this one time: nobody can read it back."""

    offer: Offer
    secret: str


def send_offer(actor: Actor, *, offer: UUID, revision: int | None = None) -> Sent:
    """Freeze the draft, make a link to it and end the links to what was sent before; the deal does not move."""
    with transaction.atomic():
        row, deal = lock_offer(actor, offer)
        must_be_open(deal)
        version = draft_version(row)
        refuse_if_stale(row.revision, revision, yours={"state": "sent"}, theirs={"state": "draft"})
        company = organisation()
        _must_be_complete(version, company.time_zone)
        now = clock.now()
        version.company, version.details = company.name, company_look().details
        version.sent_at, version.author_id = now, actor.person_id
        version.content_hash = Content.of(version).hash()
        version.save()
        _end_links(row)
        secret = _new_link(version, company.time_zone)
        grow(
            row,
            state=State.SENT,
            sent_version=version.number,
            sent_at=now,
            valid_until=version.valid_until,
        )
        fact = OfferSent(
            offer=row.pk, offer_version=version.number, amount_minor=version.amount_minor
        )
        tell(actor, fact, row, deal)
    return Sent(row, secret)


def issue_link(actor: Actor, *, offer: UUID) -> Sent:
    """Make one more link to what was sent last."""
    with transaction.atomic():
        row, deal = lock_offer(actor, offer)
        version = _version_out(row)
        zone = organisation().time_zone
        if end_of(version.valid_until, zone) <= clock.now():
            raise Conflict("The offer's time is over; send a new version.", code="offer_expired")
        living = version.links.filter(revoked_at=None).count()
        if living >= MOST_LINKS:
            raise TooMany(f"At most {MOST_LINKS} links to one version.", code="too_many_links")
        secret = _new_link(version, zone)
        tell(actor, OfferLinked(offer=row.pk, offer_version=version.number), row, deal)
    return Sent(row, secret)


def revoke_offer(actor: Actor, *, offer: UUID) -> Offer:
    """End every link to the offer; a new version may be written and sent later."""
    with transaction.atomic():
        row, deal = lock_offer(actor, offer)
        if row.state == State.REVOKED:
            return row
        version = _version_out(row)
        if row.state == State.ACCEPTED:
            raise Conflict("What was accepted cannot be taken back.", code="offer_accepted")
        _end_links(row)
        grow(row, state=State.REVOKED)
        tell(actor, OfferRevoked(offer=row.pk, offer_version=version.number), row, deal)
    return row


def _must_be_complete(version: OfferVersion, zone: str) -> None:
    if not version.lines:
        raise wrong("lines", "An offer needs at least one line.")
    if version.valid_until < today(zone):
        raise wrong("valid_until", "This day is over.")


def _version_out(offer: Offer) -> OfferVersion:
    if offer.sent_version is None or offer.state == State.REVOKED:
        raise Conflict("Nobody has got this offer.", code="offer_not_sent")
    return offer.versions.get(number=offer.sent_version)


def _new_link(version: OfferVersion, zone: str) -> str:
    secret = new_secret()
    OfferLink.objects.create(
        version=version,
        token_hash=hash_of(secret),
        created_at=clock.now(),
        expires_at=end_of(version.valid_until, zone),
    )
    return secret


def _end_links(offer: Offer) -> None:
    living = Q(version__offer=offer, revoked_at=None)
    OfferLink.objects.filter(living).update(revoked_at=clock.now())
