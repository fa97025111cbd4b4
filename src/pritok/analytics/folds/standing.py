"""Where a deal stood and for how long: first marks per rank, and the pauses that do not count as time."""

from collections.abc import Iterator
from datetime import datetime

Span = tuple[int, int]


class Marks:
    """First times in the ranks of one pipeline. Owner 0 waits for the first person who gets the deal."""

    __slots__ = ("passed", "reached_at", "reached_owner", "stood_at", "stood_owner")

    def __init__(self) -> None:
        self.passed = 0
        self.reached_at: list[int] = []
        self.reached_owner: list[int] = []
        self.stood_at: list[int] = []
        self.stood_owner: list[int] = []

    def stand(self, rank: int, at: int, owner: int | None) -> None:
        """Note that the deal entered `rank`; every lower rank it skipped counts as reached now."""
        while len(self.reached_at) <= rank:
            self.reached_at.append(at)
            self.reached_owner.append(owner or 0)
            self.stood_at.append(0)
            self.stood_owner.append(0)
        if not self.passed >> rank & 1:
            self.passed |= 1 << rank
            self.stood_at[rank], self.stood_owner[rank] = at, owner or 0

    def claim(self, owner: int) -> None:
        """Credit marks that nobody held to the first person who gets the deal after them."""
        if 0 in self.reached_owner:
            self.reached_owner = [held or owner for held in self.reached_owner]
        if 0 in self.stood_owner:
            self.stood_owner = [
                held or (owner if self.passed >> rank & 1 else 0)
                for rank, held in enumerate(self.stood_owner)
            ]


class Pauses:
    """Finished pauses, and the one that may still run until its date (`running`)."""

    __slots__ = ("count", "finished", "running")

    def __init__(self) -> None:
        self.count = 0
        self.finished: list[Span] = []
        self.running: Span | None = None

    def begin(self, at: int, until: int) -> None:
        """Start a pause; one that was running ends here (its date was moved)."""
        self.count += self.running is None
        self.end(at)
        self.running = (at, until)

    def end(self, at: int) -> None:
        """End the running pause, at its own date when that has passed."""
        if self.running is None:
            return
        since, until = self.running
        if min(at, until) > since:
            self.finished.append((since, min(at, until)))
        self.running = None

    def within(self, since: int, left: int | None) -> Iterator[Span]:
        """Yield the paused parts of a stretch; of one that goes on (`left` None) only finished pauses."""
        known = [*self.finished, self.running] if left is not None else self.finished
        for span in known:
            if span is None:
                continue
            begin = max(span[0], since)
            end = span[1] if left is None else min(span[1], left)
            if end > begin:
                yield begin, end


def seconds(moment: str) -> int:
    """Return the whole Unix second of an ISO time with an offset; everything in the mirror is cut this way."""
    return int(datetime.fromisoformat(moment).timestamp() // 1)
