"""Opening the live stream in a test and reading it event by event."""

import asyncio
import json
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from asgiref.sync import sync_to_async
from django.conf import settings
from django.db import connections, transaction
from django.test import AsyncClient

from pritok.accounts.actor import system
from pritok.accounts.models import User
from pritok.journal.payloads import Payload
from pritok.journal.recording import record
from pritok.kit.ids import new_id
from tests.factories import make_sign_in, make_token

PATIENCE_S = 8.0


@dataclass(frozen=True)
class Event:
    name: str
    id: int | None
    data: Any


class Listener:
    """Reads events as they come; `ended` once the server has closed the stream."""

    def __init__(self, parts: AsyncIterator[bytes]) -> None:
        self._parts = parts
        self._rest = b""
        self.comments = 0

    async def next(self) -> Event | None:
        """Return the next event; None at the end of the stream."""
        async with asyncio.timeout(PATIENCE_S):
            while True:
                while b"\n\n" not in self._rest:
                    part = await anext(self._parts, None)
                    if part is None:
                        return None
                    self._rest += part
                block, _, self._rest = self._rest.partition(b"\n\n")
                if event := self._read(block.decode()):
                    return event

    async def until(self, name: str) -> list[Event]:
        """Return the events up to and with the first one called `name`."""
        events: list[Event] = []
        while event := await self.next():
            events.append(event)
            if event.name == name:
                return events
        raise AssertionError(f"the stream ended without {name}: {events}")

    async def heard(self) -> list[str]:
        """Return the kinds told before the next tick."""
        return [event.data["kind"] for event in (await self.until("tick"))[:-1]]

    def _read(self, block: str) -> Event | None:
        fields = dict(line.split(": ", 1) for line in block.split("\n") if not line.startswith(":"))
        self.comments += block.startswith(":")
        if "event" not in fields:
            return None
        place = int(fields["id"]) if "id" in fields else None
        return Event(fields["event"], place, json.loads(fields["data"]))


def run(scenario: Coroutine[Any, Any, None]) -> None:
    """Run a scenario; the connection its synchronous parts used is closed behind it."""

    async def tidy() -> None:
        try:
            await scenario
        finally:
            await in_thread(connections.close_all)

    asyncio.run(tidy())


async def in_thread(call: Any, *args: Any, **kwargs: Any) -> Any:
    return await sync_to_async(call)(*args, **kwargs)


async def request(
    headers: dict[str, str] | None = None, *, session: str = "", method: str = "get"
) -> Any:
    client = AsyncClient()
    if session:
        client.cookies[settings.SESSION_COOKIE_NAME] = session
    return await getattr(client, method)("/api/v1/live", headers=headers or {})


@asynccontextmanager
async def listening(
    person: User | None = None, *, last: int | str | None = None, token: str | None = None
) -> AsyncIterator[Listener]:
    """Open the stream as this person, or with this token."""
    headers = {"Last-Event-ID": str(last)} if last is not None else {}
    if token is not None:
        headers["Authorization"] = f"Bearer {token}"
    session = "" if person is None else await in_thread(make_sign_in, person)
    response = await request(headers, session=session)
    assert response.status_code == 200, response.content
    parts = aiter(response.streaming_content)
    listener = Listener(parts)
    try:
        yield listener
    finally:
        await parts.aclose()
        # As the server does; a generator nobody has read from runs no clean-up of its own.
        response.close()


def tell(payload: Payload, *, audience: str, subject: str | None = None) -> None:
    """Commit one fact."""
    deal = new_id()
    with transaction.atomic():
        subject = subject or f"deal:{deal}"
        deal_id = deal if subject == f"deal:{deal}" else None
        record(system("test"), payload, subject=subject, audience=audience, deal_id=deal_id)


def token_with_secret(scope: str) -> tuple[Any, str]:
    return make_token(scope)
