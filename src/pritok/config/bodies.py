"""A limit on request bodies that holds before Django has read them: Django spools the whole body first."""

import json
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

# Longer than any honest request; `DATA_UPLOAD_MAX_MEMORY_SIZE` is the same number.
MAX_BODY_BYTES = 1_048_576

# A client that is cut off while it sends does not hear why; so much more is taken in and thrown away.
_DRAINED_BYTES = 8 * MAX_BODY_BYTES

Scope = dict[str, Any]
Message = Mapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]

_BODY = json.dumps(
    {"code": "too_large", "message": "The request is too large.", "fields": {}, "request_id": ""}
).encode()


class _TooLarge(Exception):
    pass


def limit_bodies(application: Application, limit: int = MAX_BODY_BYTES) -> Application:
    """Wrap an ASGI application so that a body above `limit` bytes is answered 413 without being read."""

    async def limited(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await application(scope, receive, send)
            return
        if _announced(scope) > limit:
            await _refuse(receive, send)
            return
        taken = 0

        async def counted() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > limit:
                raise _TooLarge
            return message

        try:
            await application(scope, counted, send)
        except _TooLarge:
            # Django reads the body before it answers anything, so no header has been sent yet.
            await _refuse(receive, send)

    return limited


def _announced(scope: Scope) -> int:
    for name, value in scope["headers"]:
        if name == b"content-length" and value.isdigit():
            return int(value)
    return 0


async def _refuse(receive: Receive, send: Send) -> None:
    headers = [
        (b"content-type", b"application/json"),
        (b"content-length", str(len(_BODY)).encode()),
        (b"connection", b"close"),
    ]
    await send({"type": "http.response.start", "status": 413, "headers": headers})
    # The answer is on its way before the rest is read; only its end waits.
    await send({"type": "http.response.body", "body": _BODY, "more_body": True})
    await _drain(receive)
    await send({"type": "http.response.body", "body": b""})


async def _drain(receive: Receive) -> None:
    drained = 0
    while drained < _DRAINED_BYTES:
        message = await receive()
        drained += len(message.get("body", b""))
        if message["type"] != "http.request" or not message.get("more_body"):
            return
