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
        "_answered_calls",
        "_call_s",
        "_channels",
        "_directions",
        "_touches",
        "first_answer_at",
    )

    def __init__(self) -> None:
        self._touches: list[int] = []
        self._channels: dict[str, int] = {}
        self._directions: dict[str, int] = {}
        self._answered_calls = self._call_s = 0
        self.first_answer_at: int | None = None

    def add(self, at: int, fact: ContactMade) -> None:
        if fact.is_automatic:
            return
        self._channels[fact.channel] = self._channels.get(fact.channel, 0) + 1
        if fact.channel == "call":
            self._answered_calls += fact.answered
            self._call_s += fact.seconds or 0
            if not fact.answered:
                return
        self._touches.append(at)
        self._directions[fact.direction] = self._directions.get(fact.direction, 0) + 1
        if fact.direction == "out" and fact.answered:
            self.first_answer_at = min(at, self.first_answer_at or at)

    def summary(self, created_at: int, closed_at: int | None) -> ContactSummary:
        """Sum up; the silence of an open deal since its last contact depends on now and is not in it."""
        if not self._channels:
            return NO_CONTACT if closed_at is None else _silent(closed_at - created_at)
        touches = sorted(self._touches)
        channels, directions = self._channels, self._directions
        calls, meetings = channels.get("call", 0), channels.get("meeting", 0)
        points = [created_at, *touches] if closed_at is None else [created_at, *touches, closed_at]
        return ContactSummary(
            touches[-1] if touches else None,
            directions.get("in", 0),
            directions.get("out", 0),
            calls,
            self._answered_calls,
            self._call_s,
            sum(channels.values()) - calls - meetings,
            meetings,
            max([b - a for a, b in pairwise(points)], default=0),
        )


NO_CONTACT = ContactSummary(None, 0, 0, 0, 0, 0, 0, 0, 0)


def _silent(silence_s: int) -> ContactSummary:
    return NO_CONTACT._replace(longest_silence_s=max(0, silence_s))
