"""Pipelines, stages, the company's own fields and all dictionaries at once, in the API."""

from typing import Annotated, Literal

from pydantic import Field

from pritok.api.schemas import Key, Line, Listing, OutSchema, Ref, StrictSchema, absent
from pritok.catalog.schemas import CampaignOut, EntryOut, Position, ProductOut, ReasonGroupOut
from pritok.deals.schemas.given import SharedWith
from pritok.deals.schemas.out import StageOut

RoutingMode = Literal["manual", "fair"]
FieldKind = Literal["text", "number", "date", "choice"]
Title = Annotated[Line, Field(min_length=1, max_length=120)]
Hours = Annotated[int, Field(ge=1, le=100_000)]
Choices = Annotated[
    list[Annotated[Line, Field(min_length=1, max_length=120)]], Field(max_length=100)
]


class PipelineIn(StrictSchema):
    name: Title
    routing_mode: RoutingMode = "fair"


class PipelinePatch(StrictSchema):
    name: Title = absent()
    position: Position = absent()
    is_archived: bool = absent()
    routing_mode: RoutingMode = absent()


class PipelineOut(OutSchema):
    id: int
    name: str
    position: int
    is_archived: bool
    routing_mode: RoutingMode
    stages: list[StageOut]


class NewStage(StrictSchema):
    name: Title
    position: Position | None = None
    limit_hours: Hours | None = None


class StagePatch(StrictSchema):
    """`position` counts the stages in use. `move_deals_to` says where open deals go when this one is archived."""

    name: Title = absent()
    position: Position = absent()
    limit_hours: Hours | None = absent()
    is_archived: bool = absent()
    move_deals_to: Key | None = None


class CustomFieldIn(StrictSchema):
    label: Title
    kind: FieldKind
    key: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,39}$")] | None = None
    choices: Choices = []
    is_required: bool = False


class CustomFieldPatch(StrictSchema):
    label: Title = absent()
    choices: Choices = absent()
    is_required: bool = absent()
    is_archived: bool = absent()
    position: Position = absent()


class CustomFieldOut(OutSchema):
    id: int
    key: str
    label: str
    kind: FieldKind
    choices: list[str]
    is_required: bool
    is_archived: bool
    position: int


class PersonEntry(OutSchema):
    id: int
    name: str
    role: str
    team: int | None
    is_active: bool


class TeamEntry(OutSchema):
    id: int
    name: str
    lead: int | None


class DictionariesOut(OutSchema):
    """Everything the web needs to name things and fill pick lists, in one call."""

    pipelines: list[PipelineOut]
    deal_types: list[EntryOut]
    markets: list[EntryOut]
    sources: list[EntryOut]
    campaigns: list[CampaignOut]
    categories: list[EntryOut]
    loss_reasons: list[ReasonGroupOut]
    products: list[ProductOut]
    custom_fields: list[CustomFieldOut]
    people: list[PersonEntry]
    teams: list[TeamEntry]


class ViewOut(OutSchema):
    id: int
    name: str
    screen: str
    query: str
    shared_with: SharedWith
    owner: Ref
    is_mine: bool


class SilenceLimitIn(StrictSchema):
    """Working hours an open deal of this type and stage may be silent; null is any."""

    deal_type: Key | None = None
    stage: Key | None = None
    hours: Hours


class SilenceLimitsIn(StrictSchema):
    items: Annotated[list[SilenceLimitIn], Field(max_length=300)]


class SilenceLimitOut(OutSchema):
    deal_type: int | None
    stage: int | None
    hours: int


class SilenceLimitsOut(Listing[SilenceLimitOut]):
    """`usual_hours` rules where no limit fits: three working days of the company's week."""

    usual_hours: float
