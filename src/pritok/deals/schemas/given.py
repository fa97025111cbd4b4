"""What clients send about deals."""

from decimal import Decimal
from typing import Annotated, Any, Literal, Self
from uuid import UUID

from pydantic import BeforeValidator, Field, model_validator

from pritok.api.schemas import (
    Comment,
    Key,
    Line,
    Moment,
    MoneyIn,
    Name,
    StrictSchema,
    absent,
)
from pritok.clients.schemas import PointValue
from pritok.deals.actions.lining import WantedLine
from pritok.kit.money import field_to_minor


def _no_bool(value: Any) -> Any:
    if isinstance(value, bool):
        raise ValueError("Not a number.")
    return value


Custom = Annotated[
    dict[Annotated[str, Field(max_length=40)], str | float | int | None], Field(max_length=50)
]
Quantity = Annotated[
    Decimal, BeforeValidator(_no_bool), Field(gt=0, le=999_999, max_digits=9, decimal_places=3)
]


class NewContact(StrictSchema):
    name: Name
    phone: PointValue | None = None
    email: PointValue | None = None

    def points(self) -> list[tuple[str, str]]:
        pairs = [("phone", self.phone), ("email", self.email)]
        return [(kind, value) for kind, value in pairs if value]


class DealIn(StrictSchema):
    """Without `owner`, a manager or lead gets the deal; others' deals wait in the pool for distribution."""

    title: Name
    pipeline: Key
    stage: Key | None = None
    deal_type: Key | None = None
    market: Key | None = None
    source: Key | None = None
    campaign: Key | None = None
    product: Key | None = None
    amount: MoneyIn | None = None
    owner: Key | None = absent()
    contact: UUID | None = None
    contact_new: NewContact | None = None
    company: UUID | None = None
    custom: Custom = {}

    @model_validator(mode="after")
    def one_contact(self) -> Self:
        if self.contact is not None and self.contact_new is not None:
            raise ValueError("Either a known contact or a new one.")
        return self


class DealPatch(StrictSchema):
    title: Name = absent()
    deal_type: Key | None = absent()
    market: Key | None = absent()
    source: Key | None = absent()
    campaign: Key | None = absent()
    product: Key | None = absent()
    amount: MoneyIn | None = absent()
    contact: UUID | None = absent()
    company: UUID | None = absent()
    custom: Custom = absent()


class StageIn(StrictSchema):
    stage: Key


class ClosureIn(StrictSchema):
    """`reason` is required for `lost` and has no place in `won`; `at` closes at an earlier moment."""

    outcome: Literal["won", "lost"]
    reason: Key | None = None
    comment: Annotated[Comment, Field(max_length=1000)] = ""
    at: Moment | None = None


class OwnerIn(StrictSchema):
    """`manager` null gives the deal to the pool; oneself on a deal of the pool claims it."""

    manager: Key | None
    reason: Comment = ""


class PauseIn(StrictSchema):
    until: Moment
    reason: Annotated[str, Field(min_length=1, max_length=200)]


class LineIn(StrictSchema):
    """Money is per unit. `id` keeps a line and the cost of its day; `cost` is for those who see costs."""

    id: Key | None = None
    product: Key | None = None
    name: Name
    quantity: Quantity = Decimal(1)
    price: MoneyIn
    discount: MoneyIn = Decimal(0)
    cost: MoneyIn | None = absent()

    def wanted(self, currency: str, place: int) -> WantedLine:
        """Return the line in minor units; `place` is where it stands, for refusals."""
        money = {
            name: field_to_minor(getattr(self, name), currency, f"lines.{place}.{name}")
            for name in ("price", "discount", "cost")
        }
        return WantedLine(
            name=self.name,
            quantity_milli=int(self.quantity * 1000),
            price_minor=money["price"] or 0,
            discount_minor=money["discount"] or 0,
            product_id=self.product,
            id=self.id,
            cost_minor=money["cost"] if "cost" in self.model_fields_set else "of the day",
        )


class LinesIn(StrictSchema):
    lines: Annotated[list[LineIn], Field(max_length=200)]


class BulkIn(StrictSchema):
    ids: Annotated[list[UUID], Field(min_length=1, max_length=500)]
    action: Literal["move", "assign", "lose", "edit"]
    stage: Key | None = None
    manager: Key | None = absent()
    reason: Key | None = None
    comment: Annotated[Comment, Field(max_length=1000)] = ""
    fields: DealPatch | None = None


class DealMergeIn(StrictSchema):
    """`other` leaves every list and metric in favour of the deal in the address."""

    other: UUID


SharedWith = Literal["me", "team", "manager", "lead", "head", "all"]
# Screens whose filters can be kept under a name: the deals, and each report.
Screen = Literal[
    "deals",
    "reports/conversion",
    "reports/checks",
    "reports/losses",
    "reports/forgotten",
    "reports/dwell",
    "reports/cycle",
    "reports/refusals",
    "reports/sla",
    "reports/activity",
    "reports/routing",
]


class ViewIn(StrictSchema):
    """Shared with nobody, the owner's team, everybody of a role, or all."""

    name: Annotated[Line, Field(min_length=1, max_length=120)]
    screen: Screen = "deals"
    query: Annotated[str, Field(max_length=2000, pattern=r"^[\x21-\x7e]*$")]
    shared_with: SharedWith = "me"


class ViewPatch(StrictSchema):
    name: Annotated[Line, Field(min_length=1, max_length=120)] = absent()
    query: Annotated[str, Field(max_length=2000, pattern=r"^[\x21-\x7e]*$")] = absent()
    shared_with: SharedWith = absent()


def with_minor(values: dict[str, Any], currency: str) -> dict[str, Any]:
    """Return the values with `amount` as `amount_minor`, the name the actions know."""
    if "amount" not in values:
        return values
    amount = values.pop("amount")
    return {**values, "amount_minor": field_to_minor(amount, currency, "amount")}
