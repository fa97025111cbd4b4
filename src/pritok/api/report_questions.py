"""Turning the query of a report into a checked question."""

from collections.abc import Callable
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from pydantic import Field

from pritok.accounts import queries as accounts
from pritok.analytics.dimensions import ALL, FILTERS, MOST_VALUES, read_values
from pritok.analytics.reports.drilling import Cell
from pritok.analytics.reports.periods import Grain
from pritok.analytics.reports.question import Basis, Question, read_moment
from pritok.analytics.reports.steps import SALE, Credit, Mode
from pritok.api.schemas import StrictSchema
from pritok.catalog import queries as catalog
from pritok.kit import clock
from pritok.kit.errors import Invalid
from pritok.kit.paging import DEFAULT_LIMIT, MAX_LIMIT

Words = Annotated[
    list[Annotated[str, Field(max_length=20)]], Field(default_factory=list, max_length=MOST_VALUES)
]
Moment = Annotated[str | None, Field(max_length=40)]
_MAPS: dict[str, Callable[[], dict[int, int | None]]] = {
    "team": accounts.team_of,
    "category": catalog.category_of_product,
}
_GROUPS = tuple(dimension.key for dimension in ALL)


class ConversionQuery(StrictSchema):
    """Filters take ids or `none`, repeated for several; `from` and `to` are days (or times) of `[from, to)`."""

    from_: Annotated[Moment, Field(alias="from")] = None
    to: Moment = None
    group_by: Annotated[list[Annotated[str, Field(max_length=40)]], Field(max_length=2)] = [
        "manager"
    ]
    manager: Words
    team: Words
    pipeline: Words
    stage: Words
    deal_type: Words
    market: Words
    source: Words
    campaign: Words
    product: Words
    category: Words
    client_kind: Words
    size_band: Words
    mode: Mode = "reached"
    credit: Credit = "at_time"
    by: Basis = "first_contact"
    step_from: Annotated[int | None, Field(ge=1, le=2**53 - 1)] = None
    step_to: Annotated[str | None, Field(max_length=20)] = None
    interval: Grain = "month"
    format: Literal["json", "csv"] = "json"


class DealsQuery(ConversionQuery):
    """The same question and the number (`cell`) whose deals are wanted."""

    cell: Cell = "entered"
    cursor: Annotated[str | None, Field(max_length=200)] = None
    limit: Annotated[int, Field(ge=1, le=MAX_LIMIT)] = DEFAULT_LIMIT


def question_of(asked: ConversionQuery) -> Question:
    """Check the query against the vocabulary and the organisation (one to three statements)."""
    zone = ZoneInfo(accounts.organisation().time_zone)
    groups = _groups(asked.group_by)
    question = Question(
        zone=zone,
        # To the minute: those who ask within one can be given the same answer.
        now=int(clock.now().timestamp()) // 60 * 60,
        since=None if asked.from_ is None else read_moment(asked.from_, zone, "from"),
        until=None if asked.to is None else read_moment(asked.to, zone, "to"),
        group_by=groups,
        filters={
            key: read_values(key, written) for key in FILTERS if (written := getattr(asked, key))
        },
        mode=asked.mode,
        credit=asked.credit,
        basis=asked.by,
        grain=asked.interval,
        step_from=asked.step_from,
        step_to=_step_end(asked.step_to),
        maps={key: load() for key, load in _MAPS.items() if key in groups or getattr(asked, key)},
    )
    if (
        question.since is not None
        and question.until is not None
        and question.since > question.until
    ):
        raise Invalid("The period ends before it begins.", fields={"to": "Before “from”."})
    return question


def _groups(written: list[str]) -> tuple[str, ...]:
    """Return one or two dimensions, written apart or with a comma between."""
    keys = tuple(key for part in written for key in part.split(",") if key)
    if len(keys) > 2 or len(set(keys)) != len(keys) or any(key not in _GROUPS for key in keys):
        expected = f"Up to two different ones of {', '.join(_GROUPS)}."
        raise Invalid("The report cannot be grouped so.", fields={"group_by": expected})
    return keys


def _step_end(written: str | None) -> int | Literal["won"] | None:
    if written is None or written == SALE:
        return None if written is None else "won"
    if written.isascii() and written.isdecimal():
        return int(written)
    raise Invalid("The step is not valid.", fields={"step_to": "A stage's id or “won”."})
