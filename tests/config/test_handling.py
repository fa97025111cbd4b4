"""The handler under the server: no thread is born for a request, and its end is told."""

import asyncio
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.signals import request_finished, request_started

from pritok.config.bodies import Message
from pritok.config.handling import ThreadPoolHandler

pytestmark = pytest.mark.django_db(transaction=True)
HEALTH = "/api/v1/health"


async def ask(handler: ThreadPoolHandler, path: str = HEALTH) -> tuple[int, bytes]:
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "method": "GET",
        "path": path,
        "query_string": b"",
        "headers": [(b"host", b"127.0.0.1")],
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 80),
    }
    await handler(scope, receive, send)
    return sent[0]["status"], b"".join(message.get("body", b"") for message in sent[1:])


@pytest.fixture
def told() -> Iterator[list[str]]:
    """The beginnings and ends that Django's own receivers were told of, with the threads they were told in."""
    heard: list[str] = []

    def began(**_: Any) -> None:
        heard.append(f"began in {threading.current_thread().name.split('_')[0]}")

    def ended(**_: Any) -> None:
        heard.append("ended")

    request_started.connect(began)
    request_finished.connect(ended)
    yield heard
    request_started.disconnect(began)
    request_finished.disconnect(ended)


def test_requests_one_after_another_share_a_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    born: list[str] = []
    start = threading.Thread.start

    def counted(thread: threading.Thread) -> None:
        born.append(thread.name)
        start(thread)

    async def ask_often() -> list[int]:
        handler = ThreadPoolHandler()
        return [(await ask(handler))[0] for _ in range(20)]

    monkeypatch.setattr(threading.Thread, "start", counted)

    assert asyncio.run(ask_often()) == [200] * 20
    assert {name.split("_")[0] for name in born} == {"web"}
    # The pool starts another one while the last is still on its way back.
    assert len(born) < 10


def test_each_request_is_told_to_begin_in_its_thread_and_to_end(told: list[str]) -> None:
    status, _ = asyncio.run(ask(ThreadPoolHandler(), f"{HEALTH}/nowhere"))

    assert status == 404
    assert told == ["began in web", "ended"]
