"""Shapes of dictionaries and products in the API."""

from typing import Annotated, Literal

from pydantic import Field

from pritok.api.schemas import Key, Line, MoneyIn, MoneyOut, Name, OutSchema, StrictSchema, absent

Dictionary = Literal[
    "markets",
    "sources",
    "campaigns",
    "deal_types",
    "categories",
    "loss_reason_groups",
    "loss_reasons",
]
Position = Annotated[int, Field(ge=0, le=100_000)]
Sku = Annotated[Line, Field(max_length=60)]


class EntryIn(StrictSchema):
    """`source` is for campaigns, `group` for loss reasons, `is_refusal` for reasons and their groups."""

    name: Name
    position: Position = absent()
    is_archived: bool = absent()
    source: Key | None = absent()
    group: Key = absent()
    is_refusal: bool = absent()


class EntryPatch(StrictSchema):
    name: Name = absent()
    position: Position = absent()
    is_archived: bool = absent()
    source: Key | None = absent()
    group: Key = absent()
    is_refusal: bool = absent()


class EntryOut(OutSchema):
    id: int
    name: str
    position: int
    is_archived: bool


class CampaignOut(EntryOut):
    source: int | None


class AnyEntryOut(EntryOut):
    """An entry of any dictionary, with the fields its own dictionary has."""

    source: int | None = None
    group: int | None = None
    is_refusal: bool | None = None


class ReasonOut(EntryOut):
    group: int
    is_refusal: bool


class ReasonGroupOut(EntryOut):
    is_refusal: bool
    reasons: list[ReasonOut]


class ProductIn(StrictSchema):
    name: Name
    sku: Sku = ""
    category: Key | None = None
    price: MoneyIn | None = None
    cost: MoneyIn | None = None


class ProductPatch(StrictSchema):
    name: Name = absent()
    sku: Sku = absent()
    category: Key | None = absent()
    price: MoneyIn | None = absent()
    cost: MoneyIn | None = absent()
    position: Position = absent()
    is_archived: bool = absent()


class ProductOut(EntryOut):
    """`cost` is left out for whoever may not see costs."""

    sku: str
    category: int | None
    price: MoneyOut | None
    cost: MoneyOut | None = None
    currency: str
