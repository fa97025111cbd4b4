"""A deal's past together with what was done on it: calls, e-mails, messages, meetings, notes and next steps."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from pritok.deals.history import History


@dataclass(frozen=True, slots=True)
class Contacted:
    """A contact with the client. An outgoing, answered one by a person stops the deal's answer clock."""

    at: datetime
    channel: str
    direction: str
    answered: bool = True
    seconds: int | None = None
    person_id: int | None = None
    is_automatic: bool = False
    text: str = ""

    @property
    def is_answer(self) -> bool:
        return self.direction == "out" and self.answered and not self.is_automatic

    @property
    def touches_client(self) -> bool:
        return self.answered and not self.is_automatic


@dataclass(frozen=True, slots=True)
class Noted:
    at: datetime
    text: str
    person_id: int | None = None


@dataclass(frozen=True, slots=True)
class Planned:
    """A next step, planned at `at` for `person_id`; still open without `done_at` and `cancelled_at`.

    `moves` are (when, the new due time), `hands` (when, whose it was from then on), both in order.
    """

    at: datetime
    kind: str
    title: str
    due_at: datetime
    person_id: int | None = None
    moves: Sequence[tuple[datetime, datetime]] = ()
    hands: Sequence[tuple[datetime, int | None]] = ()
    done_at: datetime | None = None
    cancelled_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        return self.done_at is None and self.cancelled_at is None

    @property
    def last_due_at(self) -> datetime:
        return self.moves[-1][1] if self.moves else self.due_at

    @property
    def last_person_id(self) -> int | None:
        return self.hands[-1][1] if self.hands else self.person_id


@dataclass(frozen=True, slots=True)
class Story:
    """A deal's history and the work on it; the lists need no common order."""

    history: History
    contacts: Sequence[Contacted] = ()
    notes: Sequence[Noted] = ()
    tasks: Sequence[Planned] = ()
