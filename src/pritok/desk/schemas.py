"""Shapes of the desk in the API: notes, logged contacts, the timeline."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import Field

from pritok.api.schemas import Moment, OutSchema, StrictSchema, Text
from pritok.clients.schemas import Limit


class NoteIn(StrictSchema):
    text: Text


class ContactLogIn(StrictSchema):
    """A contact that took place; the first outgoing, answered one stops the deal's answer clock."""

    channel: Literal["call", "email", "message", "meeting"]
    direction: Literal["in", "out"]
    answered: bool = True
    at: Moment | None = None
    seconds: Annotated[int, Field(ge=0, le=86_400)] | None = None
    text: Text | None = None


class Doer(OutSchema):
    kind: str
    id: int | None
    name: str


class TitledDeal(OutSchema):
    id: UUID
    title: str


class TextOut(OutSchema):
    id: UUID
    text: str


class TimelineEntry(OutSchema):
    """A fact, with names where it holds keys. `note` is the text of a note or of a logged contact."""

    position: int
    at: datetime
    kind: str
    actor: Doer
    deal: TitledDeal | None
    data: dict[str, Any]
    note: TextOut | None = None


class TimelineAsked(StrictSchema):
    cursor: Annotated[str, Field(pattern=r"^[1-9][0-9]{0,15}$")] | None = None
    limit: Limit = 50
