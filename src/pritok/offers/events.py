"""Facts about commercial offers. `offer_version` counts what was sent: a payload's own `version` is its shape."""

from uuid import UUID

from pritok.journal.payloads import Payload


class OfferSent(Payload, frozen=True):
    """`amount_minor` is in the deal's currency, None when the offer names no sum."""

    kind = "offer.sent"
    offer: UUID
    offer_version: int
    amount_minor: int | None = None


class OfferOpened(Payload, frozen=True):
    """A client looked at it."""

    kind = "offer.opened"
    offer: UUID
    offer_version: int


class OfferAccepted(Payload, frozen=True):
    kind = "offer.accepted"
    offer: UUID
    offer_version: int


class OfferDeclined(Payload, frozen=True):
    """`reason` is a key of the loss reasons, None when the client gave none of them."""

    kind = "offer.declined"
    offer: UUID
    offer_version: int
    reason: int | None = None


class OfferDrafted(Payload, frozen=True):
    """A new offer, or a new version of one, is being written."""

    kind = "offer.drafted"
    offer: UUID
    offer_version: int


class OfferEdited(Payload, frozen=True):
    kind = "offer.edited"
    offer: UUID
    offer_version: int
    fields: list[str]


class OfferDiscarded(Payload, frozen=True):
    """A draft that was never sent was thrown away."""

    kind = "offer.discarded"
    offer: UUID
    offer_version: int


class OfferLinked(Payload, frozen=True):
    """One more link to the version that was sent."""

    kind = "offer.linked"
    offer: UUID
    offer_version: int


class OfferRevoked(Payload, frozen=True):
    """No link leads to the offer any more."""

    kind = "offer.revoked"
    offer: UUID
    offer_version: int
