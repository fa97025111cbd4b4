"""A deal's past together with what was done on it: calls, e-mails, messages, meetings and notes."""

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
class Story:
    """A deal's history and the work on it; the three lists need no common order."""

    history: History
    contacts: Sequence[Contacted] = ()
    notes: Sequence[Noted] = ()
