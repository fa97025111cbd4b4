"""Whole pasts of offers: their facts for the record of the deal, and their rows, ready for the database."""

from collections.abc import Sequence
from datetime import timedelta

from django.core.management.color import no_style
from django.db import connection, transaction
from django.utils import translation
from django.utils.translation import gettext as _

from pritok.deals.history import Told
from pritok.kit.bulk_insert import Prepared, prepare_instances
from pritok.offers import lines as arithmetic
from pritok.offers.access import hash_of
from pritok.offers.actions.drafting import VALID_DAYS
from pritok.offers.content import Content, day_of, end_of
from pritok.offers.events import OfferOpened, OfferSent
from pritok.offers.history import Letterhead, PastOffer
from pritok.offers.lines import OfferLine
from pritok.offers.models import Offer, OfferLink, OfferOpening, OfferVersion, Series, State


def told_offer(offer: PastOffer) -> list[Told]:
    """Return what is told of an offer in its deal's history."""
    amount = sum(line.total_minor for line in offer.lines)
    sent = OfferSent(offer=offer.id, offer_version=1, amount_minor=amount)
    opened = OfferOpened(offer=offer.id, offer_version=1)
    looks = [Told(at, opened, touches_client=True) for at in offer.openings]
    return [Told(offer.sent_at, sent, by=offer.author_id), *looks]


def prepare_offers(batch: Sequence[PastOffer], head: Letterhead) -> list[Prepared]:
    """Return the rows of these offers, to be written after their deals; `continue_numbers` comes at the end."""
    with translation.override(head.language):
        title = _("Commercial offer")
    versions = [_version(offer, head, title) for offer in batch]
    links = [_link(version, head) for version in versions]
    openings = [
        OfferOpening(link=link, opened_at=at, last_seen_at=at)
        for offer, link in zip(batch, links, strict=True)
        for at in offer.openings
    ]
    return [
        prepare_instances(Offer, [version.offer for version in versions]),
        prepare_instances(OfferVersion, versions),
        prepare_instances(OfferLink, links),
        prepare_instances(OfferOpening, openings),
    ]


def continue_numbers(following: int) -> None:
    """Let the next offer have this number: written rows brought their own."""
    with transaction.atomic():
        Series.objects.update_or_create(name="offers", defaults={"following": following})
        with connection.cursor() as cursor:
            for sql in connection.ops.sequence_reset_sql(no_style(), [OfferVersion, OfferLink]):
                cursor.execute(sql)


def _version(past: PastOffer, head: Letterhead, title: str) -> OfferVersion:
    valid_until = day_of(past.sent_at, head.time_zone) + timedelta(days=VALID_DAYS)
    offer = Offer(
        id=past.id,
        deal_id=past.deal_id,
        number=past.number,
        state=State.SENT,
        sent_version=1,
        sent_at=past.sent_at,
        valid_until=valid_until,
        created_at=past.sent_at,
    )
    lines = [
        OfferLine(
            key=key,
            name=line.name,
            quantity_milli=line.quantity_milli,
            price_minor=line.price_minor,
            discount_minor=line.discount_minor,
            cost_minor=line.cost_minor,
            product_id=line.product_id,
        )
        for key, line in enumerate(past.lines, start=1)
    ]
    version = OfferVersion(
        id=past.number,
        offer=offer,
        number=1,
        language=head.language,
        currency=head.currency,
        title=title,
        valid_until=valid_until,
        lines=arithmetic.stored(lines),
        company=head.company,
        author_id=past.author_id,
        created_at=past.sent_at,
        sent_at=past.sent_at,
    )
    content = Content(version, lines)
    version.amount_minor = content.sums().total_minor
    version.content_hash = content.hash()
    return version


def _link(version: OfferVersion, head: Letterhead) -> OfferLink:
    assert version.sent_at is not None
    return OfferLink(
        id=version.pk,
        version=version,
        token_hash=hash_of(f"{head.secret}:{version.pk}"),
        created_at=version.sent_at,
        expires_at=end_of(version.valid_until, head.time_zone),
    )
