"""An offer is written: drafted from the deal, edited, drafted anew as the next version, thrown away."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from pritok.accounts.actor import Actor
from pritok.accounts.models import Organisation
from pritok.accounts.queries import organisation
from pritok.deals.actions.locking import DealRef, lock_editable, must_be_open
from pritok.deals.models import Deal
from pritok.kit import clock
from pritok.kit.errors import Conflict, wrong
from pritok.kit.versions import refuse_if_stale
from pritok.offers import lines as arithmetic
from pritok.offers.access import lock_offer
from pritok.offers.actions.lining import checked_lines, lines_of, write_lines
from pritok.offers.actions.telling import tell
from pritok.offers.content import today
from pritok.offers.events import OfferDiscarded, OfferDrafted, OfferEdited
from pritok.offers.models import Offer, OfferVersion, Series, State

VALID_DAYS = 14
_MOST_VERSIONS = 100
_WORDS = ("language", "title", "recipient", "intro", "terms")
EDITABLE = frozenset({*_WORDS, "is_vat_included", "valid_until", "lines"})
# Carried over from the company's last offer: what one would write again every time.
_HABITS = ("terms", "is_vat_included")


def draft_offer(actor: Actor, *, deal: DealRef) -> Offer:
    """Begin an offer with the lines of its deal and the habits of the company's last one."""
    with transaction.atomic():
        row = lock_editable(actor, deal)
        must_be_open(row)
        company = organisation()
        now = clock.now()
        offer = Offer.objects.create(deal=row, number=_next_number(), created_at=now)
        version = OfferVersion(offer=offer, number=1, created_at=now, **_beginning(row, company))
        version.author_id = actor.person_id
        write_lines(version, lines_of(row))
        tell(actor, OfferDrafted(offer=offer.pk, offer_version=1), offer, row)
    return offer


def edit_offer(
    actor: Actor, *, offer: UUID, changes: Mapping[str, Any], revision: int | None = None
) -> Offer:
    """Change the draft: fields of `EDITABLE`, lines as `WantedOfferLine`s. What stays the same is no fact."""
    unknown = sorted(set(changes) - EDITABLE)
    if unknown:
        raise wrong(unknown[0], "There is no such field.")
    with transaction.atomic():
        row, deal = lock_offer(actor, offer)
        version = draft_version(row)
        values = dict(changes)
        if "lines" in values:
            values["lines"] = arithmetic.stored(checked_lines(actor, row, version, values["lines"]))
        _check_words(values)
        fields = sorted(name for name, value in values.items() if getattr(version, name) != value)
        refuse_if_stale(row.revision, revision, yours=_plain(values), theirs=_now(version, values))
        if not fields:
            return row
        for name in fields:
            setattr(version, name, values[name])
        write_lines(version, arithmetic.read(version.lines))
        grow(row)
        edited = OfferEdited(offer=row.pk, offer_version=version.number, fields=fields)
        tell(actor, edited, row, deal)
    return row


def new_version(actor: Actor, *, offer: UUID) -> OfferVersion:
    """Begin the next version as a copy of the last; what was sent goes on holding until the new one is sent."""
    with transaction.atomic():
        row, deal = lock_offer(actor, offer)
        must_be_open(deal)
        _must_not_be_accepted(row)
        last = row.versions.last()
        assert last is not None, "an offer is made with its first version"
        if last.sent_at is None:
            raise Conflict("A draft of this offer is being written already.", code="draft_exists")
        if last.number >= _MOST_VERSIONS:
            raise Conflict("Begin a new offer instead.", code="too_many_versions")
        version = _copy(last)
        version.author_id = actor.person_id
        write_lines(version, arithmetic.read(last.lines))
        grow(row)
        tell(actor, OfferDrafted(offer=row.pk, offer_version=version.number), row, deal)
    return version


def discard_draft(actor: Actor, *, offer: UUID) -> None:
    """Throw the draft away; an offer that was never sent goes with it."""
    with transaction.atomic():
        row, deal = lock_offer(actor, offer)
        version = draft_version(row)
        tell(actor, OfferDiscarded(offer=row.pk, offer_version=version.number), row, deal)
        if row.sent_version is None:
            row.delete()
        else:
            version.delete()
            grow(row)


def draft_version(offer: Offer) -> OfferVersion:
    """Return the version that is being written; Conflict when there is none."""
    version = offer.versions.select_related("offer").filter(sent_at=None).first()
    if version is None:
        raise Conflict("What was sent does not change; begin a new version.", code="no_draft")
    _must_not_be_accepted(offer)
    return version


def grow(offer: Offer, **changes: Any) -> None:
    """Write the offer's columns and its next revision; the row must be the one that was locked."""
    offer.revision += 1
    for name, value in changes.items():
        setattr(offer, name, value)
    offer.save(update_fields=["revision", *changes])


def _must_not_be_accepted(offer: Offer) -> None:
    if offer.state == State.ACCEPTED:
        raise Conflict("This offer was accepted; begin another one.", code="offer_accepted")


def _next_number() -> int:
    Series.objects.get_or_create(name="offers")
    series = Series.objects.select_for_update().get(name="offers")
    number = series.following
    series.following = number + 1
    series.save(update_fields=["following"])
    return number


def _beginning(deal: Deal, company: Organisation) -> dict[str, Any]:
    last = OfferVersion.objects.exclude(sent_at=None).order_by("-sent_at").values(*_HABITS).first()
    with translation.override(company.language):
        title = _("Commercial offer")
    return {
        "language": company.language,
        "currency": deal.currency,
        "title": title,
        "recipient": deal.company.name if deal.company else "",
        "valid_until": today(company.time_zone) + timedelta(days=VALID_DAYS),
        **(last or {}),
    }


def _copy(last: OfferVersion) -> OfferVersion:
    copied = ("currency", "is_vat_included", *_WORDS)
    company = organisation()
    soonest = today(company.time_zone) + timedelta(days=VALID_DAYS)
    return OfferVersion(
        offer=last.offer,
        number=last.number + 1,
        created_at=clock.now(),
        valid_until=max(last.valid_until, soonest),
        **{name: getattr(last, name) for name in copied},
    )


def _check_words(values: Mapping[str, Any]) -> None:
    if "title" in values and not values["title"]:
        raise wrong("title", "A title is needed.")
    if "valid_until" in values and not _is_near(values["valid_until"]):
        raise wrong("valid_until", "At most two years from now.")


def _is_near(day: date) -> bool:
    return abs(day - clock.now().date()) <= timedelta(days=731)


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return values for the answer about a conflict: lines only as a mark, they may hold costs."""
    shown = {name: value for name, value in values.items() if name != "lines"}
    if "valid_until" in shown:
        shown["valid_until"] = shown["valid_until"].isoformat()
    return shown | ({"lines": "yours"} if "lines" in values else {})


def _now(version: OfferVersion, values: Mapping[str, Any]) -> dict[str, Any]:
    present = {name: getattr(version, name) for name in values}
    shown = _plain(present)
    if "lines" in values:
        shown["lines"] = "yours" if present["lines"] == values["lines"] else "changed"
    return shown
