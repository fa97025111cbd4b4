"""What lists of deals and the board are asked with, and its reading into filters."""

from typing import Annotated, Literal

from django.http import HttpRequest
from pydantic import AfterValidator, Field

from pritok.accounts.queries import organisation
from pritok.api.schemas import Moment, MoneyIn, StrictSchema
from pritok.api.schemas import Query as SearchText
from pritok.clients.schemas import Cursor, Limit
from pritok.deals.queries.filters import COLUMNS, NONE, DealFilters, read_custom
from pritok.deals.schemas.out import StateName
from pritok.kit.money import field_to_minor
from pritok.kit.paging import DEFAULT_LIMIT


def _key_or_none(value: str) -> str:
    if value != NONE and not (value.isascii() and value.isdigit() and 0 < int(value) < 2**53):
        raise ValueError("A key, or “none”.")
    return value


KeyText = Annotated[str, Field(max_length=16), AfterValidator(_key_or_none)]
Keys = Annotated[list[KeyText], Field(max_length=500)]
Flag = Literal["1", "true", "0", "false"]


class DealsAsked(StrictSchema):
    """Filters: repeatable, `none` for what is not set. The company's own fields are asked as `cf_<key>`, numbers
    and dates also as `cf_<key>_min` and `cf_<key>_max`.
    """

    manager: Keys = []
    team: Keys = []
    pipeline: Keys = []
    stage: Keys = []
    deal_type: Keys = []
    market: Keys = []
    source: Keys = []
    campaign: Keys = []
    product: Keys = []
    category: Keys = []
    reason: Keys = []
    state: Annotated[list[StateName], Field(max_length=3)] = []
    mine: Flag | None = None
    pool: Flag | None = None
    paused: Flag | None = None
    next_step: Literal["none", "overdue", "planned"] | None = None
    created_from: Moment | None = None
    created_to: Moment | None = None
    closed_from: Moment | None = None
    closed_to: Moment | None = None
    amount_min: MoneyIn | None = None
    amount_max: MoneyIn | None = None
    q: SearchText = ""


class DealsListAsked(DealsAsked):
    sort: (
        Literal[
            "created_at",
            "-created_at",
            "amount",
            "-amount",
            "stage_entered_at",
            "-stage_entered_at",
            "title",
            "-title",
            "last_contact_at",
            "-last_contact_at",
            "next_task_at",
            "-next_task_at",
            "closed_at",
            "-closed_at",
        ]
        | None
    ) = None
    cursor: Cursor | None = None
    limit: Limit = DEFAULT_LIMIT


class BoardAsked(DealsAsked):
    limit: Annotated[int, Field(ge=1, le=100)] = 20


class CardsAsked(BoardAsked):
    cursor: Cursor | None = None


def filters_of(request: HttpRequest, asked: DealsAsked, *, besides: str = "") -> DealFilters:
    """Return the filters of a request; `besides` names one that the address itself means otherwise."""
    keys = {
        name: [None if each == NONE else int(each) for each in getattr(asked, name)]
        for name in COLUMNS
        if getattr(asked, name) and name != besides
    }
    has_money = asked.amount_min is not None or asked.amount_max is not None
    currency = organisation().currency if has_money else ""
    low, high = (
        field_to_minor(getattr(asked, name), currency, name)
        for name in ("amount_min", "amount_max")
    )
    return DealFilters(
        keys=keys,
        states=asked.state,
        mine=bool(_flag(asked.mine)),
        pool=bool(_flag(asked.pool)),
        paused=_flag(asked.paused),
        next_step=asked.next_step,
        created_from=asked.created_from,
        created_to=asked.created_to,
        closed_from=asked.closed_from,
        closed_to=asked.closed_to,
        amount_min_minor=low,
        amount_max_minor=high,
        q=asked.q,
        custom=read_custom(dict(request.GET.lists())),
    )


def _flag(value: str | None) -> bool | None:
    return None if value is None else value in {"1", "true"}
