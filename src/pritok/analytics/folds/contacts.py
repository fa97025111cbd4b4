"""How a client was spoken to on one deal: counts, the last contact, the longest silence."""

from itertools import pairwise
from typing import NamedTuple

from pritok.desk.events import ContactMade


class ContactSummary(NamedTuple):
    last_contact_at: int | None
    contacts_in: int
    contacts_out: int
    calls: int
    answered_calls: int
    call_s: int
    messages: int
    meetings: int
    longest_silence_s: int


class Contacts:
    """Automatic messages are no contact; a call nobody answered is counted but touches nobody."""

    __slots__ = (
        "_answered_calls", "_call_s", "_calls", "_in", "_meetings", "_messages", "_out", "first_answer_at", "touches",
    )  # fmt: skip

    def __init__(self) -> None:
        self.touches: list[int] = []
        self._in = self._out = self._calls = self._messages = self._meetings = 0
        self._answered_calls = self._call_s = 0
        self.first_answer_at: int | None = None

    def add(self, at: int, fact: ContactMade) -> bool:
        """Take up a contact somebody made and say whether it touched the client."""
        if fact.channel == "call":
            self._calls += 1
            self._call_s += fact.seconds or 0
            if not fact.answered:
                return False
            self._answered_calls += 1
        elif fact.channel == "meeting":
            self._meetings += 1
        else:
            self._messages += 1
        self.touches.append(at)
        if fact.direction == "in":
            self._in += 1
        else:
            self._out += 1
            if fact.answered and (self.first_answer_at is None or at < self.first_answer_at):
                self.first_answer_at = at
        return True

    def summary(self, created_at: int, closed_at: int | None) -> ContactSummary:
        """Sum up; the silence of an open deal since its last contact depends on now and is not in it."""
        touches = sorted(self.touches)
        points = [created_at, *touches] if closed_at is None else [created_at, *touches, closed_at]
        return ContactSummary(
            touches[-1] if touches else None,
            self._in,
            self._out,
            self._calls,
            self._answered_calls,
            self._call_s,
            self._messages,
            self._meetings,
            max([0, *[b - a for a, b in pairwise(points)]]),
        )
