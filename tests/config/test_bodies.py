"""Bodies are limited before anything reads them whole."""

import asyncio
import json
from typing import Any

import pytest

from pritok.config import bodies
from pritok.config.bodies import Application, Message, Receive, Scope, Send, limit_bodies


async def echo(_scope: Scope, receive: Receive, send: Send) -> None:
    """Read the whole body like Django does, then say how long it was."""
    length, more = 0, True
    while more:
        message = await receive()
        length, more = length + len(message.get("body", b"")), message.get("more_body", False)
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": str(length).encode()})


async def run(application: Application, *asgi: Any) -> None:
    await application(*asgi)


def ask(parts: list[bytes], *, announced: int | None = None) -> tuple[int, bytes, int]:
    """Send a body in parts; return the status, the answer and how many parts were read."""
    sent: list[Message] = []
    left = list(parts)

    async def receive() -> Message:
        body = left.pop(0)
        return {"type": "http.request", "body": body, "more_body": bool(left)}

    async def send(message: Message) -> None:
        sent.append(message)

    headers = [] if announced is None else [(b"content-length", str(announced).encode())]
    scope: dict[str, Any] = {"type": "http", "headers": headers}
    asyncio.run(run(limit_bodies(echo, limit=10), scope, receive, send))
    return sent[0]["status"], sent[1]["body"], len(parts) - len(left)


def test_a_small_body_passes() -> None:
    assert ask([b"12345", b"67890"], announced=10) == (200, b"10", 2)


def test_an_announced_large_body_is_refused_before_it_is_read() -> None:
    status, body, _ = ask([b"x" * 5] * 3, announced=15)

    assert (status, json.loads(body)["code"]) == (413, "too_large")


def test_a_body_that_grows_too_large_is_refused_and_the_client_heard_out() -> None:
    status, _, read = ask([b"x" * 6] * 100)

    assert (status, read) == (413, 100)


def test_nobody_is_heard_out_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bodies, "_DRAINED_BYTES", 60)

    status, _, read = ask([b"x" * 6] * 100)

    assert (status, read) == (413, 12)


@pytest.mark.parametrize("announced", [b"", b"-1", b"abc", b"1e9"])
def test_a_lie_about_the_length_does_not_help(announced: bytes) -> None:
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b"x" * 50, "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {"type": "http", "headers": [(b"content-length", announced)]}
    asyncio.run(run(limit_bodies(echo, limit=10), scope, receive, send))

    assert sent[0]["status"] == 413


def test_what_is_no_request_passes_untouched() -> None:
    seen: list[str] = []

    async def application(scope: Scope, _receive: Receive, _send: Send) -> None:
        seen.append(scope["type"])

    async def nothing(*_: Any) -> Any:
        return {}

    asyncio.run(run(limit_bodies(application), {"type": "lifespan"}, nothing, nothing))

    assert seen == ["lifespan"]
