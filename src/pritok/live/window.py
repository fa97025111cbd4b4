"""The newest part of the journal, kept once for all streams of a process, ready to be sent.

Streams have no queues: each knows how far it has come and takes the rest from here when its client is ready
for more. So a slow client costs no memory; when what it needs is no longer kept, it starts anew.
"""

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from pritok.journal.reading import PlacedFact
from pritok.live import wire

# A quarter of an hour at eleven facts a second; about 5 MB.
KEPT = 10_000


class Entry(NamedTuple):
    """One fact: who may hear it, when it happened (Unix seconds), and its bytes on the wire."""

    position: int
    audience: str
    at: float
    event: bytes


def entry_of(fact: PlacedFact) -> Entry:
    return Entry(fact.position, fact.audience, fact.at.timestamp(), wire.changed(fact))


class Window:
    """Every fact with a position above `floor` and up to `end`."""

    def __init__(self) -> None:
        self.floor = 0
        self.end = 0
        self._entries: list[Entry] = []

    def restart(self, floor: int) -> None:
        """Forget everything: the facts up to `floor` will not be kept here."""
        self._entries.clear()
        self.floor = self.end = floor

    def extend(self, entries: Sequence[Entry]) -> None:
        if not entries:
            return
        self._entries.extend(entries)
        self.end = entries[-1].position
        # Cut at twice the size, so that most of the time nothing is moved.
        if len(self._entries) > 2 * KEPT:
            self.floor = self._entries[-KEPT - 1].position
            del self._entries[:-KEPT]

    def covers(self, position: int) -> bool:
        return self.floor <= position <= self.end

    def after(self, position: int) -> Sequence[Entry]:
        """Return what happened after a position that the window covers."""
        if position >= self.end:
            return ()
        start = bisect_right(self._entries, position, key=lambda entry: entry.position)
        return self._entries[start:]

    def position_at(self, instant: float) -> int:
        """Return the last position before everything that happened since `instant` (Unix seconds)."""
        position = self.end
        for entry in reversed(self._entries):
            if entry.at < instant:
                return entry.position
            position = self.floor
        return position
