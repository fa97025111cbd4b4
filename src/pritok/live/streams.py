"""One open stream: what waits to be sent to it, and the generator that sends it."""

import asyncio
import time
from collections import deque
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass, field

from pritok.accounts.actor import Actor
from pritok.journal.reading import PlacedFact
from pritok.live import wire

HEARTBEAT_S = 15.0
# Long enough to be cheap, short enough that no stream lives on forgotten rights, proxies or code.
LIFETIME_S = 1800.0
# A browser that reads slower than this many events falls behind for good: it starts anew.
MOST_WAITING = 500


@dataclass(frozen=True)
class Credential:
    """What the stream was opened with, looked at again while it lives: a session or a token."""

    session_key: str | None = None
    token_id: int | None = None


@dataclass(eq=False)
class Stream:
    """Everything but the constructor runs in the event loop of `loop`."""

    actor: Actor
    credential: Credential
    loop: asyncio.AbstractEventLoop
    _waiting: deque[bytes] = field(default_factory=deque)
    _news: asyncio.Event = field(default_factory=asyncio.Event)
    _goodbye: str | None = None

    def offer(
        self, facts: Iterable[tuple[PlacedFact, bytes]], tick: bytes | None, end: int
    ) -> None:
        """Queue those facts that may reach this actor; `end` is the position of the newest."""
        for fact, event in facts:
            if self.actor.hears(fact.audience):
                self._waiting.append(event)
        if tick is not None:
            self._waiting.append(tick)
        if len(self._waiting) > MOST_WAITING:
            self._waiting.clear()
            self._waiting.append(wire.resync(end))
        self._news.set()

    def queue(self, events: Iterable[bytes]) -> None:
        self._waiting.extend(events)
        self._news.set()

    def end(self, reason: str) -> None:
        self._goodbye = self._goodbye or reason
        self._news.set()

    async def events(self) -> AsyncIterator[bytes]:
        """Yield the stream's bytes until its life is over or it is told to end."""
        yield wire.RETRY
        ends_at = time.monotonic() + LIFETIME_S
        while self._goodbye is None and (left_s := ends_at - time.monotonic()) > 0:
            try:
                async with asyncio.timeout(min(HEARTBEAT_S, left_s)):
                    await self._news.wait()
            except TimeoutError:
                yield wire.HEARTBEAT
                continue
            self._news.clear()
            if self._waiting and self._goodbye is None:
                events = b"".join(self._waiting)
                self._waiting.clear()
                yield events
        yield wire.goodbye(self._goodbye or "lifetime")
