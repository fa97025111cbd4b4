"""The body of a streamed response: it waits in the event loop and says what its stream has to say."""

import asyncio
import secrets
import time
from collections.abc import Callable

from asgiref.sync import SyncToAsync

from pritok.live import wire
from pritok.live.streams import Stream

# No stream lives on with a forgotten browser, an old program or a tired proxy; give or take a tenth.
LIFETIME_S = 600.0
# Who does not even take the goodbye is cut off after this long.
CUT_S = 3.0


class Body:
    """Iterated once, in one event loop. `join` is called there before anything is said, `leave` once at the end."""

    def __init__(
        self, stream: Stream, *, join: Callable[["Body"], None], leave: Callable[["Body"], None]
    ) -> None:
        self.stream = stream
        self.is_joined = False
        self.joined_at = self.ends_at = float("inf")
        self._join = join
        self._leave = leave
        self._news = asyncio.Event()
        self._task: asyncio.Task[object] | None = None

    def __aiter__(self) -> "Body":
        return self

    async def __anext__(self) -> bytes:
        if not self.is_joined:
            self._begin()
            return wire.opening()
        try:
            while not self.stream.is_over:
                now = time.monotonic()
                if said := self.stream.next_bytes(now):
                    return said
                await self._rest(self.stream.silence_s(now))
        except asyncio.CancelledError:
            self.close()
            raise
        self.close()
        raise StopAsyncIteration

    def wake(self) -> None:
        self._news.set()

    def end(self, reason: str) -> None:
        """Say goodbye as soon as the client takes it."""
        if not self.stream.is_ending:
            self.stream.end(reason)
            asyncio.get_running_loop().call_later(CUT_S, self._cut)
        self.wake()

    def close(self) -> None:
        """Leave, also when the client is gone or never came; from any thread."""
        self._task = None
        self._leave(self)

    def _begin(self) -> None:
        _let_thread_go()
        self.is_joined = True
        self.joined_at = time.monotonic()
        self.ends_at = self.joined_at + LIFETIME_S * (90 + secrets.randbelow(21)) / 100
        self._task = asyncio.current_task()
        self._join(self)

    async def _rest(self, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds):
                await self._news.wait()
        except TimeoutError:
            return
        self._news.clear()

    def _cut(self) -> None:
        # The client reads nothing, so the server waits in `send` and would for ever.
        if self._task is not None:
            self._task.cancel()


def _let_thread_go() -> None:
    """Give back the thread that Django keeps for the synchronous parts of a request until its very end."""
    context = SyncToAsync.thread_sensitive_context.get(None)
    executor = SyncToAsync.context_to_thread_executor.pop(context, None) if context else None
    if executor is not None:
        executor.shutdown(wait=False)
