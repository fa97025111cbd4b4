"""Reading offers: the list of a deal or of everybody seen, and one offer in full with all that clients did."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, F, Max, Min, OuterRef, Q, QuerySet

from pritok.accounts.actor import Actor
from pritok.accounts.queries import organisation
from pritok.catalog.access import without_hidden
from pritok.deals.access import may_edit
from pritok.kit import clock
from pritok.kit.errors import NotFound
from pritok.kit.keyset import Sort, take_page
from pritok.kit.money import to_major
from pritok.offers.access import get_offer, visible_offers
from pritok.offers.content import Content, end_of, today
from pritok.offers.lines import OfferLine, chosen, margin_of
from pritok.offers.models import (
    Acceptance,
    Decline,
    Offer,
    OfferLink,
    OfferOpening,
    OfferVersion,
    State,
)

Shown = dict[str, Any]
NEWEST_FIRST = Sort("created_at", "time", is_descending=True)
EXPIRED = "expired"
# The page reports every ten seconds while it is looked at.
READING_NOW = timedelta(seconds=25)


@dataclass(frozen=True)
class Asked:
    """What a list of offers is narrowed by; `opened` asks whether clients looked at what was sent last."""

    states: Sequence[str] = ()
    opened: bool | None = None
    mine: bool = False
    deal: UUID | None = None


def offers_page(
    actor: Actor, asked: Asked, *, cursor: str | None = None, limit: int | None = None
) -> tuple[list[Shown], str | None, int]:
    """Return offers newest first, the next cursor and the size of the whole list."""
    found = _narrowed(visible_offers(actor), actor, asked)
    shown = Offer.objects.select_related("deal__owner").prefetch_related("versions")
    rows, following = take_page(found, shown, NEWEST_FIRST, cursor=cursor, limit=limit)
    return _rows_out(actor, rows), following, found.count()


def offer_details(actor: Actor, offer_id: UUID) -> Shown:
    """Return one offer with its versions, links, openings and answers."""
    offer = get_offer(actor, offer_id)
    [row] = _rows_out(actor, [offer])
    versions = offer.versions.select_related("author", "decline__reason").prefetch_related("links")
    openings = OfferOpening.objects.filter(link__version__offer=offer).select_related(
        "link__version"
    )
    acceptance = Acceptance.objects.filter(offer=offer).select_related("version").first()
    return {
        **row,
        "revision": offer.revision,
        "can": {"edit": may_edit(actor, offer.deal.owner_id)},
        "versions": [_version_out(actor, version) for version in versions],
        "readings": [_opening_out(opening) for opening in openings.order_by("-opened_at")],
        "acceptance": None if acceptance is None else _acceptance_out(acceptance),
    }


def version_of_offer(actor: Actor, offer_id: UUID, number: int | None = None) -> OfferVersion:
    """Return one version of an offer, the newest one without a number; NotFound when there is none."""
    versions = get_offer(actor, offer_id).versions.select_related("author", "offer")
    version = versions.last() if number is None else versions.filter(number=number).first()
    if version is None:
        raise NotFound
    return version


def state_of(offer: Offer, zone: str) -> str:
    """Return the state as people call it: what waits for an answer longer than it holds is expired."""
    if offer.state != State.SENT or offer.valid_until is None:
        return offer.state
    return EXPIRED if end_of(offer.valid_until, zone) <= clock.now() else offer.state


def _narrowed(offers: QuerySet[Offer], actor: Actor, asked: Asked) -> QuerySet[Offer]:
    if asked.deal is not None:
        offers = offers.filter(Q(deal=asked.deal) | Q(deal__merged_into=asked.deal))
    if asked.mine:
        offers = offers.filter(deal__owner=actor.person_id or 0)
    if asked.states:
        offers = offers.filter(_in_states(asked.states))
    if asked.opened is not None:
        of_sent = Q(
            link__version__offer=OuterRef("pk"), link__version__number=OuterRef("sent_version")
        )
        is_opened = Exists(OfferOpening.objects.filter(of_sent))
        offers = offers.filter(is_opened if asked.opened else ~is_opened)
    return offers


def _in_states(states: Iterable[str]) -> Q:
    day = today(organisation().time_zone)
    over = Q(state=State.SENT, valid_until__lt=day)
    wanted = Q(state__in=[state for state in states if state not in {State.SENT, EXPIRED}])
    if State.SENT in states:
        wanted |= Q(state=State.SENT) & ~over
    return wanted | over if EXPIRED in states else wanted


def _rows_out(actor: Actor, offers: Sequence[Offer]) -> list[Shown]:
    readings = _readings([offer.pk for offer in offers])
    zone = organisation().time_zone
    return [_row_out(offer, readings.get(offer.pk), zone) for offer in offers]


def _row_out(offer: Offer, reading: Shown | None, zone: str) -> Shown:
    versions = list(offer.versions.all())
    shown = next((v for v in versions if v.number == offer.sent_version), versions[-1])
    owner = offer.deal.owner
    return {
        "id": offer.pk,
        "number": offer.number,
        "deal": {"id": offer.deal.merged_into_id or offer.deal_id, "name": offer.deal.title},
        "owner": None if owner is None else {"id": owner.pk, "name": owner.name},
        "state": state_of(offer, zone),
        "version": shown.number,
        "has_draft": versions[-1].sent_at is None,
        "title": shown.title,
        "recipient": shown.recipient,
        "amount": to_major(shown.amount_minor, shown.currency),
        "currency": shown.currency,
        "valid_until": shown.valid_until,
        "created_at": offer.created_at,
        "sent_at": offer.sent_at,
        "openings": reading["n"] if reading else 0,
        "first_opened_at": reading["first"] if reading else None,
        "last_seen_at": reading["last"] if reading else None,
        "is_being_read": reading is not None and _is_now(reading["last"]),
    }


def _readings(offers: Sequence[UUID]) -> dict[UUID, Shown]:
    """Return, per offer, how often and when the version sent last was opened."""
    of_sent = Q(link__version__number=F("link__version__offer__sent_version"))
    rows = (
        OfferOpening.objects.filter(of_sent, link__version__offer__in=offers)
        .order_by()
        .values(offer=F("link__version__offer"))
        .annotate(n=Count("*"), first=Min("opened_at"), last=Max("last_seen_at"))
    )
    return {row["offer"]: dict(row) for row in rows}


def _is_now(seen_at: datetime) -> bool:
    return clock.now() - seen_at < READING_NOW


def _version_out(actor: Actor, version: OfferVersion) -> Shown:
    content = Content.of(version)
    sums = content.sums()
    everything = content.sums(frozenset(line.key for line in content.options))
    money = version.currency
    decline = getattr(version, "decline", None)
    shown = {
        "number": version.number,
        "language": version.language,
        "title": version.title,
        "recipient": version.recipient,
        "intro": version.intro,
        "terms": version.terms,
        "is_vat_included": version.is_vat_included,
        "valid_until": version.valid_until,
        "author": None if version.author is None else version.author.name,
        "sent_at": version.sent_at,
        "content_hash": version.content_hash,
        "lines": [_line_out(actor, content, line) for line in content.lines],
        "net": to_major(sums.net_minor, money),
        "vat": to_major(sums.vat_minor, money),
        "total": to_major(sums.total_minor, money),
        "total_with_options": to_major(everything.total_minor, money),
        "links": [_link_out(link) for link in version.links.all()],
        "decline": None if decline is None else _decline_out(decline),
        **_margin(content),
    }
    return without_hidden(actor, shown)


def _line_out(actor: Actor, content: Content, line: OfferLine) -> Shown:
    money = content.version.currency
    sums = content.sums_of(line)
    shown = {
        "id": line.key,
        "product": line.product_id,
        "name": line.name,
        "note": line.note,
        "quantity": line.quantity_milli / 1000,
        "price": to_major(line.price_minor, money),
        "discount": to_major(line.discount_minor, money),
        "cost": None if line.cost_minor is None else to_major(line.cost_minor, money),
        "optional": line.is_optional,
        "vat": None if line.vat_bp is None else line.vat_bp / 100,
        "vat_amount": to_major(sums.vat_minor, money),
        "total": to_major(sums.total_minor, money),
    }
    return without_hidden(actor, shown)


def _margin(content: Content) -> Shown:
    """Margin without tax over the lines that are not optional and whose cost is known."""
    found = margin_of(chosen(content.lines), is_vat_included=content.version.is_vat_included)
    if found is None:
        return {"margin": None, "margin_rate": None}
    margin, revenue = found
    rate = round(margin / revenue, 4) if revenue else None
    return {"margin": to_major(margin, content.version.currency), "margin_rate": rate}


def _link_out(link: OfferLink) -> Shown:
    names = ("id", "created_at", "expires_at", "revoked_at")
    return {name: getattr(link, name) for name in names}


def _opening_out(opening: OfferOpening) -> Shown:
    return {
        "id": opening.pk,
        "version": opening.link.version.number,
        "link": opening.link_id,
        "opened_at": opening.opened_at,
        "last_seen_at": opening.last_seen_at,
        "is_now": _is_now(opening.last_seen_at),
        "sections": {name: round(ms / 1000) for name, ms in opening.sections.items()},
        "ip": opening.ip,
        "user_agent": opening.user_agent,
    }


def _acceptance_out(acceptance: Acceptance) -> Shown:
    names = ("name", "email", "options", "content_hash", "ip", "user_agent", "accepted_at")
    return {
        **{name: getattr(acceptance, name) for name in names},
        "version": acceptance.version.number,
        "total": to_major(acceptance.total_minor, acceptance.version.currency),
    }


def _decline_out(decline: Decline) -> Shown:
    reason = decline.reason
    return {
        "reason": None if reason is None else {"id": reason.pk, "name": reason.name},
        "comment": decline.comment,
        "declined_at": decline.declined_at,
    }
