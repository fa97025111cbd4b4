"""A client of the live stream for tests: it speaks ASGI to the product's own application, as the server does."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Coroutine, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

from django.conf import settings
from django.db import connection, transaction

from pritok.accounts.actor import system
from pritok.accounts.models import User
from pritok.config.asgi import application
from pritok.deals.events import DealResumed
from pritok.journal import reading
from pritok.journal.payloads import Payload
from pritok.journal.recording import EVERYONE, record
from pritok.kit.ids import new_id
from tests.factories import make_sign_in

T = TypeVar("T")
PATIENCE_S = 10.0


@dataclass(frozen=True)
class Event:
    name: str
    id: int | None
    data: Any


class Client:
    """One request for the stream. `taking` says whether the client reads what the server sends."""

    def __init__(self, headers: dict[str, str], *, query: str = "", method: str = "GET") -> None:
        self.status = 0
        self.headers: dict[str, str] = {}
        self.raw = b""
        self.last_id: int | None = None
        self.taking = asyncio.Event()
        self.taking.set()
        self._rest = b""
        self._came = asyncio.Event()
        self._gone = asyncio.Event()
        self._is_asked = False
        self.task = asyncio.create_task(self._ask(_scope(headers, query, method)))

    async def started(self) -> "Client":
        await self._until(lambda: bool(self.status))
        return self

    async def body(self) -> Any:
        """Wait for the end and return the JSON that came."""
        await asyncio.wait_for(self.task, PATIENCE_S)
        return json.loads(self.raw)

    async def next(self) -> Event | None:
        """Return the next event; None at the end of the stream."""
        while True:
            await self._until(lambda: b"\n\n" in self._rest or self.task.done())
            if b"\n\n" not in self._rest:
                return None
            block, _, self._rest = self._rest.partition(b"\n\n")
            if event := self._read(block.decode()):
                return event

    async def until(self, name: str, position: int = 0) -> list[Event]:
        """Return the events up to and with the first one called `name` that stands at `position` or later."""
        events: list[Event] = []
        while event := await self.next():
            events.append(event)
            if event.name == name and (event.id or 0) >= position:
                return events
        raise AssertionError(f"the stream ended without {name}: {events}")

    async def heard(self) -> list[Any]:
        """Record a last fact for everyone and return what was told of facts before it."""
        position = await in_thread(mark)
        events = await self.until("changed", position)
        return [event.data for event in events[:-1] if event.name == "changed"]

    async def placed(self) -> "Client":
        """Wait until the server has told where the stream begins."""
        await self._until(lambda: b"id: " in self.raw)
        return self

    async def leave(self) -> None:
        self._gone.set()
        self.taking.set()
        await asyncio.wait_for(self.task, PATIENCE_S)

    async def _until(self, is_so: Callable[[], bool]) -> None:
        async with asyncio.timeout(PATIENCE_S):
            while not is_so() and not self.task.done():
                waiting = asyncio.ensure_future(self._came.wait())
                await asyncio.wait({waiting, self.task}, return_when="FIRST_COMPLETED")
                waiting.cancel()
                self._came.clear()

    async def _ask(self, scope: dict[str, Any]) -> None:
        await application(scope, self._receive, self._send)

    async def _receive(self) -> dict[str, Any]:
        if not self._is_asked:
            self._is_asked = True
            return {"type": "http.request", "body": b"", "more_body": False}
        await self._gone.wait()
        return {"type": "http.disconnect"}

    async def _send(self, message: Mapping[str, Any]) -> None:
        await self.taking.wait()
        if message["type"] == "http.response.start":
            self.status = message["status"]
            self.headers = {k.decode().lower(): v.decode() for k, v in message["headers"]}
        else:
            self.raw += message.get("body", b"")
            self._rest += message.get("body", b"")
        self._came.set()

    def _read(self, block: str) -> Event | None:
        fields = dict(line.split(": ", 1) for line in block.split("\n") if not line.startswith(":"))
        place = int(fields["id"]) if "id" in fields else None
        self.last_id = self.last_id if place is None else place
        if "event" not in fields:
            return None
        return Event(fields["event"], place, json.loads(fields["data"]))


def _scope(headers: dict[str, str], query: str, method: str) -> dict[str, Any]:
    sent = {"host": "127.0.0.1", **{name.lower(): value for name, value in headers.items()}}
    return {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": "/api/v1/live",
        "raw_path": b"/api/v1/live",
        "query_string": query.encode(),
        "root_path": "",
        "headers": [(name.encode(), value.encode()) for name, value in sent.items()],
        "client": ("127.0.0.1", 50000),
        "server": ("127.0.0.1", 80),
    }


@asynccontextmanager
async def asking(
    person: User | None = None,
    *,
    token: str = "",
    session: str = "",
    last: int | str | None = None,
    query: str = "",
    method: str = "GET",
    headers: Mapping[str, str] | None = None,
) -> AsyncIterator[Client]:
    """Ask for the stream as this person (in a new session), or with this token, and leave at the end."""
    sent = dict(headers or {})
    if person is not None:
        session = await in_thread(make_sign_in, person)
    if session:
        sent["Cookie"] = f"{settings.SESSION_COOKIE_NAME}={session}"
    if token:
        sent["Authorization"] = f"Bearer {token}"
    if last is not None:
        sent["Last-Event-ID"] = str(last)
    client = Client(sent, query=query, method=method)
    try:
        yield await client.started()
    finally:
        await client.leave()


@asynccontextmanager
async def listening(person: User | None = None, **more: Any) -> AsyncIterator[Client]:
    """Ask for the stream and wait until it tells what happens from now on."""
    async with asking(person, **more) as client:
        assert client.status == 200, client.raw
        yield client if "last" in more or "query" in more else await client.placed()


def run(scenario: Coroutine[Any, Any, None]) -> None:
    asyncio.run(scenario)


async def in_thread(call: Callable[..., T], *args: Any, **kwargs: Any) -> T:
    """Run something that asks the database beside the event loop, with a connection of its own."""

    def work() -> T:
        try:
            return call(*args, **kwargs)
        finally:
            connection.close()

    return await asyncio.to_thread(work)


def tell(payload: Payload, *, audience: str, subject: str = "") -> str:
    """Commit one fact about a deal, or about `subject`; return the id of the deal."""
    deal = new_id()
    with transaction.atomic():
        if subject:
            record(system("test"), payload, subject=subject, audience=audience)
        else:
            record(system("test"), payload, subject=f"deal:{deal}", audience=audience, deal_id=deal)
    return str(deal)


def mark() -> int:
    """Commit a fact for everyone and return its position."""
    tell(DealResumed(), audience=EVERYONE)
    return reading.head()
