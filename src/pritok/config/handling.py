"""How Django answers requests here: each in one thread of a kept pool, with that thread's own connection.

Django's own ASGI handler crosses between loop and thread once or twice per middleware, starts a thread for every
request to tell it of its beginning and its end, and opens a database connection for it: measured, 4 ms of the 8 that
a small request takes. Views that stream stay on the loop: an open stream holds no thread and no connection.
"""

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from asgiref.sync import sync_to_async
from django.core import signals
from django.core.exceptions import RequestAborted
from django.core.handlers.asgi import ASGIHandler, get_script_prefix
from django.db import close_old_connections
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import set_script_prefix

# More than may wait for the intake writer at once, so that a burst of requests never keeps people out.
THREADS = 192


class ThreadPoolHandler(ASGIHandler):
    """The whole chain of middleware and view runs synchronously in one thread."""

    def __init__(self) -> None:
        super().__init__()
        pool = ThreadPoolExecutor(THREADS, thread_name_prefix="web")
        self._answer_in_pool: Callable[[HttpRequest], Any] = sync_to_async(
            self._answer, thread_sensitive=False, executor=pool
        )

    def load_middleware(self, is_async: bool = False) -> None:
        super().load_middleware(is_async=False)

    async def handle(
        self,
        scope: dict[str, Any],
        receive: Callable[[], Awaitable[Any]],
        send: Callable[[Any], Awaitable[None]],
    ) -> None:
        """Answer one request. Only a streamed answer ends when the client leaves: no thread can be stopped."""
        try:
            body = await self.read_body(receive)
        except RequestAborted:
            return
        with body:
            set_script_prefix(get_script_prefix(scope))
            request, response = self.create_request(scope, body)
            if request is not None:
                response = await self.run_get_response(request)
            assert response is not None
            try:
                if response.streaming:
                    await self._stream(response, receive, send)
                else:
                    await self.send_response(response, send)
            finally:
                response.close()

    async def get_response_async(self, request: HttpRequest) -> HttpResponseBase:
        response: HttpResponseBase = await self._answer_in_pool(request)
        return response

    def _answer(self, request: HttpRequest) -> HttpResponseBase:
        # Told in the thread whose connection is meant.
        signals.request_started.send(sender=self.__class__, scope=request.scope)  # type: ignore[attr-defined]
        try:
            return self.get_response(request)
        finally:
            # A broken connection must not stay with the thread.
            close_old_connections()

    async def _stream(
        self,
        response: HttpResponseBase,
        receive: Callable[[], Awaitable[Any]],
        send: Callable[[Any], Awaitable[None]],
    ) -> None:
        """Send until the body ends or the client leaves."""
        sending = asyncio.create_task(self.send_response(response, send))
        leaving = asyncio.create_task(self.listen_for_disconnect(receive))
        try:
            await asyncio.wait((sending, leaving), return_when=asyncio.FIRST_COMPLETED)
        finally:
            sending.cancel()
            leaving.cancel()
            ends = await asyncio.gather(sending, leaving, return_exceptions=True)
        for end in ends:
            if isinstance(end, Exception) and not isinstance(end, RequestAborted):
                raise end
