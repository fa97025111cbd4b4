"""How a server that is told to stop takes leave: whoever is answered now hears that the connection ends.

Without the header a client sends its next request on a connection that is being closed, and learns neither that it
was not read nor that it may send it elsewhere.
"""

import threading
from typing import Any

from pritok.config.bodies import Application, Message, Receive, Scope, Send

_is_closing = threading.Event()
_CLOSE = (b"connection", b"close")


def begin() -> None:
    """From now on every answer ends its connection. For any thread, and for signal handlers."""
    _is_closing.set()


def announced(application: Application) -> Application:
    """Wrap an ASGI application so that answers given while the server closes say so."""

    async def announcing(scope: Scope, receive: Receive, send: Send) -> None:
        async def send_on(message: Message) -> None:
            if message["type"] == "http.response.start" and _is_closing.is_set():
                headers: list[Any] = [*message.get("headers", ()), _CLOSE]
                message = {**message, "headers": headers}
            await send(message)

        await application(scope, receive, send_on)

    return announcing
