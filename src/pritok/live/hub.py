"""The one reader of the journal for all streams of this process.

A thread reads while streams are open, woken by commits of this process and, for those of others, by a short
poll. Streams themselves hold no thread and no connection: they wait in the event loop for what the hub offers.
"""

import asyncio
import threading
import time
from collections.abc import Callable

import structlog
from django.db import DatabaseError, connection

from pritok.journal import reading, waking
from pritok.journal.reading import PlacedFact
from pritok.kit.errors import TooMany, Unavailable
from pritok.live import rights, wire
from pritok.live.streams import Stream

POLL_S = 0.5
TICK_S = 1.0
CHECK_S = 10.0
PER_ACTOR = 10
IN_ALL = 5_000
REPLAYED_AT_MOST = 2_000
_BATCH = 1_000
_log = structlog.get_logger("pritok.live")


class Hub:
    """Streams and the thread that feeds them. `position` is that of the newest fact offered."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._streams: set[Stream] = set()
        self._thread: threading.Thread | None = None
        self._wake = threading.Event()
        self._forget_waking: Callable[[], None] | None = None
        self._is_closing = False
        self.position = 0

    def __len__(self) -> int:
        return len(self._streams)

    def join(self, stream: Stream, last_seen: int | None) -> None:
        """Add a stream; with `last_seen` first queue what it missed, or `resync` when that is too much.

        Asks the database; call it in a thread, before the stream's first byte.
        """
        with self._lock:
            self._refuse_crowd(stream)
            if self._thread is None:
                self.position = reading.head()
                self._start()
            self._streams.add(stream)
            position = self.position
        stream.queue([] if last_seen is None else _missed(stream, last_seen, position))

    def leave(self, stream: Stream) -> None:
        """Forget a stream; the thread ends by itself when none is left."""
        with self._lock:
            self._streams.discard(stream)
            is_empty = not self._streams
        if is_empty:
            self._wake.set()

    def close_all(self) -> None:
        """End every stream with a goodbye and let nobody in any more; for the end of the process."""
        self._is_closing = True
        for stream in self._everybody():
            stream.loop.call_soon_threadsafe(stream.end, "closing")

    def _refuse_crowd(self, stream: Stream) -> None:
        if self._is_closing:
            raise Unavailable("Pritok is shutting down.", code="closing", retry_after_s=3)
        if len(self._streams) >= IN_ALL:
            raise Unavailable("Too many open streams.", code="too_many_streams", retry_after_s=30)
        who = (stream.actor.kind, stream.actor.id)
        if sum((other.actor.kind, other.actor.id) == who for other in self._streams) >= PER_ACTOR:
            message = f"At most {PER_ACTOR} open streams each."
            raise TooMany(message, code="too_many_streams", retry_after_s=30)

    def _start(self) -> None:
        self._wake.clear()
        self._forget_waking = waking.on_commit_call(self._wake.set)
        self._thread = threading.Thread(target=self._run, name="live", daemon=True)
        self._thread.start()

    def _run(self) -> None:
        ticked_at = checked_at = time.monotonic()
        is_tick_due = False
        try:
            while self._goes_on():
                self._wake.wait(POLL_S)
                self._wake.clear()
                now = time.monotonic()
                facts = self._read()
                # First the rights, then the news: nobody hears what came after the loss of a right.
                if rights.may_have_changed(facts) or now - checked_at >= CHECK_S:
                    checked_at = now
                    self._check()
                is_tick_due = is_tick_due or bool(facts)
                ticks = is_tick_due and now - ticked_at >= TICK_S
                if facts or ticks:
                    self._offer(facts, with_tick=ticks)
                if ticks:
                    ticked_at, is_tick_due = now, False
        finally:
            connection.close()

    def _goes_on(self) -> bool:
        with self._lock:
            if self._streams:
                return True
            self._thread = None
            if self._forget_waking is not None:
                self._forget_waking()
            return False

    def _read(self) -> list[PlacedFact]:
        try:
            facts = reading.read(after=self.position, limit=_BATCH)
        except DatabaseError as error:
            # The streams stay: what is missed now is read when the database is back.
            _log.warning("live_cannot_read", error=str(error))
            connection.close()
            time.sleep(POLL_S)
            return []
        if len(facts) == _BATCH:
            self._wake.set()
        return facts

    def _offer(self, facts: list[PlacedFact], *, with_tick: bool) -> None:
        with self._lock:
            self.position = facts[-1].position if facts else self.position
            streams = tuple(self._streams)
            position = self.position
        events = [(fact, wire.changed(fact)) for fact in facts]
        tick = wire.tick(position) if with_tick else None
        by_loop: dict[asyncio.AbstractEventLoop, list[Stream]] = {}
        for stream in streams:
            by_loop.setdefault(stream.loop, []).append(stream)
        for loop, own in by_loop.items():
            _in_loop(loop, _offer_all, own, events, tick, position)

    def _check(self) -> None:
        """Give every stream its actor as it is now; those with no right to listen any more end."""
        streams = self._everybody()
        try:
            actors = rights.actors_now([stream.credential for stream in streams])
        except DatabaseError as error:
            _log.warning("live_cannot_check", error=str(error))
            return
        for stream in streams:
            actor = actors.get(stream.credential)
            if actor != stream.actor:
                reason = "signed_out" if actor is None else "rights_changed"
                _in_loop(stream.loop, stream.end, reason)

    def _everybody(self) -> tuple[Stream, ...]:
        with self._lock:
            return tuple(self._streams)


def _missed(stream: Stream, last_seen: int, position: int) -> list[bytes]:
    if not 0 <= position - last_seen <= REPLAYED_AT_MOST or last_seen < 0:
        return [wire.resync(position)]
    events: list[bytes] = []
    for fact in reading.read_all(after=last_seen):
        if fact.position > position:
            break
        if stream.actor.hears(fact.audience):
            events.append(wire.changed(fact))
    return [*events, wire.tick(position)] if last_seen < position else events


def _offer_all(
    streams: list[Stream],
    events: list[tuple[PlacedFact, bytes]],
    tick: bytes | None,
    position: int,
) -> None:
    for stream in streams:
        stream.offer(events, tick, position)


def _in_loop(loop: asyncio.AbstractEventLoop, call: Callable[..., None], *args: object) -> None:
    if not loop.is_closed():
        loop.call_soon_threadsafe(call, *args)


hub = Hub()
close_all = hub.close_all
