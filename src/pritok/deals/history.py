"""A deal's whole past as somebody else's system, or the demo generator, tells it: a beginning and steps."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from pritok.deals.lines import LineDraft
from pritok.journal.payloads import Payload

Values = Mapping[str, int | None]


@dataclass(frozen=True, slots=True)
class Moved:
    at: datetime
    stage_id: int


@dataclass(frozen=True, slots=True)
class Assigned:
    """`how` is one of the words of `deal.assigned`: hand, claim, fair, import, release."""

    at: datetime
    owner_id: int | None
    how: str = "import"


@dataclass(frozen=True, slots=True)
class Edited:
    """`dimensions` holds the new keys of those that changed; `amount_minor` None leaves the amount as it was."""

    at: datetime
    dimensions: Values = field(default_factory=dict)
    amount_minor: int | None = None


@dataclass(frozen=True, slots=True)
class Lines:
    at: datetime
    lines: Sequence[LineDraft]


@dataclass(frozen=True, slots=True)
class Paused:
    at: datetime
    until: datetime
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Resumed:
    at: datetime


@dataclass(frozen=True, slots=True)
class Answered:
    """The first outgoing contact by a person. A second one changes nothing."""

    at: datetime


@dataclass(frozen=True, slots=True)
class Won:
    """`amount_minor` is set when the other system knew the amount of the sale better than its deal."""

    at: datetime
    amount_minor: int | None = None


@dataclass(frozen=True, slots=True)
class Lost:
    at: datetime
    reason_id: int
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Reopened:
    at: datetime


@dataclass(frozen=True, slots=True)
class Told:
    """A fact of a room above (a call, a note) that belongs into this deal's record at its own moment.

    `by` is the person who did it; None leaves it to the author of the import.
    """

    at: datetime
    payload: Payload
    touches_client: bool = False
    by: int | None = None


Step = (
    Moved | Assigned | Edited | Lines | Paused | Resumed | Answered | Won | Lost | Reopened | Told
)


@dataclass(frozen=True, slots=True)
class History:
    """One deal: how it began, then `steps` in the order of their times. `key` names it in a refusal,
    `next_task_at` is when the earliest task that is still open is due.

    `via` says how it came in where that is not the same for the whole batch.
    """

    id: UUID
    key: str
    title: str
    created_at: datetime
    pipeline_id: int
    stage_id: int
    currency: str
    owner_id: int | None = None
    contact_id: UUID | None = None
    company_id: UUID | None = None
    deal_type: int | None = None
    market: int | None = None
    source: int | None = None
    campaign: int | None = None
    product: int | None = None
    amount_minor: int | None = None
    custom: Mapping[str, Any] = field(default_factory=dict)
    is_returning: bool = False
    request_id: UUID | None = None
    promised_at: datetime | None = None
    answer_due_at: datetime | None = None
    next_task_at: datetime | None = None
    via: str = ""
    steps: Sequence[Step] = ()
