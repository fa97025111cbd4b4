"""All streams of this process: who may open one, the reader that feeds them, and how they end."""

import asyncio
import resource
import threading
import time
from collections.abc import Collection
from weakref import WeakSet

from pritok.accounts.actor import Actor
from pritok.kit.errors import TooMany, Unavailable
from pritok.live.body import Body
from pritok.live.reader import Batch, Reader
from pritok.live.rights import Credential
from pritok.live.streams import TICK_S, Stream
from pritok.live.window import Window

PER_PERSON = 10
# About 100 KB each; and half of the files this process may open stay free for everybody else.
IN_ALL = min(2_000, resource.getrlimit(resource.RLIMIT_NOFILE)[0] // 2)


class Hub:
    """`open`, `close_all` and `len` are for any thread; everything else happens in the event loop."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        # Weak: a response that is dropped before it was sent gives its place back.
        self._bodies: WeakSet[Body] = WeakSet()
        self._window = Window()
        self._reader: Reader | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._is_closing = False
        self._ticked_at = float("-inf")
        self._is_tick_planned = False

    def __len__(self) -> int:
        return len(self._bodies)

    def open(self, *, actor: Actor, credential: Credential, last_seen: int | None) -> Body:
        """Return the body of a new stream; TooMany or Unavailable when there is no room for it."""
        stream = Stream(actor=actor, credential=credential, last_seen=last_seen)
        body = Body(stream, join=self._join, leave=self._leave)
        with self._lock:
            self._refuse_crowd(stream)
            self._bodies.add(body)
        return body

    def close_all(self) -> None:
        """End every stream with a goodbye and let nobody in any more. Safe in a signal handler: no lock."""
        self._is_closing = True
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._end_all)

    def _refuse_crowd(self, stream: Stream) -> None:
        code = "too_many_streams"
        if self._is_closing:
            raise Unavailable("Pritok is shutting down.", code="closing", retry_after_s=3)
        if len(self._bodies) >= IN_ALL:
            raise Unavailable("Too many open streams.", code=code, retry_after_s=30)
        if sum(body.stream.key == stream.key for body in self._bodies) >= PER_PERSON:
            raise TooMany(f"At most {PER_PERSON} open streams each.", code=code, retry_after_s=30)

    def _join(self, body: Body) -> None:
        if self._is_closing:
            body.end("shutdown")
            return
        loop = asyncio.get_running_loop()
        with self._lock:
            if self._reader is None or self._loop is not loop:
                self._loop = loop
                self._reader = Reader(
                    position=self._window.end,
                    publish=self._publish,
                    listening=self._listening,
                    goes_on=self._goes_on,
                )
                self._reader.start()
            self._reader.judge_soon()

    def _leave(self, body: Body) -> None:
        with self._lock:
            self._bodies.discard(body)

    def _goes_on(self, reader: Reader) -> bool:
        with self._lock:
            if self._reader is reader and not self._bodies:
                self._reader = None
            return self._reader is reader

    def _listening(self) -> Collection[Credential]:
        return {body.stream.credential for body in self._joined()}

    def _joined(self) -> list[Body]:
        with self._lock:
            return [body for body in self._bodies if body.is_joined]

    def _publish(self, reader: Reader, batch: Batch) -> None:
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._take, reader, batch)

    def _take(self, reader: Reader, batch: Batch) -> None:
        # A reader that has been given up may still deliver what its successor reads again.
        if reader is not self._reader:
            return
        if batch.floor is not None:
            self._window.restart(batch.floor)
        self._window.extend(batch.entries)
        audiences = {entry.audience for entry in batch.entries}
        for body in self._joined():
            self._tell(body, batch, audiences)
        if audiences or batch.floor is not None:
            self._plan_tick()

    def _tell(self, body: Body, batch: Batch, audiences: set[str]) -> None:
        # A look that began before somebody came knows neither their rights nor all they may have missed.
        if batch.began_at < body.joined_at:
            return
        stream = body.stream
        if stream.credential in batch.actors:
            actor = batch.actors[stream.credential]
            if actor is None:
                body.end("revoked")
                return
            stream.grant(actor)
            if time.monotonic() >= body.ends_at:
                body.end("lifetime")
        has_begun = batch.is_newest and stream.begin(self._window)
        if has_begun or batch.actors or stream.hears_any(audiences):
            body.wake()

    def _plan_tick(self) -> None:
        """Wake also those who heard nothing, at most once a second: their reports may be old."""
        if not self._is_tick_planned:
            self._is_tick_planned = True
            wait_s = max(0.0, self._ticked_at + TICK_S - time.monotonic())
            asyncio.get_running_loop().call_later(wait_s, self._tick)

    def _tick(self) -> None:
        self._is_tick_planned = False
        self._ticked_at = time.monotonic()
        for body in self._joined():
            body.wake()

    def _end_all(self) -> None:
        for body in self._joined():
            body.end("shutdown")
        if self._reader is not None:
            self._reader.wake()


HUB = Hub()


def open_streams() -> int:
    """Return how many streams this process holds open."""
    return len(HUB)


def close_all() -> None:
    """End every stream: the server stops."""
    HUB.close_all()
