"""Shapes of commercial offers in the API."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import AfterValidator, BeforeValidator, Field

from pritok.api.schemas import (
    Comment,
    Key,
    Line,
    MoneyOut,
    Name,
    OutSchema,
    RecordRef,
    Ref,
    StrictSchema,
    absent,
    given,
)
from pritok.clients.schemas import Limit
from pritok.deals.schemas.given import LineIn
from pritok.kit.texts import clean
from pritok.offers.actions.lining import MAX_LINES, WantedOfferLine

Language = Literal["ru", "en"]
StateName = Literal["draft", "sent", "accepted", "declined", "expired", "revoked"]
_LONGEST_TEXT = 5_000
Paragraphs = Annotated[
    str,
    Field(max_length=_LONGEST_TEXT),
    AfterValidator(lambda text: clean(text, limit=_LONGEST_TEXT, one_line=False)),
]


def _no_bool(value: Any) -> Any:
    if isinstance(value, bool):
        raise ValueError("Not a number.")
    return value


Percent = Annotated[
    Decimal, BeforeValidator(_no_bool), Field(ge=0, le=100, max_digits=5, decimal_places=2)
]


class OfferLineIn(LineIn):
    """`optional` lines are ticked by the client; `vat` is a rate in percent, null without tax."""

    note: Annotated[Comment, Field(max_length=500)] = ""
    optional: bool = False
    vat: Percent | None = None

    def wanted_in_offer(self, currency: str, place: int) -> WantedOfferLine:
        return WantedOfferLine(
            sold=self.wanted(currency, place),
            note=self.note,
            is_optional=self.optional,
            vat_bp=None if self.vat is None else int(self.vat * 100),
        )


class DraftPatch(StrictSchema):
    """Fields of the version that is being written; `lines` replaces all of them."""

    language: Language = absent()
    title: Name = absent()
    recipient: Line = absent()
    intro: Paragraphs = absent()
    terms: Paragraphs = absent()
    is_vat_included: bool = absent()
    valid_until: date = absent()
    lines: Annotated[list[OfferLineIn], Field(max_length=MAX_LINES)] = absent()

    def changes(self, currency: str) -> dict[str, Any]:
        """Return what was sent, with the lines as the actions know them."""
        changes = given(self)
        if "lines" in changes:
            changes["lines"] = [
                line.wanted_in_offer(currency, place) for place, line in enumerate(self.lines)
            ]
        return changes


class OffersQuery(StrictSchema):
    state: list[StateName] = []
    opened: bool | None = None
    mine: bool = False
    cursor: Annotated[str, Field(max_length=300)] | None = None
    limit: Limit = 50


class VersionQuery(StrictSchema):
    version: Key | None = None


class OfferRow(OutSchema):
    """`version` is what was sent last, or the draft when nothing was; sums and readings are of that version."""

    id: UUID
    number: int
    deal: RecordRef
    owner: Ref | None
    state: StateName
    version: int
    has_draft: bool
    title: str
    recipient: str
    amount: MoneyOut
    currency: str
    valid_until: date
    created_at: datetime
    sent_at: datetime | None
    openings: int
    first_opened_at: datetime | None
    last_seen_at: datetime | None
    is_being_read: bool


class OfferLineOut(OutSchema):
    """`cost` is left out for whoever may not see costs; `vat` is the rate, `total` what the client pays."""

    id: int
    product: int | None
    name: str
    note: str
    quantity: float
    price: MoneyOut
    discount: MoneyOut
    cost: MoneyOut | None = None
    optional: bool
    vat: float | None
    vat_amount: MoneyOut
    total: MoneyOut


class OfferLinkOut(OutSchema):
    id: int
    created_at: datetime
    expires_at: datetime
    revoked_at: datetime | None


class DeclineOut(OutSchema):
    reason: Ref | None
    comment: str
    declined_at: datetime


class OfferVersionOut(OutSchema):
    """Sums are of the lines that are not optional. `margin` is without tax and left out where costs are hidden."""

    number: int
    language: Language
    title: str
    recipient: str
    intro: str
    terms: str
    is_vat_included: bool
    valid_until: date
    author: str | None
    sent_at: datetime | None
    content_hash: str
    lines: list[OfferLineOut]
    net: MoneyOut
    vat: MoneyOut
    total: MoneyOut
    total_with_options: MoneyOut
    margin: MoneyOut | None = None
    margin_rate: float | None = None
    links: list[OfferLinkOut]
    decline: DeclineOut | None


class OpeningOut(OutSchema):
    """`sections` holds whole seconds per part of the page."""

    id: UUID
    version: int
    link: int
    opened_at: datetime
    last_seen_at: datetime
    is_now: bool
    sections: dict[str, int]
    ip: str | None
    user_agent: str


class AcceptanceOut(OutSchema):
    """`options` holds the ids of the optional lines that were ticked."""

    version: int
    name: str
    email: str
    options: list[int]
    total: MoneyOut
    content_hash: str
    ip: str | None
    user_agent: str
    accepted_at: datetime


class OfferRights(OutSchema):
    edit: bool


class OfferOut(OfferRow):
    """`revision` is for `If-Match`."""

    revision: int
    can: OfferRights
    versions: list[OfferVersionOut]
    readings: list[OpeningOut]
    acceptance: AcceptanceOut | None


class SentOut(OutSchema):
    """`url` is told this one time; whoever has it reads the offer."""

    url: str
    offer: OfferOut
