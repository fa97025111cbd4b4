"""Deals as the API shows them: a card of the board, a line of a list, a whole deal."""

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from pritok.api.schemas import MoneyOut, OutSchema, RecordRef, Ref
from pritok.clients.schemas import CompanyOut, ContactOut, DuplicateOut

StateName = Literal["open", "won", "lost"]


class DealRights(OutSchema):
    """`open` is false for somebody else's deal behind a report's number: its client is left out. `assign` also stands
    for claiming a deal of the pool.
    """

    open: bool
    edit: bool
    assign: bool
    close: bool


class LossReasonOut(Ref):
    group: Ref


class DealFacts(OutSchema):
    """What a line and a whole deal have in common."""

    id: UUID
    title: str
    pipeline: Ref
    stage: Ref
    state: StateName
    owner: Ref | None
    company: RecordRef | None
    deal_type: Ref | None
    market: Ref | None
    source: Ref | None
    campaign: Ref | None
    product: Ref | None
    amount: MoneyOut | None
    currency: str
    created_at: datetime
    stage_entered_at: datetime
    closed_at: datetime | None
    last_contact_at: datetime | None
    next_task_at: datetime | None
    paused_until: datetime | None
    answer_due_at: datetime | None
    first_answer_at: datetime | None
    loss_reason: LossReasonOut | None
    version: int
    custom: dict[str, Any]
    can: DealRights


class DealRow(DealFacts):
    """A line of a list, a card of the board."""

    contact: RecordRef | None


class LineOut(OutSchema):
    """`cost` is left out for whoever may not see costs."""

    id: int
    product: int | None
    name: str
    quantity: int | float
    price: MoneyOut
    discount: MoneyOut
    cost: MoneyOut | None = None


class PauseOut(OutSchema):
    until: datetime
    reason: str


class TwinDeal(OutSchema):
    id: UUID
    title: str
    state: StateName


class DealOut(DealFacts):
    """A whole deal. `margin` and `margin_rate` cover the lines whose cost is known; both are left out for whoever
    may not see costs.
    """

    contact: ContactOut | None
    pause: PauseOut | None
    loss_comment: str
    lines: list[LineOut]
    margin: MoneyOut | None = None
    margin_rate: float | None = None
    promised_at: datetime | None
    request_id: UUID | None
    duplicates: list[TwinDeal]


class ContactPage(ContactOut):
    """A contact with its newest deals and the contacts that may be the same person."""

    deals: list[DealRow]
    duplicates: list[DuplicateOut]


class CompanyPage(CompanyOut):
    contacts: list[ContactOut]
    deals: list[DealRow]


class StageOut(OutSchema):
    id: int
    name: str
    position: int
    limit_hours: int | None
    is_archived: bool


class BoardColumn(OutSchema):
    stage: StageOut
    count: int
    amount: MoneyOut
    cards: list[DealRow]
    next: str | None


class ClosedSum(OutSchema):
    count: int
    amount: MoneyOut


class BoardOut(OutSchema):
    """`won` and `lost` cover the last 30 days; `position` is the journal's, to go on from with live changes."""

    pipeline: Ref
    columns: list[BoardColumn]
    won: ClosedSum
    lost: ClosedSum
    position: int


class BulkRefusal(OutSchema):
    id: UUID
    code: str
    message: str


class BulkOut(OutSchema):
    changed: int
    refused: list[BulkRefusal]


class HitOut(OutSchema):
    kind: Literal["deal", "contact", "company", "request"]
    id: UUID
    title: str
    hint: str
