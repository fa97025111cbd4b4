"""Shapes all reports share. A report's own row adds its figures, its body its parts."""

from typing import Generic, Literal, TypeVar

from pritok.analytics.metrics.metric import Better, Unit
from pritok.api.schemas import OutSchema

T = TypeVar("T")
View = Literal["names", "anonymous", "own"]


class MetricOut(OutSchema):
    key: str
    title: str
    definition: str
    unit: Unit
    better: Better


class ValueOut(OutSchema):
    """A value of a dimension; id null = not set, or nobody."""

    id: int | str | None
    name: str


class Dimensions(OutSchema):
    """Of the dimensions, those the report is grouped by."""

    manager: ValueOut | None = None
    team: ValueOut | None = None
    pipeline: ValueOut | None = None
    stage: ValueOut | None = None
    deal_type: ValueOut | None = None
    market: ValueOut | None = None
    source: ValueOut | None = None
    campaign: ValueOut | None = None
    product: ValueOut | None = None
    category: ValueOut | None = None
    client_kind: ValueOut | None = None
    size_band: ValueOut | None = None
    reason: ValueOut | None = None
    reason_group: ValueOut | None = None
    period: ValueOut | None = None


class Listed(OutSchema):
    """`list` is the address of what the row counts; with another `cell` of the report it opens another number.

    A colleague's row that is not shown by name opens nothing.
    """

    list: str | None = None


class Body(OutSchema, Generic[T]):
    """`cells` are the numbers that open a list; `position` is the place in the journal the figures stand at."""

    key: str
    title: str
    definition: str
    as_of: str
    position: int
    group_by: list[str]
    filters: dict[str, list[str]]
    cells: list[str]
    figures: list[MetricOut]
    rows: list[T]
