"""Shapes of the desk in the API."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from pritok.api.schemas import Key, MoneyOut, OutSchema, RecordRef, Ref, StrictSchema
from pritok.desk.schemas import TaskOut
from pritok.desk.standing import Reason

Action = Literal["call", "answer", "write", "do", "plan", "open"]


class DeskAsked(StrictSchema):
    """`person` is oneself when left out; `limit` bounds each column."""

    person: Key | None = None
    limit: Annotated[int, Field(ge=1, le=100)] = 30


class DeskDeal(OutSchema):
    id: UUID
    title: str
    stage: Ref
    amount: MoneyOut | None
    currency: str
    contact: RecordRef | None
    company: str | None
    phone: str | None
    version: int


class DeskRow(OutSchema):
    """A deal or a task, why it stands here (`reason`, about the moment `at`) and the one obvious next `action`.

    `expected` is the deal's amount times how often deals of its stage were won; null without an amount. `task` is
    the person's earliest task on the deal, `tasks` how many of theirs are due this week.
    """

    key: str
    reason: Reason
    at: datetime
    action: Action
    deal: DeskDeal | None
    task: TaskOut | None
    tasks: int
    expected: MoneyOut | None


class DeskColumn(OutSchema):
    """`count` is how many there are; `rows` the most valuable and urgent of them, best first."""

    count: int
    rows: list[DeskRow]


class DeskFigures(OutSchema):
    requests_today: int
    tasks_done_today: int
    won_month: int
    won_amount_month: MoneyOut


class DeskOut(OutSchema):
    """`position` is the journal's: the desk is at least as new. `currency` is that of the figures."""

    person: int
    as_of: datetime
    position: int
    currency: str
    figures: DeskFigures
    now: DeskColumn
    next: DeskColumn
    at_risk: DeskColumn
    waiting: DeskColumn
